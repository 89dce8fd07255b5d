package cloudjar.services.iam;

import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyRules;
import java.util.List;

/** The keys that the conditions of policies ask about. */
final class ContextKeys {
    private ContextKeys() {}

    /** Without repetition, in the policies' order. */
    static List<String> of(List<String> documents) {
        return documents.stream()
                .flatMap(document ->
                        PolicyText.checked(document, PolicyRules.of(PolicyKind.IDENTITY)).statements().stream())
                .flatMap(statement -> statement.conditions().stream())
                .map(condition -> condition.key())
                .distinct()
                .toList();
    }
}
