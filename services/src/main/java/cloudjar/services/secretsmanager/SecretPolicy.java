package cloudjar.services.secretsmanager;

import cloudjar.kernel.policy.PolicyDocument;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.policy.PublicGrants;
import java.util.Set;

/** Policies of secrets: whether they are any, and whether they let everybody in. */
final class SecretPolicy {
    private static final PolicyRules RULES = PolicyRules.of(PolicyKind.RESOURCE)
            .withSizeMax(Math.toIntExact(SecretsManagerLimits.POLICY_SIZE_MAX.current()));
    private static final PublicGrants PUBLIC = new PublicGrants(Set.of(
            "aws:principalaccount",
            "aws:principalarn",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceip",
            "aws:sourceorgid",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:userid"));

    private SecretPolicy() {}

    static PolicyParse parse(String text) {
        return PolicyParser.parse(text, RULES);
    }

    /** Refuses what is no policy, and what lets everybody in where that is not wanted. */
    static void check(String text, boolean blockPublic) {
        switch (parse(text)) {
            case PolicyParse.Accepted(PolicyDocument document) -> {
                if (blockPublic && isPublic(document)) {
                    throw SecretsManagerErrors.publicPolicy();
                }
            }
            case PolicyParse.Refused refused ->
                throw SecretsManagerErrors.policy(refused.first().message());
        }
    }

    static boolean isPublic(PolicyDocument document) {
        return PUBLIC.in(document);
    }
}
