package cloudjar.services.lambda;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.services.lambda.LambdaTables.Part;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policies of functions, their versions and aliases, and of versions of layers, as far as they decide. */
final class FunctionAccess implements ResourcePolicies {
    private final CompiledPolicies documents = new CompiledPolicies();

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        String arn = need.resource().text();
        String[] parts = arn.split(":", -1);
        if (parts.length < 7) {
            return null;
        }
        LambdaTables tables = LambdaTables.in(parts[4], parts[3]);
        String qualifier = parts.length > 7 ? parts[7] : null;
        if (parts[5].equals("function")) {
            Optional<Function> function = tables.functions.get(asked.snapshot(), parts[6]);
            FunctionName name = new FunctionName(parts[4], parts[3], parts[6], qualifier);
            return function.map(found -> side(asked, tables, arn, Policies.key(name), found.tags(), parts[4]))
                    .orElse(null);
        }
        if (parts[5].equals("layer") && qualifier != null && tables.layers.contains(asked.snapshot(), parts[6])) {
            return side(asked, tables, arn, new Part(Policies.LAYER + parts[6], qualifier), Map.of(), parts[4]);
        }
        return null;
    }

    private ResourceSide side(
            Asked asked, LambdaTables tables, String arn, Part key, Map<String, String> tags, String account) {
        Optional<Policy> policy = tables.policies.get(asked.snapshot(), key);
        PolicyLayer layer = policy.map(found -> documents.layer(PolicyKind.RESOURCE, arn, found.document()))
                .orElse(PolicyLayer.NONE);
        return ResourceSide.of(account, layer, new ResourceTags(tags));
    }
}
