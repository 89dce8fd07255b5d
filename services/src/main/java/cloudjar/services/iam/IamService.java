package cloudjar.services.iam;

import cloudjar.api.iam.Iam;
import cloudjar.api.iam.IamOf;
import cloudjar.api.iam.ServerCertificates;
import cloudjar.api.iam.ServiceAccess;
import cloudjar.api.iam.SigningCertificates;
import cloudjar.kernel.call.Wiring;

/** IAM, put together from its groups of operations. */
public final class IamService {
    private IamService() {}

    /** The service; it tells others whose its access keys are and what its identities may do. */
    public static Iam of(Wiring wiring) {
        wiring.credentials().add(new IamCredentials());
        wiring.identities().factsFrom(new IamPolicies());
        wiring.identities().devicesFrom(new DeviceCodes());
        wiring.access().rules(Iam.API.id(), IamIam.RULES);
        wiring.access().policies(IamTables.SERVICE, new IdentityResources());
        return new IamOf(
                new UserOperations(),
                new GroupOperations(),
                new RoleOperations(),
                new ServiceLinkedRoleOperations(),
                new ManagedPolicyOperations(),
                new PolicyVersionOperations(),
                new AttachmentOperations(),
                new BoundaryOperations(),
                new InlinePolicyOperations(),
                new InstanceProfileOperations(),
                new AccessKeyOperations(),
                new LoginProfileOperations(),
                new AccountSettingOperations(),
                new MfaDeviceOperations(),
                new OpenIdProviderOperations(),
                new SamlProviderOperations(),
                new ServerCertificates() {},
                new SigningCertificates() {},
                new SshKeyOperations(),
                new ServiceCredentialOperations(),
                new SimulationOperations(),
                new AccountReportOperations(),
                new ServiceAccess() {});
    }
}
