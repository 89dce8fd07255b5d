package cloudjar.services.sts;

import cloudjar.api.sts.PolicyDescriptorType;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The policies that are passed when a session is made.
 *
 * @param documents as they were written
 * @param packedPercent how much of the room for policies and tags they take; AWS packs them in a form that is not known, so
 *     that its figure is another
 */
record SessionPolicies(List<String> documents, int packedPercent) {
    private static final int ROOM = 2_048;
    private static final int WHOLE = 100;

    /**
     * Reads them.
     *
     * @param arns of managed policies
     * @param inline null where none is passed
     * @throws cloudjar.kernel.shape.ApiException where one is malformed or is not there, or they are too long together
     */
    static SessionPolicies of(
            Function<String, String> documentOf,
            List<PolicyDescriptorType> arns,
            @Nullable String inline,
            int tagsSize) {
        List<String> documents = new ArrayList<>();
        int size = tagsSize;
        if (inline != null) {
            check(inline);
            documents.add(inline);
            size += PolicyParser.size(inline);
        }
        for (PolicyDescriptorType policy : arns) {
            String arn = Objects.requireNonNullElse(policy.arn(), "");
            documents.add(documentOf.apply(arn));
            size += arn.length();
        }
        int percent = (size * WHOLE + ROOM - 1) / ROOM;
        if (percent > WHOLE) {
            throw StsErrors.packedPolicyTooLarge(percent);
        }
        return new SessionPolicies(documents, percent);
    }

    private static void check(String inline) {
        PolicyParse parse = PolicyParser.parse(inline, PolicyRules.of(PolicyKind.SESSION));
        if (parse instanceof PolicyParse.Refused refused) {
            throw StsErrors.malformedPolicy(refused.first().message());
        }
    }
}
