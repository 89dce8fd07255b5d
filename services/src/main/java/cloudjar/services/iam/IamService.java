package cloudjar.services.iam;

import cloudjar.api.iam.Iam;
import cloudjar.api.iam.IamOf;
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
        LastUses uses = new LastUses();
        wiring.credentials().watchedBy(uses);
        wiring.timers()
                .register(
                        IamTables.ENDED_ACCESS_JOBS.handler(),
                        (world, timer, due) ->
                                IamTables.ENDED_ACCESS_JOBS.fire(world.store(), timer, due, (tx, scope, row) -> {}));
        wiring.timers()
                .register(
                        IamTables.ENDED_ORGANIZATIONS_REPORTS.handler(),
                        (world, timer, due) -> IamTables.ENDED_ORGANIZATIONS_REPORTS.fire(
                                world.store(), timer, due, (tx, scope, row) -> {}));
        return new IamOf(
                new UserOperations(),
                new GroupOperations(),
                new RoleOperations(uses),
                new ServiceLinkedRoleOperations(),
                new ManagedPolicyOperations(),
                new PolicyVersionOperations(),
                new AttachmentOperations(),
                new BoundaryOperations(),
                new InlinePolicyOperations(),
                new InstanceProfileOperations(),
                new AccessKeyOperations(uses),
                new LoginProfileOperations(),
                new AccountSettingOperations(),
                new MfaDeviceOperations(),
                new OpenIdProviderOperations(),
                new SamlProviderOperations(),
                new ServerCertificateOperations(),
                new SigningCertificateOperations(),
                new SshKeyOperations(),
                new ServiceCredentialOperations(),
                new SimulationOperations(),
                new AccountReportOperations(uses),
                new ServiceAccessOperations(uses, wiring.cloud()),
                new RootAccessOperations(wiring.cloud()),
                new OutboundFederationOperations());
    }
}
