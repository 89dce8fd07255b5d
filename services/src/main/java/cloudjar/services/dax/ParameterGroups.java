package cloudjar.services.dax;

import cloudjar.api.dax.CreateParameterGroupRequest;
import cloudjar.api.dax.DescribeParameterGroupsRequest;
import cloudjar.api.dax.ParameterNameValue;
import cloudjar.api.dax.UpdateParameterGroupRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Parameter groups: made, shown, changed, taken away. */
record ParameterGroups(LimitProfile limits) {
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");

    /** The group of that name. */
    static DaxParameters find(Snapshot snapshot, Call call, String name) {
        return look(snapshot, call, name).orElseThrow(DaxErrors::noParameterGroup);
    }

    private static Optional<DaxParameters> look(Snapshot snapshot, Call call, String name) {
        String kept = Names.fold(name);
        return kept.equals(DaxParameters.DEFAULT)
                ? Optional.of(DaxParameters.DEFAULTS)
                : DaxTables.PARAMETERS.in(call.scope()).get(snapshot, kept);
    }

    DaxParameters create(CreateParameterGroupRequest in, Call call) {
        if (Names.fold(in.parameterGroupName()).equals(DaxParameters.DEFAULT)) {
            throw DaxErrors.parameterGroupExists();
        }
        DaxParameters group = new DaxParameters(
                Names.group(in.parameterGroupName()), Objects.requireNonNullElse(in.description(), ""), Map.of());
        String id = call.world().ids().uuid();
        return call.write(tx -> {
            var groups = DaxTables.PARAMETERS.in(call.scope());
            if (groups.contains(tx, group.name())) {
                throw DaxErrors.parameterGroupExists();
            }
            if (groups.count(tx) >= DaxLimits.PARAMETER_GROUPS.in(limits)) {
                throw DaxErrors.parameterGroups();
            }
            groups.put(tx, group.name(), group);
            Events.of(tx, call.scope(), id, call.time())
                    .parameterGroup(group.name(), "Created parameter group " + group.name() + ".");
            return group;
        });
    }

    DaxParameters update(UpdateParameterGroupRequest in, Call call) {
        Map<String, String> changes = new TreeMap<>();
        for (ParameterNameValue value : in.parameterNameValues()) {
            String name = Objects.requireNonNullElse(value.parameterName(), "");
            String text = Objects.requireNonNullElse(value.parameterValue(), "");
            if (!DaxParameters.isParameter(name)) {
                throw DaxErrors.invalid("Could not find parameter with name: " + name);
            }
            if (!MILLIS.matcher(text).matches()) {
                throw DaxErrors.invalid("The parameter value " + text + " is not allowed for " + name + ": 0-");
            }
            changes.put(name, text);
        }
        String id = call.world().ids().uuid();
        return call.write(tx -> {
            DaxParameters group = find(tx, call, in.parameterGroupName());
            if (group.name().equals(DaxParameters.DEFAULT)) {
                throw DaxErrors.parameterGroupState("the default parameter group cannot be changed.");
            }
            DaxParameters changed = group.with(changes);
            DaxTables.PARAMETERS.in(call.scope()).put(tx, changed.name(), changed);
            Events.of(tx, call.scope(), id, call.time())
                    .parameterGroup(group.name(), "Updated parameter group " + group.name() + ".");
            return changed;
        });
    }

    Page<DaxParameters> describe(DescribeParameterGroupsRequest in, Call call) {
        return call.read(snapshot -> {
            if (in.hasParameterGroupNames() && !in.parameterGroupNames().isEmpty()) {
                List<DaxParameters> found = new ArrayList<>();
                in.parameterGroupNames().forEach(name -> found.add(find(snapshot, call, name)));
                return new Page<>(found, Optional.empty());
            }
            int limit = Paging.limit(in.maxResults());
            // The default group comes first, and is in no table.
            boolean first = in.nextToken() == null;
            Page<DaxParameters> page = Paging.page(() -> DaxTables.PARAMETERS
                            .in(call.scope())
                            .page(snapshot, Range.all(), limit, in.nextToken(), "DescribeParameterGroups"))
                    .map(Row::value);
            if (!first) {
                return page;
            }
            List<DaxParameters> all = new ArrayList<>();
            all.add(DaxParameters.DEFAULTS);
            all.addAll(page.items());
            return new Page<>(all, page.next());
        });
    }

    DaxParameters named(String name, Call call) {
        return call.read(snapshot -> find(snapshot, call, name));
    }

    String delete(String name, Call call) {
        String id = call.world().ids().uuid();
        return call.write(tx -> {
            DaxParameters group = find(tx, call, name);
            if (group.name().equals(DaxParameters.DEFAULT)) {
                throw DaxErrors.parameterGroupState("the default parameter group cannot be deleted.");
            }
            if (!DaxTables.BY_PARAMETERS
                    .in(call.scope())
                    .rows(tx, Range.prefix(Key.of(group.name())).limit(1))
                    .toList()
                    .isEmpty()) {
                throw DaxErrors.parameterGroupState("it is used by a cluster.");
            }
            DaxTables.PARAMETERS.in(call.scope()).delete(tx, group.name());
            Events.of(tx, call.scope(), id, call.time())
                    .parameterGroup(group.name(), "Deleted parameter group " + group.name() + ".");
            return "Parameter group " + group.name() + " has been deleted.";
        });
    }
}
