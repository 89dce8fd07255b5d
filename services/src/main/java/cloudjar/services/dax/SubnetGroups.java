package cloudjar.services.dax;

import cloudjar.api.dax.CreateSubnetGroupRequest;
import cloudjar.api.dax.DescribeSubnetGroupsRequest;
import cloudjar.api.dax.UpdateSubnetGroupRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Subnet groups: made, shown, changed, taken away. */
record SubnetGroups(LimitProfile limits) {
    private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-f]{8,17}");

    private static DaxSubnets find(Snapshot snapshot, Call call, String name) {
        return DaxTables.SUBNETS
                .in(call.scope())
                .get(snapshot, Names.fold(name))
                .orElseThrow(DaxErrors::noSubnetGroup);
    }

    /** Sees to it that a cluster's group is there: that of the default network is made when it is first used. */
    static void use(Tx tx, Call call, String name) {
        var groups = DaxTables.SUBNETS.in(call.scope());
        if (name.equals(DaxSubnets.DEFAULT) && !groups.contains(tx, name)) {
            groups.put(tx, name, new DaxSubnets(name, "Default DAX subnet group", List.of()));
        }
        find(tx, call, name);
    }

    DaxSubnets create(CreateSubnetGroupRequest in, Call call) {
        DaxSubnets group = new DaxSubnets(Names.group(in.subnetGroupName()), in.description(), checked(in.subnetIds()));
        String id = call.world().ids().uuid();
        return call.write(tx -> {
            var groups = DaxTables.SUBNETS.in(call.scope());
            if (groups.contains(tx, group.name())) {
                throw DaxErrors.subnetGroupExists();
            }
            if (groups.count(tx) >= DaxLimits.SUBNET_GROUPS.in(limits)) {
                throw DaxErrors.subnetGroups();
            }
            groups.put(tx, group.name(), group);
            Events.of(tx, call.scope(), id, call.time())
                    .subnetGroup(group.name(), "Created subnet group " + group.name() + ".");
            return group;
        });
    }

    DaxSubnets update(UpdateSubnetGroupRequest in, Call call) {
        List<String> subnets = in.hasSubnetIds() ? checked(in.subnetIds()) : List.of();
        String id = call.world().ids().uuid();
        return call.write(tx -> {
            DaxSubnets old = find(tx, call, in.subnetGroupName());
            if (in.hasSubnetIds() && isUsed(tx, call, old.name()) && !subnets.containsAll(old.subnets())) {
                throw DaxErrors.subnetUsed();
            }
            DaxSubnets changed = new DaxSubnets(
                    old.name(),
                    in.description() == null ? old.description() : in.description(),
                    in.hasSubnetIds() ? subnets : old.subnets());
            DaxTables.SUBNETS.in(call.scope()).put(tx, changed.name(), changed);
            Events.of(tx, call.scope(), id, call.time())
                    .subnetGroup(changed.name(), "Updated subnet group " + changed.name() + ".");
            return changed;
        });
    }

    private static List<String> checked(List<String> subnets) {
        if (subnets.size() > DaxLimits.SUBNETS.current()) {
            throw DaxErrors.subnets();
        }
        for (String subnet : subnets) {
            if (!SUBNET.matcher(subnet).matches()) {
                throw DaxErrors.badSubnet(subnet);
            }
        }
        return subnets;
    }

    Page<DaxSubnets> describe(DescribeSubnetGroupsRequest in, Call call) {
        return call.read(snapshot -> {
            if (in.hasSubnetGroupNames() && !in.subnetGroupNames().isEmpty()) {
                List<DaxSubnets> found = new ArrayList<>();
                in.subnetGroupNames().forEach(name -> found.add(find(snapshot, call, name)));
                return new Page<>(found, Optional.empty());
            }
            return Paging.page(() -> DaxTables.SUBNETS
                            .in(call.scope())
                            .page(
                                    snapshot,
                                    Range.all(),
                                    Paging.limit(in.maxResults()),
                                    in.nextToken(),
                                    "DescribeSubnetGroups"))
                    .map(Row::value);
        });
    }

    String delete(String name, Call call) {
        String id = call.world().ids().uuid();
        return call.write(tx -> {
            DaxSubnets group = find(tx, call, name);
            if (Objects.equals(group.name(), DaxSubnets.DEFAULT)) {
                throw DaxErrors.invalid("The default subnet group cannot be deleted.");
            }
            if (isUsed(tx, call, group.name())) {
                throw DaxErrors.subnetGroupUsed();
            }
            DaxTables.SUBNETS.in(call.scope()).delete(tx, group.name());
            Events.of(tx, call.scope(), id, call.time())
                    .subnetGroup(group.name(), "Deleted subnet group " + group.name() + ".");
            return "Subnet group " + group.name() + " has been deleted.";
        });
    }

    private static boolean isUsed(Snapshot snapshot, Call call, String name) {
        return !DaxTables.BY_SUBNETS
                .in(call.scope())
                .rows(snapshot, Range.prefix(Key.of(name)).limit(1))
                .toList()
                .isEmpty();
    }
}
