package cloudjar.kernel.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of ARNs. Its parts are compared one by one, so that a wildcard does not reach over a colon, except in the
 * last part, which holds the rest; parts missing at the end stand for anything.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">Resource</a>
 */
final class ArnPattern {
    /** arn, partition, service, region, account, resource. */
    static final int PARTS = 6;

    private static final TextPattern ANYTHING = new TextPattern(List.of(new PatternToken.AnyMany()));

    private final TextPattern whole;
    private final TextPattern[] parts;

    private ArnPattern(TextPattern whole, TextPattern[] parts) {
        this.whole = whole;
        this.parts = parts;
    }

    static ArnPattern of(String text, PatternToken.Syntax syntax) {
        List<PatternToken> tokens = PatternToken.parse(text, syntax);
        TextPattern[] parts = new TextPattern[PARTS];
        List<PatternToken> part = new ArrayList<>();
        int count = 0;
        for (PatternToken token : tokens) {
            if (count < PARTS - 1 && token instanceof PatternToken.Letter(char c) && c == ':') {
                parts[count++] = new TextPattern(part);
                part = new ArrayList<>();
            } else {
                part.add(token);
            }
        }
        parts[count++] = new TextPattern(part);
        while (count < PARTS) {
            parts[count++] = ANYTHING;
        }
        return new ArnPattern(new TextPattern(tokens), parts);
    }

    /** Whether the resource is one of these; one that is no ARN is compared as a whole. */
    boolean matches(ResourceName resource, RequestContext context) {
        if (!resource.isArn()) {
            return whole.matches(resource.text(), context);
        }
        // From the end, where most ARNs of one account differ.
        for (int part = PARTS - 1; part >= 0; part--) {
            if (!parts[part].matches(resource.text(), resource.start(part), resource.end(part), context)) {
                return false;
            }
        }
        return true;
    }
}
