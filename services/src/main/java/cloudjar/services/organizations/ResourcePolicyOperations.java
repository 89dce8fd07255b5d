package cloudjar.services.organizations;

import cloudjar.api.organizations.DeleteResourcePolicyRequest;
import cloudjar.api.organizations.DeleteResourcePolicyResponse;
import cloudjar.api.organizations.DescribeResourcePolicyRequest;
import cloudjar.api.organizations.DescribeResourcePolicyResponse;
import cloudjar.api.organizations.PutResourcePolicyRequest;
import cloudjar.api.organizations.PutResourcePolicyResponse;
import cloudjar.api.organizations.ResourcePolicies;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.store.Snapshot;
import java.util.Map;

/** The policy by which the management account says what members may do with its organization. */
final class ResourcePolicyOperations implements ResourcePolicies {
    private static final int ID_CHANCE = 8;

    @Override
    public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest in, Call call) {
        boolean sound = PolicyParser.parse(in.content(), PolicyContent.rules(PolicyKind.RESOURCE))
                instanceof PolicyParse.Accepted;
        if (!sound || in.content().length() > OrganizationsLimits.RESOURCE_POLICY_SIZE.current()) {
            throw OrganizationsErrors.invalid(
                    "INVALID_RESOURCE_POLICY_JSON", "This resource policy contains invalid JSON.");
        }
        Map<String, String> tags = Tags.of(in.tags());
        String id = "rp-" + call.world().ids().of(Ids.LOWER_ALPHANUMERIC, ID_CHANCE);
        return call.write(tx -> {
            Organization organization = Standing.management(tx, call).organization();
            if (!organization.allFeatures()) {
                throw OrganizationsErrors.notAllFeatures();
            }
            var table = OrganizationsTables.DELEGATION_POLICY.in(organization.scope());
            DelegationPolicy old = table.get(tx, OrganizationsTables.ONLY).orElse(null);
            if (old != null && !tags.isEmpty()) {
                throw OrganizationsErrors.invalid(
                        "UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED",
                        "You can't update an existing resource policy with tags.");
            }
            DelegationPolicy policy = old == null
                    ? new DelegationPolicy(id, in.content(), tags)
                    : new DelegationPolicy(old.id(), in.content(), old.tags());
            table.put(tx, OrganizationsTables.ONLY, policy);
            return PutResourcePolicyResponse.builder()
                    .resourcePolicy(policy.shown(organization))
                    .build();
        });
    }

    @Override
    public DescribeResourcePolicyResponse describeResourcePolicy(DescribeResourcePolicyRequest in, Call call) {
        return call.read(snapshot -> {
            Organization organization = Standing.reader(snapshot, call).organization();
            return DescribeResourcePolicyResponse.builder()
                    .resourcePolicy(existing(snapshot, organization).shown(organization))
                    .build();
        });
    }

    @Override
    public DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest in, Call call) {
        return call.write(tx -> {
            Organization organization = Standing.management(tx, call).organization();
            existing(tx, organization);
            OrganizationsTables.DELEGATION_POLICY.in(organization.scope()).delete(tx, OrganizationsTables.ONLY);
            return DeleteResourcePolicyResponse.of();
        });
    }

    private static DelegationPolicy existing(Snapshot snapshot, Organization organization) {
        return OrganizationsTables.DELEGATION_POLICY
                .in(organization.scope())
                .get(snapshot, OrganizationsTables.ONLY)
                .orElseThrow(OrganizationsErrors::noResourcePolicy);
    }
}
