package cloudjar.services.dynamodb;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.store.Scope;
import org.jspecify.annotations.Nullable;

/** What tables, their indexes and their streams say to those who want something of them. */
final class TablePolicies implements cloudjar.kernel.call.access.ResourcePolicies {
    private static final String INDEX = "/index/";

    private final CompiledPolicies documents = new CompiledPolicies();

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        String[] parts = need.resource().part(5).split("/", 3);
        if (parts.length < 2 || !parts[0].equals("table")) {
            return null;
        }
        Scope scope = new Scope(need.account(), need.resource().part(3));
        DynamoTable table =
                DynamoDbTables.TABLES.in(scope).get(asked.snapshot(), parts[1]).orElse(null);
        if (table == null) {
            return null;
        }
        // The policy of a table is that of its indexes too; a stream has its own.
        String arn = need.resource().text();
        int index = arn.indexOf(INDEX);
        String owner = index < 0 ? arn : arn.substring(0, index);
        PolicyLayer layer = DynamoDbTables.POLICIES
                .in(scope)
                .get(asked.snapshot(), owner)
                .map(policy -> documents.layer(PolicyKind.RESOURCE, owner, policy.policy()))
                .orElse(PolicyLayer.NONE);
        return ResourceSide.of(scope.account(), layer, new ResourceTags(table.tags()));
    }
}
