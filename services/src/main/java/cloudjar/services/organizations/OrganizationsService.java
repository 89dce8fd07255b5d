package cloudjar.services.organizations;

import cloudjar.api.organizations.Organizations;
import cloudjar.api.organizations.OrganizationsOf;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.call.access.AccessRules;

/** Organizations, put together from its groups of operations. */
public final class OrganizationsService {
    private OrganizationsService() {}

    /** The service; it tells others where accounts stand and what controls them. */
    public static Organizations of(Wiring wiring) {
        // What services ask of organizations they ask by right of being AWS's: nothing of it has a policy that could
        // let one in.
        wiring.access()
                .rules(
                        Organizations.API.id(),
                        AccessRules.of("organizations").openToServices().build());
        wiring.identities().controlsFrom(new ControlPolicies());
        return new OrganizationsOf(
                new OwnOrganizationOperations(),
                new AccountOperations(wiring.pace()),
                new AccountCreationOperations(wiring.cloud(), wiring.pace()),
                new OrganizationalUnitOperations(),
                new PolicyOperations(),
                new PolicyAttachmentOperations(),
                new PolicyTypeOperations(),
                new HandshakeOperations(),
                new DelegatedAdministratorOperations(),
                new TrustedServiceOperations(),
                new ResourcePolicyOperations(),
                new ResourceTagOperations());
    }
}
