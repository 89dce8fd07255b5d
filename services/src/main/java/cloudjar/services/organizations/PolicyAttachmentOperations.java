package cloudjar.services.organizations;

import cloudjar.api.organizations.AttachPolicyRequest;
import cloudjar.api.organizations.AttachPolicyResponse;
import cloudjar.api.organizations.DescribeEffectivePolicyRequest;
import cloudjar.api.organizations.DescribeEffectivePolicyResponse;
import cloudjar.api.organizations.DetachPolicyRequest;
import cloudjar.api.organizations.DetachPolicyResponse;
import cloudjar.api.organizations.EffectivePolicy;
import cloudjar.api.organizations.ListPoliciesForTargetRequest;
import cloudjar.api.organizations.ListPoliciesForTargetResponse;
import cloudjar.api.organizations.ListTargetsForPolicyRequest;
import cloudjar.api.organizations.ListTargetsForPolicyResponse;
import cloudjar.api.organizations.PolicyAttachments;
import cloudjar.api.organizations.PolicySummary;
import cloudjar.api.organizations.PolicyTargetSummary;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What policies are attached to, and what they come to together. */
final class PolicyAttachmentOperations implements PolicyAttachments {
    @Override
    public AttachPolicyResponse attachPolicy(AttachPolicyRequest in, Call call) {
        return call.write(tx -> {
            Organization organization = Standing.management(tx, call).organization();
            Attachments attachments = new Attachments(organization);
            OrganizationPolicy policy = attachments.existing(tx, in.policyId());
            refuseUnknown(tx, organization, in.targetId(), call);
            if (!organization.enabled(policy.type())) {
                throw OrganizationsErrors.typeNotEnabled();
            }
            if (attachments.attached(tx, in.targetId(), policy.id())) {
                throw OrganizationsErrors.policyAttached();
            }
            long others = attachments.at(tx, in.targetId(), policy.type()).size();
            if (others >= policy.type().attached().current()) {
                throw OrganizationsErrors.constraint(
                        "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
                        "You have attached the maximum number of policies to the specified target.");
            }
            attachments.attach(tx, in.targetId(), policy);
            return AttachPolicyResponse.of();
        });
    }

    @Override
    public DetachPolicyResponse detachPolicy(DetachPolicyRequest in, Call call) {
        return call.write(tx -> {
            Organization organization = Standing.management(tx, call).organization();
            Attachments attachments = new Attachments(organization);
            OrganizationPolicy policy = attachments.existing(tx, in.policyId());
            refuseUnknown(tx, organization, in.targetId(), call);
            if (!attachments.attached(tx, in.targetId(), policy.id())) {
                throw OrganizationsErrors.policyNotAttached();
            }
            refuseLast(tx, attachments, in.targetId(), policy);
            attachments.detach(tx, in.targetId(), policy.id());
            return DetachPolicyResponse.of();
        });
    }

    /** Every target has a service control policy at all times, and the one that opens its resources. */
    private static void refuseLast(Tx tx, Attachments attachments, String targetId, OrganizationPolicy policy) {
        if (policy.id().equals(OrganizationPolicy.RCP_FULL_AWS_ACCESS.id())) {
            throw OrganizationsErrors.invalid("NON_DETACHABLE_POLICY", "You can't detach this policy.");
        }
        boolean needsOne = policy.type() == ControlType.SERVICE_CONTROL_POLICY;
        if (needsOne && attachments.at(tx, targetId, policy.type()).size() == 1) {
            throw OrganizationsErrors.constraint(
                    "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
                    "You cannot detach the last policy of this type from the specified target.");
        }
    }

    private static void refuseUnknown(Snapshot snapshot, Organization organization, String targetId, Call call) {
        if (!new Tree(organization).contains(snapshot, targetId, call.time())) {
            throw OrganizationsErrors.noTarget();
        }
    }

