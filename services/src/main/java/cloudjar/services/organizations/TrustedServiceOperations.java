package cloudjar.services.organizations;

import cloudjar.api.organizations.DisableAWSServiceAccessRequest;
import cloudjar.api.organizations.DisableAWSServiceAccessResponse;
import cloudjar.api.organizations.EnableAWSServiceAccessRequest;
import cloudjar.api.organizations.EnableAWSServiceAccessResponse;
import cloudjar.api.organizations.EnabledServicePrincipal;
import cloudjar.api.organizations.ListAWSServiceAccessForOrganizationRequest;
import cloudjar.api.organizations.ListAWSServiceAccessForOrganizationResponse;
import cloudjar.api.organizations.TrustedServices;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;

/** Services that may work in all accounts of the organization. */
final class TrustedServiceOperations implements TrustedServices {
    private static final String DOMAIN = ".amazonaws.com";

    /**
     * Refuses what is no service's name.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is none
     */
    static void checkName(String service) {
        if (!service.endsWith(DOMAIN) || service.length() == DOMAIN.length() || service.startsWith(".")) {
            throw OrganizationsErrors.unknownService();
        }
    }

    @Override
    public EnableAWSServiceAccessResponse enableAWSServiceAccess(EnableAWSServiceAccessRequest in, Call call) {
        checkName(in.servicePrincipal());
        return call.write(tx -> {
            Standing standing = Standing.management(tx, call);
            if (!standing.organization().allFeatures()) {
                throw OrganizationsErrors.notAllFeatures();
            }
            var services = OrganizationsTables.TRUSTED_SERVICES.in(standing.scope());
            if (!services.contains(tx, in.servicePrincipal())) {
                services.put(tx, in.servicePrincipal(), new Delegation("", in.servicePrincipal(), call.time()));
            }
            return EnableAWSServiceAccessResponse.of();
        });
    }

    @Override
    public DisableAWSServiceAccessResponse disableAWSServiceAccess(DisableAWSServiceAccessRequest in, Call call) {
        checkName(in.servicePrincipal());
        return call.write(tx -> {
            Standing standing = Standing.management(tx, call);
            boolean administered = OrganizationsTables.DELEGATIONS.in(standing.scope()).rows(tx).stream()
                    .anyMatch(row -> row.value().service().equals(in.servicePrincipal()));
            if (administered) {
                throw OrganizationsErrors.constraint(
                        "DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE",
                        "You attempted to disable service access while a delegated administrator is registered for"
                                + " the service. Deregister all administrators first.");
            }
            OrganizationsTables.TRUSTED_SERVICES.in(standing.scope()).delete(tx, in.servicePrincipal());
            return DisableAWSServiceAccessResponse.of();
        });
    }

    @Override
    public ListAWSServiceAccessForOrganizationResponse listAWSServiceAccessForOrganization(
            ListAWSServiceAccessForOrganizationRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListAWSServiceAccessForOrganization");
        Page<EnabledServicePrincipal> part = call.read(snapshot -> Page.of(
                        OrganizationsTables.TRUSTED_SERVICES.in(
                                Standing.reader(snapshot, call).scope()),
                        snapshot,
                        Range.all(),
                        asked,
                        service -> true)
                .map(service -> EnabledServicePrincipal.builder()
                        .servicePrincipal(service.service())
                        .dateEnabled(service.enabled())
                        .build()));
        return ListAWSServiceAccessForOrganizationResponse.builder()
                .enabledServicePrincipals(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }
}
