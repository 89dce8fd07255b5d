package cloudjar.services.secretsmanager;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.KeySource;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What secrets say to who wants them: their policies, and what conditions can ask about them. */
final class SecretAccess implements ResourcePolicies {
    private final CompiledPolicies documents = new CompiledPolicies();

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        Secret secret = SecretsManagerIam.find(asked, need.resource().text()).orElse(null);
        if (secret == null) {
            return null;
        }
        PolicyLayer layer = secret.policy() == null
                ? PolicyLayer.NONE
                : documents.layer(PolicyKind.RESOURCE, secret.arn(), secret.policy());
        ResourceTags tags = new ResourceTags(secret.tags());
        ResourceTags own = new ResourceTags("secretsmanager:resourcetag/", secret.tags());
        KeySource keys = key -> key.startsWith("secretsmanager:") ? facts(secret, own, key) : tags.values(key);
        return ResourceSide.of(secret.account(), layer, keys);
    }

    private static List<String> facts(Secret secret, ResourceTags tags, String key) {
        return switch (key) {
            case "secretsmanager:secretid" -> List.of(secret.arn());
            case "secretsmanager:resource/allowrotationlambdaarn" ->
                secret.rotation().lambda() == null
                        ? List.of()
                        : List.of(secret.rotation().lambda());
            case "secretsmanager:secretprimaryregion" ->
                List.of(
                        secret.replication().primary() == null
                                ? secret.region()
                                : secret.replication().primary());
            default -> tags.values(key);
        };
    }
}