    @Override
    public ListPoliciesForTargetResponse listPoliciesForTarget(ListPoliciesForTargetRequest in, Call call) {
        PageRequest asked =
                Paging.asked(in.maxResults(), in.nextToken(), "ListPoliciesForTarget" + in.targetId() + in.filter());
        ControlType type = ControlType.of(in.filter());
        Page<PolicySummary> part = call.read(snapshot -> {
            Organization organization = Standing.reader(snapshot, call).organization();
            refuseUnknown(snapshot, organization, in.targetId(), call);
            List<OrganizationPolicy> all = new Attachments(organization).at(snapshot, in.targetId(), type);
            return Page.of(all, OrganizationPolicy::id, asked).map(policy -> policy.summary(organization));
        });
        return ListPoliciesForTargetResponse.builder()
                .policies(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public ListTargetsForPolicyResponse listTargetsForPolicy(ListTargetsForPolicyRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListTargetsForPolicy" + in.policyId());
        Page<PolicyTargetSummary> part = call.read(snapshot -> {
            Organization organization = Standing.reader(snapshot, call).organization();
            new Attachments(organization).existing(snapshot, in.policyId());
            return Page.of(
                            OrganizationsTables.ATTACHMENTS_BY_POLICY.in(organization.scope()),
                            snapshot,
                            Range.prefix(in.policyId()),
                            asked,
                            attachment -> true)
                    .map(attachment -> target(snapshot, organization, attachment.targetId()));
        });
        return ListTargetsForPolicyResponse.builder()
                .targets(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    private static PolicyTargetSummary target(Snapshot snapshot, Organization organization, String id) {
        Tree tree = new Tree(organization);
        PolicyTargetSummary.Builder target =
                PolicyTargetSummary.builder().targetId(id).type(tree.kind(id));
        if (id.equals(organization.rootId())) {
            return target.arn(organization.arn("root", id))
                    .name(organization.root().name())
                    .build();
        }
        Optional<Unit> unit = tree.unit(snapshot, id);
        if (unit.isPresent()) {
            return target.arn(organization.arn("ou", id))
                    .name(unit.get().name())
                    .build();
        }
        String name = OrganizationsTables.ACCOUNTS
                .in(Scope.GLOBAL)
                .get(snapshot, id)
                .map(MemberAccount::name)
                .orElseThrow(OrganizationsErrors::noTarget);
        return target.arn(organization.arn("account", id)).name(name).build();
    }

    @Override
    public DescribeEffectivePolicyResponse describeEffectivePolicy(DescribeEffectivePolicyRequest in, Call call) {
        ControlType type = ControlType.of(in.policyType());
        if (type.kind().isPresent()) {
            throw OrganizationsErrors.invalidEnum();
        }
        String account = Objects.requireNonNullElse(in.targetId(), call.account());
        return call.read(snapshot -> {
            Standing standing =
                    account.equals(call.account()) ? Standing.member(snapshot, call) : Standing.reader(snapshot, call);
            Organization organization = standing.organization();
            if (new Tree(organization).holds(snapshot, account)) {
                throw OrganizationsErrors.invalid(
                        "TARGET_NOT_SUPPORTED", "You can't perform the specified operation on that target entity.");
            }
            refuseUnknown(snapshot, organization, account, call);
            Attachments attachments = new Attachments(organization);
            List<ManagementPolicy> policies = new Tree(organization)
                    .path(snapshot, account).stream()
                            .flatMap(level -> attachments.at(snapshot, level, type).stream())
                            .flatMap(policy -> ManagementPolicy.read(policy.content()).stream())
                            .toList();
            if (!organization.enabled(type) || policies.isEmpty()) {
                throw OrganizationsErrors.noEffectivePolicy();
            }
            return DescribeEffectivePolicyResponse.builder()
                    .effectivePolicy(EffectivePolicy.builder()
                            .policyContent(ManagementPolicy.effective(policies))
                            .lastUpdatedTimestamp(call.time())
                            .targetId(account)
                            .policyType(type.name())
                            .build())
                    .build();
        });
    }
}
