package cloudjar.services.ssm;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What resources say to who wants them: the policies of parameters, and tags, as conditions ask about them. */
final class SsmAccess implements ResourcePolicies {
    private final CompiledPolicies documents = new CompiledPolicies();

    private static final String PARAMETER = "parameter";
    private static final String DOCUMENT = "document/";
    private static final String ITEM = "opsitem/";
    private static final String BASELINE = "patchbaseline/";

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        String resource = need.resource().part(5);
        SsmTables tables = SsmTables.in(need.account(), need.resource().part(3));
        if (resource.startsWith(DOCUMENT)) {
            return tables.documents
                    .get(asked.snapshot(), resource.substring(DOCUMENT.length()))
                    .map(document -> ResourceSide.plain(document.owner(), new ResourceTags(document.tags())))
                    .orElse(null);
        }
        if (resource.startsWith(BASELINE)) {
            return PatchTables.in(need.account(), need.resource().part(3))
                    .baselines
                    .get(asked.snapshot(), resource.substring(BASELINE.length()))
                    .map(baseline -> ResourceSide.plain(need.account(), new ResourceTags(baseline.tags())))
                    .orElse(null);
        }
        if (resource.startsWith(ITEM)) {
            return OpsTables.in(need.account(), need.resource().part(3))
                    .items
                    .get(asked.snapshot(), resource.substring(ITEM.length()))
                    .map(item -> ResourceSide.plain(need.account(), new ResourceTags(item.tags())))
                    .orElse(null);
        }
        if (resource.startsWith("opsmetadata/")) {
            return OpsTables.in(need.account(), need.resource().part(3))
                    .metadata
                    .get(asked.snapshot(), need.resource().toString())
                    .map(metadata -> ResourceSide.plain(need.account(), new ResourceTags(metadata.tags())))
                    .orElse(null);
        }
        if (!resource.startsWith(PARAMETER + "/")) {
            return null;
        }
        String path = resource.substring(PARAMETER.length());
        return tables.parameters
                .get(asked.snapshot(), path.indexOf('/', 1) < 0 ? path.substring(1) : path)
                .or(() -> tables.parameters.get(asked.snapshot(), path))
                .map(parameter -> ResourceSide.of(
                        parameter.account(),
                        policies(tables.policies(asked.snapshot(), parameter.arn()), parameter.arn()),
                        new ResourceTags(parameter.tags())))
                .orElse(null);
    }

    private PolicyLayer policies(List<StoredPolicy> policies, String arn) {
        return policies.isEmpty()
                ? PolicyLayer.NONE
                : PolicyLayer.of(policies.stream()
                        .flatMap(policy ->
                                documents.layer(PolicyKind.RESOURCE, arn, policy.document()).policies().stream())
                        .toList());
    }
}
