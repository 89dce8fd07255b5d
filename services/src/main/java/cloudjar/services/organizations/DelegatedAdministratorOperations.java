package cloudjar.services.organizations;

import cloudjar.api.organizations.DelegatedAdministrator;
import cloudjar.api.organizations.DelegatedAdministrators;
import cloudjar.api.organizations.DelegatedService;
import cloudjar.api.organizations.DeregisterDelegatedAdministratorRequest;
import cloudjar.api.organizations.DeregisterDelegatedAdministratorResponse;
import cloudjar.api.organizations.ListDelegatedAdministratorsRequest;
import cloudjar.api.organizations.ListDelegatedAdministratorsResponse;
import cloudjar.api.organizations.ListDelegatedServicesForAccountRequest;
import cloudjar.api.organizations.ListDelegatedServicesForAccountResponse;
import cloudjar.api.organizations.RegisterDelegatedAdministratorRequest;
import cloudjar.api.organizations.RegisterDelegatedAdministratorResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.services.organizations.OrganizationsTables.DelegationKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Members that administer a service for the whole organization. */
final class DelegatedAdministratorOperations implements DelegatedAdministrators {
    @Override
    public RegisterDelegatedAdministratorResponse registerDelegatedAdministrator(
            RegisterDelegatedAdministratorRequest in, Call call) {
        TrustedServiceOperations.checkName(in.servicePrincipal());
        return call.write(tx -> {
            Standing standing = Standing.management(tx, call);
            requireAllFeatures(standing);
            MemberAccount account = standing.member(tx, in.accountId(), call.time());
            if (account.id().equals(call.account())) {
                throw managementAccount();
            }
            if (account.closing() != null) {
                throw OrganizationsErrors.constraint(
                        "CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR",
                        "You cannot register a suspended account as delegated administrator.");
            }
            if (!OrganizationsTables.TRUSTED_SERVICES.in(standing.scope()).contains(tx, in.servicePrincipal())) {
                throw OrganizationsErrors.constraint(
                        "SERVICE_ACCESS_NOT_ENABLED",
                        "You attempted to register a delegated administrator before you enabled service access. Call"
                                + " the EnableAWSServiceAccess API first.");
            }
            DelegationKey key = new DelegationKey(in.accountId(), in.servicePrincipal());
            var delegations = OrganizationsTables.DELEGATIONS.in(standing.scope());
            if (delegations.contains(tx, key)) {
                throw OrganizationsErrors.adminRegistered();
            }
            delegations.put(tx, key, new Delegation(in.accountId(), in.servicePrincipal(), call.time()));
            return RegisterDelegatedAdministratorResponse.of();
        });
    }

    private static RuntimeException managementAccount() {
        return OrganizationsErrors.constraint(
                "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
                "You cannot register master account/yourself as delegated administrator for your organization.");
    }

    private static void requireAllFeatures(Standing standing) {
        if (!standing.organization().allFeatures()) {
            throw OrganizationsErrors.notAllFeatures();
        }
    }

    @Override
    public DeregisterDelegatedAdministratorResponse deregisterDelegatedAdministrator(
            DeregisterDelegatedAdministratorRequest in, Call call) {
        return call.write(tx -> {
            Standing standing = Standing.management(tx, call);
            if (in.accountId().equals(call.account())) {
                throw managementAccount();
            }
            standing.member(tx, in.accountId(), call.time());
            boolean gone = OrganizationsTables.DELEGATIONS
                    .in(standing.scope())
                    .delete(tx, new DelegationKey(in.accountId(), in.servicePrincipal()));
            if (!gone) {
                throw OrganizationsErrors.adminNotRegistered();
            }
            return DeregisterDelegatedAdministratorResponse.of();
        });
    }

    @Override
    public ListDelegatedAdministratorsResponse listDelegatedAdministrators(
            ListDelegatedAdministratorsRequest in, Call call) {
        if (in.servicePrincipal() != null) {
            TrustedServiceOperations.checkName(in.servicePrincipal());
        }
        PageRequest asked =
                Paging.asked(in.maxResults(), in.nextToken(), "ListDelegatedAdministrators" + in.servicePrincipal());
        Page<DelegatedAdministrator> part = call.read(snapshot -> {
            Standing standing = Standing.reader(snapshot, call);
            Map<String, Delegation> first = new LinkedHashMap<>();
            OrganizationsTables.DELEGATIONS.in(standing.scope()).rows(snapshot).stream()
                    .map(row -> row.value())
                    .filter(delegation -> in.servicePrincipal() == null
                            || in.servicePrincipal().equals(delegation.service()))
                    .forEach(delegation -> first.merge(
                            delegation.accountId(),
                            delegation,
                            (a, b) -> a.enabled().isAfter(b.enabled()) ? b : a));
            return Page.of(List.copyOf(first.values()), Delegation::accountId, asked)
                    .map(delegation -> standing.member(snapshot, delegation.accountId(), call.time())
                            .administrator(standing.organization(), delegation.enabled(), call.time()));
        });
        return ListDelegatedAdministratorsResponse.builder()
                .delegatedAdministrators(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public ListDelegatedServicesForAccountResponse listDelegatedServicesForAccount(
            ListDelegatedServicesForAccountRequest in, Call call) {
        PageRequest asked =
                Paging.asked(in.maxResults(), in.nextToken(), "ListDelegatedServicesForAccount" + in.accountId());
        Page<DelegatedService> part = call.read(snapshot -> {
            Standing standing = Standing.reader(snapshot, call);
            standing.member(snapshot, in.accountId(), call.time());
            var delegations = OrganizationsTables.DELEGATIONS.in(standing.scope());
            Range own = Range.prefix(in.accountId());
            if (delegations.rows(snapshot, own).first().isEmpty()) {
                throw OrganizationsErrors.adminNotRegistered();
            }
            return Page.of(delegations, snapshot, own, asked, delegation -> true)
                    .map(delegation -> DelegatedService.builder()
                            .servicePrincipal(delegation.service())
                            .delegationEnabledDate(delegation.enabled())
                            .build());
        });
        return ListDelegatedServicesForAccountResponse.builder()
                .delegatedServices(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }
}
