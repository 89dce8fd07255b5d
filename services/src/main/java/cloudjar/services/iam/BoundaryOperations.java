package cloudjar.services.iam;

import cloudjar.api.iam.DeleteRolePermissionsBoundaryRequest;
import cloudjar.api.iam.DeleteRolePermissionsBoundaryResponse;
import cloudjar.api.iam.DeleteUserPermissionsBoundaryRequest;
import cloudjar.api.iam.DeleteUserPermissionsBoundaryResponse;
import cloudjar.api.iam.PermissionsBoundaries;
import cloudjar.api.iam.PutRolePermissionsBoundaryRequest;
import cloudjar.api.iam.PutRolePermissionsBoundaryResponse;
import cloudjar.api.iam.PutUserPermissionsBoundaryRequest;
import cloudjar.api.iam.PutUserPermissionsBoundaryResponse;
import cloudjar.kernel.call.Call;

/** Permissions boundaries of users and roles. */
final class BoundaryOperations implements PermissionsBoundaries {
    @Override
    public PutUserPermissionsBoundaryResponse putUserPermissionsBoundary(
            PutUserPermissionsBoundaryRequest in, Call call) {
        return call.write(tx -> {
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            PolicyLookup.attachable(tx, call, in.permissionsBoundary());
            IdentityLookup.put(tx, call, user.withBoundary(in.permissionsBoundary()));
            return PutUserPermissionsBoundaryResponse.of();
        });
    }

    @Override
    public DeleteUserPermissionsBoundaryResponse deleteUserPermissionsBoundary(
            DeleteUserPermissionsBoundaryRequest in, Call call) {
        return call.write(tx -> {
            IamUser user = IdentityLookup.user(tx, call, in.userName());
            refuseWithout(user);
            IdentityLookup.put(tx, call, user.withBoundary(null));
            return DeleteUserPermissionsBoundaryResponse.of();
        });
    }

    @Override
    public PutRolePermissionsBoundaryResponse putRolePermissionsBoundary(
            PutRolePermissionsBoundaryRequest in, Call call) {
        return call.write(tx -> {
            IamRole role = IdentityLookup.ownRole(tx, call, in.roleName());
            PolicyLookup.attachable(tx, call, in.permissionsBoundary());
            IdentityLookup.put(tx, call, role.withBoundary(in.permissionsBoundary()));
            return PutRolePermissionsBoundaryResponse.of();
        });
    }

    @Override
    public DeleteRolePermissionsBoundaryResponse deleteRolePermissionsBoundary(
            DeleteRolePermissionsBoundaryRequest in, Call call) {
        return call.write(tx -> {
            IamRole role = IdentityLookup.ownRole(tx, call, in.roleName());
            refuseWithout(role);
            IdentityLookup.put(tx, call, role.withBoundary(null));
            return DeleteRolePermissionsBoundaryResponse.of();
        });
    }

    private static void refuseWithout(Bounded identity) {
        if (identity.boundary() == null) {
            throw IamErrors.missing(
                    identity.kind().title() + " " + identity.name() + " does not have a permissions boundary.");
        }
    }
}
