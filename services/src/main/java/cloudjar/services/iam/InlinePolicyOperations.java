package cloudjar.services.iam;

import cloudjar.api.iam.DeleteGroupPolicyRequest;
import cloudjar.api.iam.DeleteGroupPolicyResponse;
import cloudjar.api.iam.DeleteRolePolicyRequest;
import cloudjar.api.iam.DeleteRolePolicyResponse;
import cloudjar.api.iam.DeleteUserPolicyRequest;
import cloudjar.api.iam.DeleteUserPolicyResponse;
import cloudjar.api.iam.GetGroupPolicyRequest;
import cloudjar.api.iam.GetGroupPolicyResponse;
import cloudjar.api.iam.GetRolePolicyRequest;
import cloudjar.api.iam.GetRolePolicyResponse;
import cloudjar.api.iam.GetUserPolicyRequest;
import cloudjar.api.iam.GetUserPolicyResponse;
import cloudjar.api.iam.InlinePolicies;
import cloudjar.api.iam.ListGroupPoliciesRequest;
import cloudjar.api.iam.ListGroupPoliciesResponse;
import cloudjar.api.iam.ListRolePoliciesRequest;
import cloudjar.api.iam.ListRolePoliciesResponse;
import cloudjar.api.iam.ListUserPoliciesRequest;
import cloudjar.api.iam.ListUserPoliciesResponse;
import cloudjar.api.iam.PutGroupPolicyRequest;
import cloudjar.api.iam.PutGroupPolicyResponse;
import cloudjar.api.iam.PutRolePolicyRequest;
import cloudjar.api.iam.PutRolePolicyResponse;
import cloudjar.api.iam.PutUserPolicyRequest;
import cloudjar.api.iam.PutUserPolicyResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.services.iam.IamTables.HeldKey;

/** Policies that belong to one user, group or role. */
final class InlinePolicyOperations implements InlinePolicies {
    @Override
    public PutUserPolicyResponse putUserPolicy(PutUserPolicyRequest in, Call call) {
        put(call, IdentityKind.USER, in.userName(), new InlinePolicy(in.policyName(), in.policyDocument()));
        return PutUserPolicyResponse.of();
    }

    @Override
    public PutGroupPolicyResponse putGroupPolicy(PutGroupPolicyRequest in, Call call) {
        put(call, IdentityKind.GROUP, in.groupName(), new InlinePolicy(in.policyName(), in.policyDocument()));
        return PutGroupPolicyResponse.of();
    }

