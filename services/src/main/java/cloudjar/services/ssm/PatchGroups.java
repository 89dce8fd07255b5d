package cloudjar.services.ssm;

import cloudjar.api.ssm.DeregisterPatchBaselineForPatchGroupRequest;
import cloudjar.api.ssm.DeregisterPatchBaselineForPatchGroupResult;
import cloudjar.api.ssm.DescribePatchGroupStateResult;
import cloudjar.api.ssm.DescribePatchGroupsRequest;
import cloudjar.api.ssm.DescribePatchGroupsResult;
import cloudjar.api.ssm.GetPatchBaselineForPatchGroupRequest;
import cloudjar.api.ssm.GetPatchBaselineForPatchGroupResult;
import cloudjar.api.ssm.InstancePatchStateFilter;
import cloudjar.api.ssm.OperatingSystem;
import cloudjar.api.ssm.PatchGroupPatchBaselineMapping;
import cloudjar.api.ssm.PatchOrchestratorFilter;
import cloudjar.api.ssm.RegisterPatchBaselineForPatchGroupRequest;
import cloudjar.api.ssm.RegisterPatchBaselineForPatchGroupResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.services.ssm.PatchTables.GroupKey;
import cloudjar.services.ssm.PatchTables.PatchGroup;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Patch groups: which baseline instances with a tag use. */
final class PatchGroups {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Set<String> STATES = Set.of(
            "InstalledCount",
            "InstalledOtherCount",
            "InstalledPendingRebootCount",
            "InstalledRejectedCount",
            "MissingCount",
            "FailedCount",
            "UnreportedNotApplicableCount",
            "NotApplicableCount");

    private final PatchLookup lookup;

    PatchGroups(PatchLookup lookup) {
        this.lookup = lookup;
    }

    RegisterPatchBaselineForPatchGroupResult register(RegisterPatchBaselineForPatchGroupRequest in, Call call) {
        String id = lookup.checkedId(in.baselineId(), call);
        boolean unused = call.write(tx -> {
            PatchTables tables = PatchTables.of(call);
            GroupKey key =
                    new GroupKey(in.patchGroup(), lookup.get(tx, id, call).operatingSystem());
            Optional<PatchGroup> before = tables.groups.get(tx, key);
            if (before.isPresent()) {
                if (!before.get().baseline().equals(id)) {
                    throw SsmErrors.groupTaken(key.name(), key.operatingSystem());
                }
                return false;
            }
            long most = SsmLimits.PATCH_GROUPS_MAX.current();
            if (lookup.groups(tx, id, call).size() >= most) {
                throw SsmErrors.tooManyGroups(most);
            }
            tables.groups.put(tx, key, new PatchGroup(id));
            return true;
        });
        return RegisterPatchBaselineForPatchGroupResult.builder()
                .baselineId(in.baselineId())
                .patchGroup(in.patchGroup())
                .build();
    }

    /** Nothing happens where the group does not use the baseline: the operation has no error for it. */
    DeregisterPatchBaselineForPatchGroupResult deregister(DeregisterPatchBaselineForPatchGroupRequest in, Call call) {
        String id = lookup.checkedId(in.baselineId(), call);
        boolean unused = call.write(tx -> {
            PatchTables tables = PatchTables.of(call);
            Optional<GroupKey> key = lookup.find(tx, id, call)
                    .map(baseline -> new GroupKey(in.patchGroup(), baseline.operatingSystem()))
                    .filter(there -> tables.groups
                            .get(tx, there)
                            .filter(group -> group.baseline().equals(id))
                            .isPresent());
            return key.isPresent() && tables.groups.delete(tx, key.get());
        });
        return DeregisterPatchBaselineForPatchGroupResult.builder()
                .baselineId(in.baselineId())
                .patchGroup(in.patchGroup())
                .build();
    }

    DescribePatchGroupsResult describe(DescribePatchGroupsRequest in, Call call) {
        in.filters().forEach(filter -> checkKey(filter, List.of("NAME_PREFIX", "OPERATING_SYSTEM")));
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "DescribePatchGroups " + in.filters());
        Page<PatchGroupPatchBaselineMapping> page = call.read(snapshot -> Page.rows(
                        PatchTables.of(call).groups, snapshot, Range.all(), asked, row -> in.filters().stream()
                                .allMatch(filter -> holds(filter, row.key())))
                .map(row -> PatchGroupPatchBaselineMapping.builder()
                        .patchGroup(row.key().name())
                        .baselineIdentity(lookup.identity(
                                snapshot, lookup.get(snapshot, row.value().baseline(), call), call))
                        .build()));
        return DescribePatchGroupsResult.builder()
                .mappings(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static boolean holds(PatchOrchestratorFilter filter, GroupKey key) {
        return "NAME_PREFIX".equals(filter.key())
                ? filter.values().stream().anyMatch(key.name()::startsWith)
                : filter.values().contains(key.operatingSystem());
    }

    /** A group that has no baseline uses its operating system's. */
    GetPatchBaselineForPatchGroupResult baseline(GetPatchBaselineForPatchGroupRequest in, Call call) {
        String system = Objects.requireNonNullElse(in.operatingSystem(), OperatingSystem.WINDOWS);
        Optional<String> id = call.read(snapshot -> PatchTables.of(call)
                .groups
                .get(snapshot, new GroupKey(in.patchGroup(), system))
                .map(PatchGroup::baseline)
                .or(() -> lookup.standing(snapshot, system, call)));
        return GetPatchBaselineForPatchGroupResult.builder()
                .baselineId(id.orElseThrow(SsmErrors::noBaseline))
                .patchGroup(in.patchGroup())
                .operatingSystem(system)
                .build();
    }

    /** No instance is managed, so none is in any group. */
    DescribePatchGroupStateResult state() {
        return DescribePatchGroupStateResult.builder()
                .instances(0)
                .instancesWithInstalledPatches(0)
                .instancesWithInstalledOtherPatches(0)
                .instancesWithInstalledPendingRebootPatches(0)
                .instancesWithInstalledRejectedPatches(0)
                .instancesWithMissingPatches(0)
                .instancesWithFailedPatches(0)
                .instancesWithNotApplicablePatches(0)
                .instancesWithUnreportedNotApplicablePatches(0)
                .instancesWithCriticalNonCompliantPatches(0)
                .instancesWithSecurityNonCompliantPatches(0)
                .instancesWithOtherNonCompliantPatches(0)
                .build();
    }

    static void checkKey(PatchOrchestratorFilter filter, List<String> valid) {
        if (filter.key() == null || !valid.contains(filter.key())) {
            throw SsmErrors.validation(
                    "The filter key " + filter.key() + " is not valid. Valid keys include: " + valid + ".");
        }
    }

    static void checkState(InstancePatchStateFilter filter) {
        if (!STATES.contains(filter.key())) {
            throw SsmErrors.filter("The filter key " + filter.key() + " is not valid.");
        }
        if (!filter.values().stream().allMatch(value -> NUMBER.matcher(value).matches())) {
            throw SsmErrors.filter(
                    "The value of the filter " + filter.key() + " must be a number that is not negative.");
        }
    }
}
