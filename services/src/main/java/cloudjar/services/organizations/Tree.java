package cloudjar.services.organizations;

import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The root of an organization, its units and the accounts in them. */
record Tree(Organization organization) {
    /** Whether this is the root or a unit of the organization: what can hold others. */
    boolean holds(Snapshot snapshot, String id) {
        return id.equals(organization.rootId()) || unit(snapshot, id).isPresent();
    }

    Optional<Unit> unit(Snapshot snapshot, String id) {
        return OrganizationsTables.UNITS.in(organization.scope()).get(snapshot, id);
    }

    /**
     * The ids from the root down to this root, unit or account, itself included.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is not in the organization
     */
    List<String> path(Snapshot snapshot, String id) {
        List<String> path = new ArrayList<>();
        String at = id;
        while (!at.equals(organization.rootId())) {
            path.add(at);
            at = parent(snapshot, at).orElseThrow(OrganizationsErrors::noTarget);
        }
        path.add(at);
        return List.copyOf(path.reversed());
    }

    /** The root or unit that holds a unit or account of the organization; empty for any other id. */
    Optional<String> parent(Snapshot snapshot, String id) {
        Optional<String> ofUnit = unit(snapshot, id).map(Unit::parentId);
        return ofUnit.isPresent()
                ? ofUnit
                : OrganizationsTables.ACCOUNTS
                        .in(Scope.GLOBAL)
                        .get(snapshot, id)
                        .filter(account -> organization.id().equals(account.organizationId()))
                        .map(MemberAccount::parent);
    }

    /** Whether this is the root, a unit or a member: what policies are attached to. */
    boolean contains(Snapshot snapshot, String id, Instant now) {
        return holds(snapshot, id)
                || OrganizationsTables.ACCOUNTS
                        .in(Scope.GLOBAL)
                        .get(snapshot, id)
                        .filter(account -> organization.id().equals(account.organizationId()) && account.visible(now))
                        .isPresent();
    }

    /** The units straight under a root or unit. */
    List<Unit> units(Snapshot snapshot, String parent) {
        return OrganizationsTables.UNITS_BY_PARENT
                .in(organization.scope())
                .find(snapshot, parent)
                .values();
    }

    /** The root, every unit and every account. */
    List<String> everything(Snapshot snapshot) {
        List<String> ids = new ArrayList<>();
        ids.add(organization.rootId());
        ids.addAll(OrganizationsTables.UNITS
                .in(organization.scope())
                .rows(snapshot)
                .keys());
        ids.addAll(OrganizationsTables.ACCOUNTS_BY_ORGANIZATION
                .in(Scope.GLOBAL)
                .rows(snapshot, Range.prefix(organization.id()))
                .keys());
        return ids;
    }

    /** The kind of what has this id, as answers have it. */
    String kind(String id) {
        if (id.equals(organization.rootId())) {
            return "ROOT";
        }
        return id.startsWith("ou-") ? "ORGANIZATIONAL_UNIT" : "ACCOUNT";
    }
}
