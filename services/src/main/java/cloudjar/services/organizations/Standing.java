package cloudjar.services.organizations;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import java.time.Instant;
import java.util.Optional;

/** An organization as one of its accounts stands to it. */
record Standing(MemberAccount account, Organization organization) {
    /** The organization of an account; empty where it is in none. */
    static Optional<Standing> find(Snapshot snapshot, String accountId) {
        return OrganizationsTables.ACCOUNTS
                .in(Scope.GLOBAL)
                .get(snapshot, accountId)
                .flatMap(account -> Optional.ofNullable(account.managementAccount())
                        .map(management -> new Standing(account, organization(snapshot, management))));
    }

    /**
     * The organization of the account that calls.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is in none
     */
    static Standing member(Snapshot snapshot, Call call) {
        return find(snapshot, call.account()).orElseThrow(OrganizationsErrors::notInUse);
    }

    /**
     * The organization of an account that may read all of it: the management account, and one that administers a service.
     *
     * @throws cloudjar.kernel.shape.ApiException where the account is in no organization or may not
     */
    static Standing reader(Snapshot snapshot, Call call) {
        Standing standing = member(snapshot, call);
        if (!standing.manages() && !standing.administers(snapshot)) {
            throw OrganizationsErrors.denied();
        }
        return standing;
    }

    /**
     * The organization of its management account, which alone may change it.
     *
     * @throws cloudjar.kernel.shape.ApiException where the account is in no organization or in another's
     */
    static Standing management(Snapshot snapshot, Call call) {
        Standing standing = member(snapshot, call);
        if (!standing.manages()) {
            throw OrganizationsErrors.denied();
        }
        return standing;
    }

    private static Organization organization(Snapshot snapshot, String managementAccount) {
        return OrganizationsTables.ORGANIZATION
                .in(Scope.account(managementAccount))
                .get(snapshot, OrganizationsTables.ONLY)
                .orElseThrow(() -> new IllegalStateException("an account is in an organization that is not there"));
    }

    /** Whether the account is the management account. */
    boolean manages() {
        return account.id().equals(organization.managementAccount());
    }

    private boolean administers(Snapshot snapshot) {
        return OrganizationsTables.DELEGATIONS
                .in(organization.scope())
                .rows(snapshot, Range.prefix(account.id()))
                .first()
                .isPresent();
    }

    /** Where the organization's rows are. */
    Scope scope() {
        return organization.scope();
    }

    /**
     * A member of the organization.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none with this id at this time
     */
    MemberAccount member(Snapshot snapshot, String id, Instant now) {
        return OrganizationsTables.ACCOUNTS
                .in(Scope.GLOBAL)
                .get(snapshot, id)
                .filter(account -> organization.id().equals(account.organizationId()) && account.visible(now))
                .orElseThrow(OrganizationsErrors::noAccount);
    }

    /** The account to which the organization belongs. */
    MemberAccount managementAccount(Snapshot snapshot) {
        return OrganizationsTables.ACCOUNTS
                .in(Scope.GLOBAL)
                .get(snapshot, organization.managementAccount())
                .orElseThrow(() -> new IllegalStateException("an organization without its management account"));
    }
}
