package cloudjar.services.organizations;

import cloudjar.api.organizations.CreatePolicyRequest;
import cloudjar.api.organizations.CreatePolicyResponse;
import cloudjar.api.organizations.DeletePolicyRequest;
import cloudjar.api.organizations.DeletePolicyResponse;
import cloudjar.api.organizations.DescribePolicyRequest;
import cloudjar.api.organizations.DescribePolicyResponse;
import cloudjar.api.organizations.ListPoliciesRequest;
import cloudjar.api.organizations.ListPoliciesResponse;
import cloudjar.api.organizations.Policies;
import cloudjar.api.organizations.PolicySummary;
import cloudjar.api.organizations.UpdatePolicyRequest;
import cloudjar.api.organizations.UpdatePolicyResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.organizations.OrganizationsTables.NameKey;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Policies of an organization. */
final class PolicyOperations implements Policies {
    private static final int ID_CHANCE = 8;

    @Override
    public CreatePolicyResponse createPolicy(CreatePolicyRequest in, Call call) {
        ControlType type = ControlType.of(in.type());
        PolicyContent.check(in.content(), type);
        OrganizationPolicy policy = new OrganizationPolicy(
                "p-" + call.world().ids().of(Ids.LOWER_ALPHANUMERIC, ID_CHANCE),
                in.name(),
                in.description(),
                type,
                in.content(),
                Tags.of(in.tags()));
        return call.write(tx -> {
            Organization organization = Standing.management(tx, call).organization();
            if (!organization.allFeatures()) {
                throw OrganizationsErrors.typeNotAvailable();
            }
            if (ofType(tx, organization, type).size() >= type.number().current()) {
                throw OrganizationsErrors.constraint(
                        "POLICY_NUMBER_LIMIT_EXCEEDED", "You have exceeded the number of policies allowed.");
            }
            refuseDuplicate(tx, organization, type, in.name());
            OrganizationsTables.POLICIES.in(organization.scope()).put(tx, policy.id(), policy);
            return CreatePolicyResponse.builder()
                    .policy(policy.shown(organization))
                    .build();
        });
    }

    private static void refuseDuplicate(Tx tx, Organization organization, ControlType type, String name) {
        boolean ofAws = OrganizationPolicy.OF_AWS.stream()
                .anyMatch(policy -> policy.type() == type && policy.name().equals(name));
        boolean own = OrganizationsTables.POLICIES_BY_NAME
                .in(organization.scope())
                .get(tx, new NameKey(type.name(), name))
                .isPresent();
        if (ofAws || own) {
            throw OrganizationsErrors.duplicatePolicy();
        }
    }

    @Override
    public DescribePolicyResponse describePolicy(DescribePolicyRequest in, Call call) {
        return call.read(snapshot -> {
            Organization organization = Standing.reader(snapshot, call).organization();
            return DescribePolicyResponse.builder()
                    .policy(new Attachments(organization)
                            .existing(snapshot, in.policyId())
                            .shown(organization))
                    .build();
        });
    }

    @Override
    public UpdatePolicyResponse updatePolicy(UpdatePolicyRequest in, Call call) {
        return call.write(tx -> {
            Organization organization = Standing.management(tx, call).organization();
            OrganizationPolicy old = changeable(tx, organization, in.policyId());
            if (in.content() != null) {
                PolicyContent.check(in.content(), old.type());
            }
            if (in.name() != null && !in.name().equals(old.name())) {
                refuseDuplicate(tx, organization, old.type(), in.name());
            }
            OrganizationPolicy changed = old.with(
                    Objects.requireNonNullElse(in.name(), old.name()),
                    Objects.requireNonNullElse(in.description(), old.description()),
                    Objects.requireNonNullElse(in.content(), old.content()));
            OrganizationsTables.POLICIES.in(organization.scope()).put(tx, changed.id(), changed);
            return UpdatePolicyResponse.builder()
                    .policy(changed.shown(organization))
                    .build();
        });
    }

    @Override
    public DeletePolicyResponse deletePolicy(DeletePolicyRequest in, Call call) {
        return call.write(tx -> {
            Organization organization = Standing.management(tx, call).organization();
            OrganizationPolicy policy = changeable(tx, organization, in.policyId());
            if (OrganizationsTables.ATTACHMENTS_BY_POLICY
                    .in(organization.scope())
                    .get(tx, policy.id())
                    .isPresent()) {
                throw OrganizationsErrors.policyInUse();
            }
            OrganizationsTables.POLICIES.in(organization.scope()).delete(tx, policy.id());
            return DeletePolicyResponse.of();
        });
    }

    private static OrganizationPolicy changeable(Snapshot snapshot, Organization organization, String id) {
        OrganizationPolicy policy = new Attachments(organization).existing(snapshot, id);
        if (policy.ofAws()) {
            throw OrganizationsErrors.immutablePolicy();
        }
        return policy;
    }

    @Override
    public ListPoliciesResponse listPolicies(ListPoliciesRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListPolicies" + in.filter());
        ControlType type = ControlType.of(in.filter());
        Page<PolicySummary> part = call.read(snapshot -> {
            Organization organization = Standing.reader(snapshot, call).organization();
            Stream<OrganizationPolicy> ofAws = organization.allFeatures()
                    ? OrganizationPolicy.OF_AWS.stream().filter(policy -> policy.type() == type)
                    : Stream.of();
            List<OrganizationPolicy> all = Stream.concat(ofAws, ofType(snapshot, organization, type).stream())
                    .toList();
            return Page.of(all, OrganizationPolicy::id, asked).map(policy -> policy.summary(organization));
        });
        return ListPoliciesResponse.builder()
                .policies(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    private static List<OrganizationPolicy> ofType(Snapshot snapshot, Organization organization, ControlType type) {
        return OrganizationsTables.POLICIES_BY_NAME
                .in(organization.scope())
                .rows(snapshot, Range.prefix(type.name()))
                .values();
    }
}
