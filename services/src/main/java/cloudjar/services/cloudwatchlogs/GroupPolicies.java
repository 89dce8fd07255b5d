package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.CompiledPolicy;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.store.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What groups say to calls: their tags, and the resource policies of their account, which let services write. */
final class GroupPolicies implements ResourcePolicies {
    private static final String GROUP = "log-group:";

    private final CompiledPolicies documents = new CompiledPolicies();

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        String resource = need.resource().part(5);
        if (!resource.startsWith(GROUP)) {
            return null;
        }
        String region = need.resource().part(3);
        LogsTables tables = LogsTables.in(need.account(), region);
        int end = resource.indexOf(':', GROUP.length());
        String name = resource.substring(GROUP.length(), end < 0 ? resource.length() : end);
        Group group = tables.groups.get(asked.snapshot(), name).orElse(null);
        List<CompiledPolicy> policies = new ArrayList<>();
        for (Row<String, ResourcePolicy> row : tables.resourcePolicies.rows(asked.snapshot())) {
            policies.addAll(documents
                    .layer(
                            PolicyKind.RESOURCE,
                            "logs/" + need.account() + "/" + region + "/" + row.key(),
                            row.value().document())
                    .policies());
        }
        cloudjar.kernel.call.access.ResourceTags tags =
                new cloudjar.kernel.call.access.ResourceTags(group == null ? Map.of() : group.tags());
        return ResourceSide.of(need.account(), PolicyLayer.of(policies), tags);
    }
}
