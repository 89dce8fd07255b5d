package cloudjar.services.organizations;

import cloudjar.api.organizations.Child;
import cloudjar.api.organizations.ChildType;
import cloudjar.api.organizations.CreateOrganizationalUnitRequest;
import cloudjar.api.organizations.CreateOrganizationalUnitResponse;
import cloudjar.api.organizations.DeleteOrganizationalUnitRequest;
import cloudjar.api.organizations.DeleteOrganizationalUnitResponse;
import cloudjar.api.organizations.DescribeOrganizationalUnitRequest;
import cloudjar.api.organizations.DescribeOrganizationalUnitResponse;
import cloudjar.api.organizations.ListChildrenRequest;
import cloudjar.api.organizations.ListChildrenResponse;
import cloudjar.api.organizations.ListOrganizationalUnitsForParentRequest;
import cloudjar.api.organizations.ListOrganizationalUnitsForParentResponse;
import cloudjar.api.organizations.ListParentsRequest;
import cloudjar.api.organizations.ListParentsResponse;
import cloudjar.api.organizations.ListRootsRequest;
import cloudjar.api.organizations.ListRootsResponse;
import cloudjar.api.organizations.OrganizationalUnit;
import cloudjar.api.organizations.OrganizationalUnits;
import cloudjar.api.organizations.Parent;
import cloudjar.api.organizations.UpdateOrganizationalUnitRequest;
import cloudjar.api.organizations.UpdateOrganizationalUnitResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import java.util.List;
import java.util.Map;

/** Organizational units, and the tree that they make. */
final class OrganizationalUnitOperations implements OrganizationalUnits {
    private static final int ID_CHANCE = 8;

    @Override
    public CreateOrganizationalUnitResponse createOrganizationalUnit(CreateOrganizationalUnitRequest in, Call call) {
        Map<String, String> tags = Tags.of(in.tags());
        String chance = call.world().ids().of(Ids.LOWER_ALPHANUMERIC, ID_CHANCE);
        return call.write(tx -> {
            Organization organization = Standing.management(tx, call).organization();
            Tree tree = new Tree(organization);
            if (!tree.holds(tx, in.parentId())) {
                throw OrganizationsErrors.noParent();
            }
            if (tree.path(tx, in.parentId()).size() > OrganizationsLimits.DEPTH.current()) {
                throw OrganizationsErrors.constraint(
                        "OU_DEPTH_LIMIT_EXCEEDED",
                        "You have exceeded the allowed depth of the organizational unit tree.");
            }
            var units = OrganizationsTables.UNITS.in(organization.scope());
            if (units.count(tx) >= OrganizationsLimits.UNITS.current()) {
                throw OrganizationsErrors.constraint(
                        "OU_NUMBER_LIMIT_EXCEEDED", "You have exceeded the allowed number of organizational units.");
            }
            refuseDuplicate(tx, tree, in.parentId(), in.name());
            String id = "ou-" + organization.rootId().substring(2) + "-" + chance;
            Unit unit = new Unit(id, in.name(), in.parentId(), tags);
            units.put(tx, id, unit);
            new Attachments(organization).begin(tx, id);
            return CreateOrganizationalUnitResponse.builder()
                    .organizationalUnit(unit.shown(organization))
                    .build();
        });
    }

    private static void refuseDuplicate(Tx tx, Tree tree, String parent, String name) {
        if (tree.units(tx, parent).stream().anyMatch(unit -> unit.name().equals(name))) {
            throw OrganizationsErrors.duplicateUnit();
        }
    }

    @Override
    public DescribeOrganizationalUnitResponse describeOrganizationalUnit(
            DescribeOrganizationalUnitRequest in, Call call) {
        return call.read(snapshot -> {
            Organization organization = Standing.reader(snapshot, call).organization();
            Unit unit = new Tree(organization)
                    .unit(snapshot, in.organizationalUnitId())
                    .orElseThrow(OrganizationsErrors::noUnit);
            return DescribeOrganizationalUnitResponse.builder()
                    .organizationalUnit(unit.shown(organization))
                    .build();
        });
    }

