package cloudjar.kernel.policy;

import java.util.ArrayList;
import java.util.Comparator;
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

    /** Those without variables, and of these the last, in which most ARNs of one account differ. */
    private static final Comparator<Part> CHEAPEST_FIRST = Comparator.comparing(
                    (Part part) -> part.pattern().varies())
            .thenComparing(Part::place, Comparator.reverseOrder());

    private final TextPattern whole;
    private final List<Part> parts;

    /** A part that is not anything, and its place. */
    private record Part(int place, TextPattern pattern) {}

    private ArnPattern(TextPattern whole, List<Part> parts) {
        this.whole = whole;
        this.parts = parts;
    }

    static ArnPattern of(String text, PatternToken.Syntax syntax) {
        List<PatternToken> tokens = PatternToken.parse(text, syntax);
        List<Part> parts = new ArrayList<>();
        List<PatternToken> part = new ArrayList<>();
        int place = 0;
        for (PatternToken token : tokens) {
            if (place < PARTS - 1 && token instanceof PatternToken.Letter(char c) && c == ':') {
                parts.add(new Part(place++, new TextPattern(part)));
                part = new ArrayList<>();
            } else {
                part.add(token);
            }
        }
        parts.add(new Part(place, new TextPattern(part)));
        return new ArnPattern(
                new TextPattern(tokens), parts.stream().sorted(CHEAPEST_FIRST).toList());
    }

    /** Whether the resource is one of these; one that is no ARN is compared as a whole. */
    boolean matches(ResourceName resource, RequestContext context) {
        if (!resource.isArn()) {
            return whole.matches(resource.text(), context);
        }
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            int from = resource.start(part.place());
            if (!part.pattern().matches(resource.text(), from, resource.end(part.place()), context)) {
                return false;
            }
        }
        return true;
    }
}
