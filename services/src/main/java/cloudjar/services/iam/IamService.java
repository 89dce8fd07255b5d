package cloudjar.services.iam;

import cloudjar.api.iam.AccountReports;
import cloudjar.api.iam.Iam;
import cloudjar.api.iam.IamOf;
import cloudjar.api.iam.MfaDevices;
import cloudjar.api.iam.OpenIdProviders;
import cloudjar.api.iam.PolicySimulations;
import cloudjar.api.iam.SamlProviders;
import cloudjar.api.iam.ServerCertificates;
import cloudjar.api.iam.ServiceAccess;
import cloudjar.api.iam.ServiceLinkedRoles;
import cloudjar.api.iam.ServiceSpecificCredentials;
import cloudjar.api.iam.SigningCertificates;
import cloudjar.api.iam.SshPublicKeys;
import cloudjar.kernel.call.Wiring;

/** IAM, put together from its groups of operations. */
public final class IamService {
    private IamService() {}

    /** The service; it tells others whose its access keys are and what its identities may do. */
    public static Iam of(Wiring wiring) {
        wiring.credentials().add(new IamCredentials());
        wiring.identities().policiesFrom(new IamPolicies());
        return new IamOf(
                new UserOperations(),
                new GroupOperations(),
                new RoleOperations(),
                new ServiceLinkedRoles() {},
                new ManagedPolicyOperations(),
                new PolicyVersionOperations(),
                new AttachmentOperations(),
                new BoundaryOperations(),
                new InlinePolicyOperations(),
                new InstanceProfileOperations(),
                new AccessKeyOperations(),
                new LoginProfileOperations(),
                new AccountSettingOperations(),
                new MfaDevices() {},
                new OpenIdProviders() {},
                new SamlProviders() {},
                new ServerCertificates() {},
                new SigningCertificates() {},
                new SshPublicKeys() {},
                new ServiceSpecificCredentials() {},
                new PolicySimulations() {},
                new AccountReports() {},
                new ServiceAccess() {});
    }
}
