package cloudjar.services.sso;

import cloudjar.api.iam.AttachRolePolicyRequest;
import cloudjar.api.iam.AttachedPolicy;
import cloudjar.api.iam.CreateRoleRequest;
import cloudjar.api.iam.DeleteConflictException;
import cloudjar.api.iam.DeleteRolePermissionsBoundaryRequest;
import cloudjar.api.iam.DeleteRolePolicyRequest;
import cloudjar.api.iam.DeleteRoleRequest;
import cloudjar.api.iam.DetachRolePolicyRequest;
import cloudjar.api.iam.EntityAlreadyExistsException;
import cloudjar.api.iam.GetRoleRequest;
import cloudjar.api.iam.Iam;
import cloudjar.api.iam.ListAttachedRolePoliciesRequest;
import cloudjar.api.iam.NoSuchEntityException;
import cloudjar.api.iam.PutRolePermissionsBoundaryRequest;
import cloudjar.api.iam.PutRolePolicyRequest;
import cloudjar.api.iam.Role;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The role that a permission set is in an account, kept by IAM's API of that account.
 *
 * @param call in the account, as the service
 */
record ReservedRole(Iam iam, String name, Call call) {
    /** Who makes such roles and gives their credentials away. */
    static final Principal.Service SERVICE = new Principal.Service("sso.amazonaws.com");

    private static final String PREFIX = "AWSReservedSSO_";
    private static final String PATH = "/aws-reserved/sso.amazonaws.com/";
    private static final String INLINE = "AwsSSOInlinePolicy";
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"sso.amazonaws.com\"},\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"]}]}";
    private static final int SESSION_SECONDS_MAX = 43_200;
    private static final int ITEMS = 100;

    /** The name of a new role of a permission set. */
    static String name(PermissionSet set, String chance) {
        return PREFIX + set.name() + "_" + chance;
    }

    /** Roles of us-east-1 stand in the path as such, all others under their region. */
    private static String path(Call call) {
        return call.region().equals("us-east-1") ? PATH : PATH + call.region() + "/";
    }

    /** The role's ARN. */
    String arn() {
        return "arn:" + call.partition().id() + ":iam::" + call.account() + ":role" + path(call) + name;
    }

    /**
     * Makes the role, or makes it what the permission set has become.
     *
     * @throws cloudjar.kernel.shape.ApiException what IAM refuses, such as a policy that the account has not
     */
    void provision(PermissionSet set) {
        Optional<Role> there = find();
        if (there.isEmpty()) {
            create(set);
        }
        attach(wanted(set));
        if (set.policies().inline() == null) {
            deleteInline();
        } else {
            iam.putRolePolicy(
                    PutRolePolicyRequest.builder()
                            .roleName(name)
                            .policyName(INLINE)
                            .policyDocument(set.policies().inline())
                            .build(),
                    call);
        }
        bound(set.policies().boundaryArn(call.partition().id(), call.account()));
    }

    private void create(PermissionSet set) {
        try {
            iam.createRole(
                    CreateRoleRequest.builder()
                            .roleName(name)
                            .path(path(call))
                            .description(set.settings().description())
                            .maxSessionDuration(SESSION_SECONDS_MAX)
                            .assumeRolePolicyDocument(TRUST)
                            .build(),
                    call);
        } catch (EntityAlreadyExistsException there) {
            // Another provisioning of the same place made it first: it is as it shall be.
            return;
        }
    }

    private Optional<Role> find() {
        try {
            return Optional.of(
                    iam.getRole(GetRoleRequest.builder().roleName(name).build(), call)
                            .role());
        } catch (NoSuchEntityException none) {
            return Optional.empty();
        }
    }

    private List<String> wanted(PermissionSet set) {
        List<String> arns = new ArrayList<>(set.policies().managed());
        set.policies()
                .references()
                .forEach(reference -> arns.add(reference.arn(call.partition().id(), call.account())));
        return arns;
    }

    private void attach(List<String> wanted) {
        List<String> attached = iam
                .listAttachedRolePolicies(
                        ListAttachedRolePoliciesRequest.builder()
                                .roleName(name)
                                .maxItems(ITEMS)
                                .build(),
                        call)
                .attachedPolicies()
                .stream()
                .map(AttachedPolicy::policyArn)
                .toList();
        wanted.stream()
                .filter(arn -> !attached.contains(arn))
                .forEach(arn -> iam.attachRolePolicy(
                        AttachRolePolicyRequest.builder()
                                .roleName(name)
                                .policyArn(arn)
                                .build(),
                        call));
        attached.stream().filter(arn -> !wanted.contains(arn)).forEach(this::detach);
    }

    private void detach(String arn) {
        try {
            iam.detachRolePolicy(
                    DetachRolePolicyRequest.builder()
                            .roleName(name)
                            .policyArn(arn)
                            .build(),
                    call);
        } catch (NoSuchEntityException none) {
            // Another provisioning of the same place detached it first: it is as it shall be.
            return;
        }
    }

    private void bound(@Nullable String boundary) {
        if (boundary != null) {
            iam.putRolePermissionsBoundary(
                    PutRolePermissionsBoundaryRequest.builder()
                            .roleName(name)
                            .permissionsBoundary(boundary)
                            .build(),
                    call);
        } else if (find().map(Role::permissionsBoundary).isPresent()) {
            iam.deleteRolePermissionsBoundary(
                    DeleteRolePermissionsBoundaryRequest.builder()
                            .roleName(name)
                            .build(),
                    call);
        }
    }

    private void deleteInline() {
        try {
            iam.deleteRolePolicy(
                    DeleteRolePolicyRequest.builder()
                            .roleName(name)
                            .policyName(INLINE)
                            .build(),
                    call);
        } catch (NoSuchEntityException none) {
            // There was no such policy, as it shall be.
            return;
        }
    }

    /**
     * Takes the role away; one that is gone already is none to speak of. What a provisioning under way attaches meanwhile is
     * taken away by itself, which finds its place gone when it ends.
     */
    void remove() {
        try {
            if (find().isPresent()) {
                attach(List.of());
                deleteInline();
                iam.deleteRole(DeleteRoleRequest.builder().roleName(name).build(), call);
            }
        } catch (NoSuchEntityException | DeleteConflictException meanwhile) {
            // Another removal was first, or a provisioning under way attached something and will remove it.
            return;
        }
    }
}