    @Override
    public UpdateOrganizationalUnitResponse updateOrganizationalUnit(UpdateOrganizationalUnitRequest in, Call call) {
        return call.write(tx -> {
            Organization organization = Standing.management(tx, call).organization();
            Tree tree = new Tree(organization);
            Unit unit = tree.unit(tx, in.organizationalUnitId()).orElseThrow(OrganizationsErrors::noUnit);
            if (in.name() != null && !in.name().equals(unit.name())) {
                refuseDuplicate(tx, tree, unit.parentId(), in.name());
                unit = unit.withName(in.name());
                OrganizationsTables.UNITS.in(organization.scope()).put(tx, unit.id(), unit);
            }
            return UpdateOrganizationalUnitResponse.builder()
                    .organizationalUnit(unit.shown(organization))
                    .build();
        });
    }

    @Override
    public DeleteOrganizationalUnitResponse deleteOrganizationalUnit(DeleteOrganizationalUnitRequest in, Call call) {
        return call.write(tx -> {
            Organization organization = Standing.management(tx, call).organization();
            Tree tree = new Tree(organization);
            Unit unit = tree.unit(tx, in.organizationalUnitId()).orElseThrow(OrganizationsErrors::noUnit);
            boolean holdsAccount = OrganizationsTables.ACCOUNTS_BY_PARENT
                    .in(Scope.GLOBAL)
                    .get(tx, unit.id())
                    .isPresent();
            if (holdsAccount || !tree.units(tx, unit.id()).isEmpty()) {
                throw OrganizationsErrors.unitNotEmpty();
            }
            new Attachments(organization).end(tx, unit.id());
            OrganizationsTables.UNITS.in(organization.scope()).delete(tx, unit.id());
            return DeleteOrganizationalUnitResponse.of();
        });
    }

    @Override
    public ListOrganizationalUnitsForParentResponse listOrganizationalUnitsForParent(
            ListOrganizationalUnitsForParentRequest in, Call call) {
        PageRequest asked =
                Paging.asked(in.maxResults(), in.nextToken(), "ListOrganizationalUnitsForParent" + in.parentId());
        Page<OrganizationalUnit> part = call.read(snapshot -> {
            Organization organization = Standing.reader(snapshot, call).organization();
            if (!new Tree(organization).holds(snapshot, in.parentId())) {
                throw OrganizationsErrors.noParent();
            }
            return Page.of(
                            OrganizationsTables.UNITS_BY_PARENT.in(organization.scope()),
                            snapshot,
                            Range.prefix(in.parentId()),
                            asked,
                            unit -> true)
                    .map(unit -> unit.shown(organization));
        });
        return ListOrganizationalUnitsForParentResponse.builder()
                .organizationalUnits(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public ListRootsResponse listRoots(ListRootsRequest in, Call call) {
        return call.read(snapshot -> ListRootsResponse.builder()
                .roots(List.of(Standing.reader(snapshot, call).organization().root()))
                .build());
    }

    @Override
    public ListParentsResponse listParents(ListParentsRequest in, Call call) {
        return call.read(snapshot -> {
            Tree tree = new Tree(Standing.reader(snapshot, call).organization());
            if (!tree.contains(snapshot, in.childId(), call.time())) {
                throw OrganizationsErrors.noChild();
            }
            String parent = tree.parent(snapshot, in.childId()).orElseThrow(OrganizationsErrors::noChild);
            return ListParentsResponse.builder()
                    .parents(List.of(
                            Parent.builder().id(parent).type(tree.kind(parent)).build()))
                    .build();
        });
    }

    @Override
    public ListChildrenResponse listChildren(ListChildrenRequest in, Call call) {
        PageRequest asked =
                Paging.asked(in.maxResults(), in.nextToken(), "ListChildren" + in.parentId() + in.childType());
        Page<Child> part = call.read(snapshot -> {
            Organization organization = Standing.reader(snapshot, call).organization();
            if (!new Tree(organization).holds(snapshot, in.parentId())) {
                throw OrganizationsErrors.noParent();
            }
            Range under = Range.prefix(in.parentId());
            Page<String> ids = ChildType.ACCOUNT.equals(in.childType())
                    ? Page.of(
                                    OrganizationsTables.ACCOUNTS_BY_PARENT.in(Scope.GLOBAL),
                                    snapshot,
                                    under,
                                    asked,
                                    account -> account.visible(call.time())
                                            && organization.id().equals(account.organizationId()))
                            .map(MemberAccount::id)
                    : Page.of(
                                    OrganizationsTables.UNITS_BY_PARENT.in(organization.scope()),
                                    snapshot,
                                    under,
                                    asked,
                                    unit -> true)
                            .map(Unit::id);
            return ids.map(id -> Child.builder().id(id).type(in.childType()).build());
        });
        return ListChildrenResponse.builder()
                .children(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }
}
