package cloudjar.services.iam;

import cloudjar.api.iam.GroupDetail;
import cloudjar.api.iam.InstanceProfile;
import cloudjar.api.iam.ManagedPolicyDetail;
import cloudjar.api.iam.PolicyDetail;
import cloudjar.api.iam.RoleDetail;
import cloudjar.api.iam.UserDetail;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import java.util.List;

/** Everything that grants in an account, for GetAccountAuthorizationDetails. */
final class AuthorizationDetails {
    private final Snapshot snapshot;
    private final Call call;

    AuthorizationDetails(Snapshot snapshot, Call call) {
        this.snapshot = snapshot;
        this.call = call;
    }

    UserDetail user(IamUser user) {
        return UserDetail.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.id())
                .arn(user.arn(call))
                .createDate(user.created())
                .userPolicyList(inline(user))
                .groupList(GroupOperations.groupsOf(snapshot, call, user).stream()
                        .map(IamGroup::name)
                        .toList())
                .attachedManagedPolicies(Attachments.all(snapshot, call, user))
                .permissionsBoundary(Boundaries.shown(user.boundary()))
                .tags(Tags.shown(user.tags()))
                .build();
    }

    GroupDetail group(IamGroup group) {
        return GroupDetail.builder()
                .path(group.path())
                .groupName(group.name())
                .groupId(group.id())
                .arn(group.arn(call))
                .createDate(group.created())
                .groupPolicyList(inline(group))
                .attachedManagedPolicies(Attachments.all(snapshot, call, group))
                .build();
    }

    RoleDetail role(IamRole role) {
        List<InstanceProfile> profiles =
                IamTables.PROFILES_BY_ROLE.in(Scope.account(call.account())).find(snapshot, role.id()).stream()
                        .map(row -> row.value().shown(snapshot, call).build())
                        .toList();
        return RoleDetail.builder()
                .path(role.path())
                .roleName(role.name())
                .roleId(role.id())
                .arn(role.arn(call))
                .createDate(role.created())
                .assumeRolePolicyDocument(PolicyText.encoded(role.trust()))
                .instanceProfileList(profiles)
                .rolePolicyList(inline(role))
                .attachedManagedPolicies(Attachments.all(snapshot, call, role))
                .permissionsBoundary(Boundaries.shown(role.boundary()))
                .tags(Tags.shown(role.tags()))
                .roleLastUsed(role.lastUsed(snapshot, call))
                .build();
    }

    ManagedPolicyDetail policy(ManagedPolicy policy) {
        String arn = policy.arn(call.partition().id());
        PolicyUse use = PolicyUse.of(snapshot, call, arn);
        return ManagedPolicyDetail.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(arn)
                .path(policy.path())
                .defaultVersionId(policy.current().id())
                .attachmentCount(use.attachments())
                .permissionsBoundaryUsageCount(use.boundaries())
                .isAttachable(true)
                .description(policy.description())
                .createDate(policy.created())
                .updateDate(policy.updated())
                .policyVersionList(policy.versions().reversed().stream()
                        .map(version -> PolicyVersionOperations.shown(policy, version)
                                .document(PolicyText.encoded(version.document()))
                                .build())
                        .toList())
                .build();
    }

    private List<PolicyDetail> inline(Identity identity) {
        return IamTables.INLINE_POLICIES
                .in(Scope.account(call.account()))
                .rows(snapshot, Range.prefix(identity.id()))
                .stream()
                .map(row -> PolicyDetail.builder()
                        .policyName(row.value().name())
                        .policyDocument(PolicyText.encoded(row.value().document()))
                        .build())
                .toList();
    }
}
