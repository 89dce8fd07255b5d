package cloudjar.services.cloudtrail;

import cloudjar.api.cloudtrail.DeregisterOrganizationDelegatedAdminRequest;
import cloudjar.api.cloudtrail.DeregisterOrganizationDelegatedAdminResponse;
import cloudjar.api.cloudtrail.OrganizationAdmins;
import cloudjar.api.cloudtrail.RegisterOrganizationDelegatedAdminRequest;
import cloudjar.api.cloudtrail.RegisterOrganizationDelegatedAdminResponse;
import cloudjar.api.organizations.AccountAlreadyRegisteredException;
import cloudjar.api.organizations.AccountNotFoundException;
import cloudjar.api.organizations.AccountNotRegisteredException;
import cloudjar.api.organizations.DeregisterDelegatedAdministratorRequest;
import cloudjar.api.organizations.ListDelegatedAdministratorsRequest;
import cloudjar.api.organizations.Organizations;
import cloudjar.api.organizations.RegisterDelegatedAdministratorRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;

/** Members that may make and change the organization's trails: kept by Organizations, as delegated administrators. */
final class OrganizationAdminOperations implements OrganizationAdmins {
    private final Cloud cloud;
    private final OrganizationCheck organizations;

    OrganizationAdminOperations(Cloud cloud, OrganizationCheck organizations) {
        this.cloud = cloud;
        this.organizations = organizations;
    }

    @Override
    public RegisterOrganizationDelegatedAdminResponse registerOrganizationDelegatedAdmin(
            RegisterOrganizationDelegatedAdminRequest in, Call call) {
        organizations.managed(call);
        String member = in.memberAccountId();
        if (member.equals(call.account())) {
            throw CloudTrailErrors.delegatesItself();
        }
        Call own = call.as(Courier.PRINCIPAL);
        Organizations client = cloud.client(Organizations.API);
        int others = client.listDelegatedAdministrators(
                        ListDelegatedAdministratorsRequest.builder()
                                .servicePrincipal(Courier.PRINCIPAL.name())
                                .build(),
                        own)
                .delegatedAdministrators()
                .size();
        if (others >= CloudTrailLimits.DELEGATED_ADMINISTRATORS.current()) {
            throw CloudTrailErrors.tooManyAdministrators();
        }
        try {
            client.registerDelegatedAdministrator(
                    RegisterDelegatedAdministratorRequest.builder()
                            .accountId(member)
                            .servicePrincipal(Courier.PRINCIPAL.name())
                            .build(),
                    own);
        } catch (AccountAlreadyRegisteredException again) {
            throw CloudTrailErrors.administratorRegistered(member);
        } catch (AccountNotFoundException elsewhere) {
            throw CloudTrailErrors.noMember(member);
        }
        return RegisterOrganizationDelegatedAdminResponse.of();
    }

    @Override
    public DeregisterOrganizationDelegatedAdminResponse deregisterOrganizationDelegatedAdmin(
            DeregisterOrganizationDelegatedAdminRequest in, Call call) {
        organizations.managed(call);
        String member = in.delegatedAdminAccountId();
        if (member.equals(call.account())) {
            throw CloudTrailErrors.administratorNotRegistered(member);
        }
        try {
            cloud.client(Organizations.API)
                    .deregisterDelegatedAdministrator(
                            DeregisterDelegatedAdministratorRequest.builder()
                                    .accountId(member)
                                    .servicePrincipal(Courier.PRINCIPAL.name())
                                    .build(),
                            call.as(Courier.PRINCIPAL));
        } catch (AccountNotRegisteredException never) {
            throw CloudTrailErrors.administratorNotRegistered(member);
        } catch (AccountNotFoundException elsewhere) {
            throw CloudTrailErrors.noMember(member);
        }
        return DeregisterOrganizationDelegatedAdminResponse.of();
    }
}