    @Override
    public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest in, Call call) {
        put(call, IdentityKind.ROLE, in.roleName(), new InlinePolicy(in.policyName(), in.policyDocument()));
        return PutRolePolicyResponse.of();
    }

    private static void put(Call call, IdentityKind kind, String name, InlinePolicy policy) {
        Limit most = most(kind);
        PolicyText.checked(
                policy.document(), PolicyRules.of(PolicyKind.IDENTITY).withSizeMax((int) most.current()));
        call.write(tx -> {
            Identity identity = IdentityLookup.own(tx, call, kind, name);
            var rows = IamTables.INLINE_POLICIES.in(Scope.account(call.account()));
            long size = PolicyParser.size(policy.document())
                    + rows.rows(tx, Range.prefix(identity.id())).stream()
                            .filter(row -> !row.value().name().equals(policy.name()))
                            .mapToLong(row -> PolicyParser.size(row.value().document()))
                            .sum();
            if (size > most.current()) {
                throw IamErrors.limit("Maximum policy size of " + most.current() + " bytes exceeded for " + kind.word()
                        + " " + identity.name());
            }
            rows.put(tx, new HeldKey(identity.id(), policy.name()), policy);
            return policy;
        });
    }

    private static Limit most(IdentityKind kind) {
        return switch (kind) {
            case USER -> IamLimits.USER_POLICY_SIZE;
            case GROUP -> IamLimits.GROUP_POLICY_SIZE;
            case ROLE -> IamLimits.ROLE_POLICY_SIZE;
        };
    }

    @Override
    public GetUserPolicyResponse getUserPolicy(GetUserPolicyRequest in, Call call) {
        return GetUserPolicyResponse.builder()
                .userName(in.userName())
                .policyName(in.policyName())
                .policyDocument(get(call, IdentityKind.USER, in.userName(), in.policyName()))
                .build();
    }

    @Override
    public GetGroupPolicyResponse getGroupPolicy(GetGroupPolicyRequest in, Call call) {
        return GetGroupPolicyResponse.builder()
                .groupName(in.groupName())
                .policyName(in.policyName())
                .policyDocument(get(call, IdentityKind.GROUP, in.groupName(), in.policyName()))
                .build();
    }

    @Override
    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest in, Call call) {
        return GetRolePolicyResponse.builder()
                .roleName(in.roleName())
                .policyName(in.policyName())
                .policyDocument(get(call, IdentityKind.ROLE, in.roleName(), in.policyName()))
                .build();
    }

    private static String get(Call call, IdentityKind kind, String name, String policyName) {
        return call.read(snapshot -> {
            Identity identity = IdentityLookup.named(snapshot, call, kind, name);
            return IamTables.INLINE_POLICIES
                    .in(Scope.account(call.account()))
                    .get(snapshot, new HeldKey(identity.id(), policyName))
                    .map(policy -> PolicyText.encoded(policy.document()))
                    .orElseThrow(() -> IamErrors.noInlinePolicy(kind, policyName));
        });
    }

    @Override
    public DeleteUserPolicyResponse deleteUserPolicy(DeleteUserPolicyRequest in, Call call) {
        delete(call, IdentityKind.USER, in.userName(), in.policyName());
        return DeleteUserPolicyResponse.of();
    }

    @Override
    public DeleteGroupPolicyResponse deleteGroupPolicy(DeleteGroupPolicyRequest in, Call call) {
        delete(call, IdentityKind.GROUP, in.groupName(), in.policyName());
        return DeleteGroupPolicyResponse.of();
    }

    @Override
    public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest in, Call call) {
        delete(call, IdentityKind.ROLE, in.roleName(), in.policyName());
        return DeleteRolePolicyResponse.of();
    }

    private static void delete(Call call, IdentityKind kind, String name, String policyName) {
        boolean deleted = call.write(tx -> {
            Identity identity = IdentityLookup.own(tx, call, kind, name);
            return IamTables.INLINE_POLICIES
                    .in(Scope.account(call.account()))
                    .delete(tx, new HeldKey(identity.id(), policyName));
        });
        if (!deleted) {
            throw IamErrors.noInlinePolicy(kind, policyName);
        }
    }

    @Override
    public ListUserPoliciesResponse listUserPolicies(ListUserPoliciesRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListUserPolicies" + in.userName());
        Page<String> names = list(call, IdentityKind.USER, in.userName(), asked);
        return ListUserPoliciesResponse.builder()
                .policyNames(names.items())
                .isTruncated(names.next().isPresent())
                .marker(names.next().orElse(null))
                .build();
    }

    @Override
    public ListGroupPoliciesResponse listGroupPolicies(ListGroupPoliciesRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListGroupPolicies" + in.groupName());
        Page<String> names = list(call, IdentityKind.GROUP, in.groupName(), asked);
        return ListGroupPoliciesResponse.builder()
                .policyNames(names.items())
                .isTruncated(names.next().isPresent())
                .marker(names.next().orElse(null))
                .build();
    }

    @Override
    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListRolePolicies" + in.roleName());
        Page<String> names = list(call, IdentityKind.ROLE, in.roleName(), asked);
        return ListRolePoliciesResponse.builder()
                .policyNames(names.items())
                .isTruncated(names.next().isPresent())
                .marker(names.next().orElse(null))
                .build();
    }

    private static Page<String> list(Call call, IdentityKind kind, String name, PageRequest asked) {
        return call.read(snapshot -> {
            Identity identity = IdentityLookup.named(snapshot, call, kind, name);
            return Page.of(
                            IamTables.INLINE_POLICIES.in(Scope.account(call.account())),
                            snapshot,
                            Range.prefix(identity.id()),
                            asked,
                            policy -> true)
                    .map(InlinePolicy::name);
        });
    }
}
