package cloudjar.services.iam;

import cloudjar.api.iam.AttachGroupPolicyRequest;
import cloudjar.api.iam.AttachGroupPolicyResponse;
import cloudjar.api.iam.AttachRolePolicyRequest;
import cloudjar.api.iam.AttachRolePolicyResponse;
import cloudjar.api.iam.AttachUserPolicyRequest;
import cloudjar.api.iam.AttachUserPolicyResponse;
import cloudjar.api.iam.AttachedPolicy;
import cloudjar.api.iam.DetachGroupPolicyRequest;
import cloudjar.api.iam.DetachGroupPolicyResponse;
import cloudjar.api.iam.DetachRolePolicyRequest;
import cloudjar.api.iam.DetachRolePolicyResponse;
import cloudjar.api.iam.DetachUserPolicyRequest;
import cloudjar.api.iam.DetachUserPolicyResponse;
import cloudjar.api.iam.ListAttachedGroupPoliciesRequest;
import cloudjar.api.iam.ListAttachedGroupPoliciesResponse;
import cloudjar.api.iam.ListAttachedRolePoliciesRequest;
import cloudjar.api.iam.ListAttachedRolePoliciesResponse;
import cloudjar.api.iam.ListAttachedUserPoliciesRequest;
import cloudjar.api.iam.ListAttachedUserPoliciesResponse;
import cloudjar.api.iam.ListEntitiesForPolicyRequest;
import cloudjar.api.iam.ListEntitiesForPolicyResponse;
import cloudjar.api.iam.PolicyAttachments;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Scope;
import cloudjar.services.iam.IamTables.HeldKey;
import org.jspecify.annotations.Nullable;

/** Managed policies attached to users, groups and roles. */
final class AttachmentOperations implements PolicyAttachments {
    @Override
    public AttachUserPolicyResponse attachUserPolicy(AttachUserPolicyRequest in, Call call) {
        attach(call, IdentityKind.USER, in.userName(), in.policyArn());
        return AttachUserPolicyResponse.of();
    }

    @Override
    public AttachGroupPolicyResponse attachGroupPolicy(AttachGroupPolicyRequest in, Call call) {
        attach(call, IdentityKind.GROUP, in.groupName(), in.policyArn());
        return AttachGroupPolicyResponse.of();
    }

    @Override
    public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest in, Call call) {
        attach(call, IdentityKind.ROLE, in.roleName(), in.policyArn());
        return AttachRolePolicyResponse.of();
    }

    private static void attach(Call call, IdentityKind kind, String name, String arn) {
        call.write(tx -> {
            PolicyLookup.attachable(tx, call, arn);
            Identity identity = IdentityLookup.own(tx, call, kind, name);
            return Attachments.add(tx, call, identity, arn);
        });
    }

    @Override
    public DetachUserPolicyResponse detachUserPolicy(DetachUserPolicyRequest in, Call call) {
        detach(call, IdentityKind.USER, in.userName(), in.policyArn());
        return DetachUserPolicyResponse.of();
    }

    @Override
    public DetachGroupPolicyResponse detachGroupPolicy(DetachGroupPolicyRequest in, Call call) {
        detach(call, IdentityKind.GROUP, in.groupName(), in.policyArn());
        return DetachGroupPolicyResponse.of();
    }

    @Override
    public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest in, Call call) {
        detach(call, IdentityKind.ROLE, in.roleName(), in.policyArn());
        return DetachRolePolicyResponse.of();
    }

    private static void detach(Call call, IdentityKind kind, String name, String arn) {
        boolean detached = call.write(tx -> {
            Identity identity = IdentityLookup.own(tx, call, kind, name);
            return IamTables.ATTACHMENTS.in(Scope.account(call.account())).delete(tx, new HeldKey(identity.id(), arn));
        });
        if (!detached) {
            throw IamErrors.noPolicy(arn);
        }
    }

    @Override
    public ListAttachedUserPoliciesResponse listAttachedUserPolicies(ListAttachedUserPoliciesRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListAttachedUserPolicies" + in.userName());
        Page<AttachedPolicy> policies = list(call, IdentityKind.USER, in.userName(), in.pathPrefix(), asked);
        return ListAttachedUserPoliciesResponse.builder()
                .attachedPolicies(policies.items())
                .isTruncated(policies.next().isPresent())
                .marker(policies.next().orElse(null))
                .build();
    }

    @Override
    public ListAttachedGroupPoliciesResponse listAttachedGroupPolicies(ListAttachedGroupPoliciesRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListAttachedGroupPolicies" + in.groupName());
        Page<AttachedPolicy> policies = list(call, IdentityKind.GROUP, in.groupName(), in.pathPrefix(), asked);
        return ListAttachedGroupPoliciesResponse.builder()
                .attachedPolicies(policies.items())
                .isTruncated(policies.next().isPresent())
                .marker(policies.next().orElse(null))
                .build();
    }

    @Override
    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(ListAttachedRolePoliciesRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListAttachedRolePolicies" + in.roleName());
        Page<AttachedPolicy> policies = list(call, IdentityKind.ROLE, in.roleName(), in.pathPrefix(), asked);
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(policies.items())
                .isTruncated(policies.next().isPresent())
                .marker(policies.next().orElse(null))
                .build();
    }

    private static Page<AttachedPolicy> list(
            Call call, IdentityKind kind, String name, @Nullable String pathPrefix, PageRequest asked) {
        return call.read(snapshot -> {
            Identity identity = IdentityLookup.named(snapshot, call, kind, name);
            return Attachments.list(snapshot, call, identity, pathPrefix, asked);
        });
    }

    @Override
    public ListEntitiesForPolicyResponse listEntitiesForPolicy(ListEntitiesForPolicyRequest in, Call call) {
        return call.read(snapshot -> {
            PolicyLookup.existing(snapshot, call, in.policyArn());
            return PolicyUsers.list(snapshot, call, in);
        });
    }
}
