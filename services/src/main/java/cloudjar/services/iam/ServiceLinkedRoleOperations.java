package cloudjar.services.iam;

import cloudjar.api.iam.CreateServiceLinkedRoleRequest;
import cloudjar.api.iam.CreateServiceLinkedRoleResponse;
import cloudjar.api.iam.DeleteServiceLinkedRoleRequest;
import cloudjar.api.iam.DeleteServiceLinkedRoleResponse;
import cloudjar.api.iam.DeletionTaskStatusType;
import cloudjar.api.iam.GetServiceLinkedRoleDeletionStatusRequest;
import cloudjar.api.iam.GetServiceLinkedRoleDeletionStatusResponse;
import cloudjar.api.iam.ServiceLinkedRoles;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.iam.IamTables.IdentityKey;
import java.util.Map;

/** Roles that services make for themselves. */
final class ServiceLinkedRoleOperations implements ServiceLinkedRoles {
    private static final int ID_CHANCE = 17;
    private static final String TASK = "task" + IamRole.SERVICE_PATH;

    @Override
    public CreateServiceLinkedRoleResponse createServiceLinkedRole(CreateServiceLinkedRoleRequest in, Call call) {
        String service = in.awsServiceName();
        ServiceRoles.ServiceRole known = ServiceRoles.of(service)
                .orElseThrow(() -> IamErrors.invalidInput("Service role " + service + " is not supported."));
        if (in.customSuffix() != null && !known.takesSuffix()) {
            throw IamErrors.invalidInput("Custom suffix is not allowed for " + service);
        }
        String name = in.customSuffix() == null ? known.name() : known.name() + "_" + in.customSuffix();
        IamRole role = new IamRole(
                name,
                IamRole.SERVICE_PATH + service + "/",
                IdentityKind.ROLE.idPrefix() + call.world().ids().base32(ID_CHANCE),
                call.time(),
                Map.of(),
                null,
                known.trust(),
                in.description(),
                IamRole.SESSION_SECONDS);
        return call.write(tx -> {
            if (IdentityLookup.rows(call).contains(tx, IdentityKey.of(role))) {
                throw IamErrors.invalidInput("Service role name " + name
                        + " has been taken in this account, please try a different suffix.");
            }
            IdentityLookup.put(tx, call, role);
            for (String policy : known.policies()) {
                String arn =
                        new Arn(call.partition().id(), "iam", "", ManagedPolicy.AWS, "policy/" + policy).toString();
                Attachments.add(tx, call, role, arn);
            }
            return CreateServiceLinkedRoleResponse.builder()
                    .role(role.made(call))
                    .build();
        });
    }

    @Override
    public DeleteServiceLinkedRoleResponse deleteServiceLinkedRole(DeleteServiceLinkedRoleRequest in, Call call) {
        String task = call.world().ids().uuid();
        return call.write(tx -> {
            IamRole role = IdentityLookup.role(tx, call, in.roleName());
            if (!role.serviceLinked()) {
                throw IamErrors.invalidInput("Cannot find Service Linked Role for the role name " + in.roleName());
            }
            IamTables.ATTACHMENTS.in(Scope.account(call.account())).deleteRange(tx, Range.prefix(role.id()));
            IdentityLookup.rows(call).delete(tx, IdentityKey.of(role));
            return DeleteServiceLinkedRoleResponse.builder()
                    .deletionTaskId("task" + role.path() + role.name() + "/" + task)
                    .build();
        });
    }

    /** A deletion is done at once, so that a task that was given out has succeeded. */
    @Override
    public GetServiceLinkedRoleDeletionStatusResponse getServiceLinkedRoleDeletionStatus(
            GetServiceLinkedRoleDeletionStatusRequest in, Call call) {
        if (!in.deletionTaskId().startsWith(TASK)) {
            throw IamErrors.missing("Deletion task " + in.deletionTaskId() + " cannot be found.");
        }
        return GetServiceLinkedRoleDeletionStatusResponse.builder()
                .status_(DeletionTaskStatusType.SUCCEEDED)
                .build();
    }
}
