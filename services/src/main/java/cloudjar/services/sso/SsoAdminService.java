package cloudjar.services.sso;

import cloudjar.api.ssoadmin.SsoAdmin;
import cloudjar.api.ssoadmin.SsoAdminOf;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.call.access.AccessRules;

/** The administration of IAM Identity Center, put together from its groups of operations. */
public final class SsoAdminService {
    private SsoAdminService() {}

    /** The service. */
    public static SsoAdmin of(Wiring wiring) {
        // Identity stores look up whose they are.
        wiring.access()
                .rules(SsoAdmin.API.id(), AccessRules.of("sso").openToServices().build());
        Directory directory = new Directory(wiring.cloud());
        Provisioner provisioner = new Provisioner(wiring.cloud(), wiring.pace());
        return new SsoAdminOf(
                new InstanceOperations(),
                new PermissionSetOperations(),
                new PermissionSetPolicyOperations(),
                new AccountAssignmentOperations(directory, provisioner),
                new ProvisioningOperations(provisioner),
                new ApplicationOperations(),
                new ApplicationAssignmentOperations(directory),
                new ApplicationGrantOperations(),
                new TokenIssuerOperations(),
                new AccessControlAttributeOperations(),
                new ResourceTagOperations());
    }
}
