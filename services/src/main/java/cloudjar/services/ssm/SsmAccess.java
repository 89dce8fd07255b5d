package cloudjar.services.ssm;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import org.jspecify.annotations.Nullable;

/** The tags of resources, as conditions ask about them. */
final class SsmAccess implements ResourcePolicies {
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
                .map(parameter -> ResourceSide.plain(parameter.account(), new ResourceTags(parameter.tags())))
                .orElse(null);
    }
}
