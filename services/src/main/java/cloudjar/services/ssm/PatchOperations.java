package cloudjar.services.ssm;

import cloudjar.api.ssm.CreatePatchBaselineRequest;
import cloudjar.api.ssm.CreatePatchBaselineResult;
import cloudjar.api.ssm.DeletePatchBaselineRequest;
import cloudjar.api.ssm.DeletePatchBaselineResult;
import cloudjar.api.ssm.DeregisterPatchBaselineForPatchGroupRequest;
import cloudjar.api.ssm.DeregisterPatchBaselineForPatchGroupResult;
import cloudjar.api.ssm.DescribeAvailablePatchesRequest;
import cloudjar.api.ssm.DescribeAvailablePatchesResult;
import cloudjar.api.ssm.DescribeEffectivePatchesForPatchBaselineRequest;
import cloudjar.api.ssm.DescribeEffectivePatchesForPatchBaselineResult;
import cloudjar.api.ssm.DescribeInstancePatchStatesForPatchGroupRequest;
import cloudjar.api.ssm.DescribeInstancePatchStatesForPatchGroupResult;
import cloudjar.api.ssm.DescribeInstancePatchStatesRequest;
import cloudjar.api.ssm.DescribeInstancePatchStatesResult;
import cloudjar.api.ssm.DescribeInstancePatchesRequest;
import cloudjar.api.ssm.DescribeInstancePatchesResult;
import cloudjar.api.ssm.DescribePatchBaselinesRequest;
import cloudjar.api.ssm.DescribePatchBaselinesResult;
import cloudjar.api.ssm.DescribePatchGroupStateRequest;
import cloudjar.api.ssm.DescribePatchGroupStateResult;
import cloudjar.api.ssm.DescribePatchGroupsRequest;
import cloudjar.api.ssm.DescribePatchGroupsResult;
import cloudjar.api.ssm.DescribePatchPropertiesRequest;
import cloudjar.api.ssm.DescribePatchPropertiesResult;
import cloudjar.api.ssm.GetDefaultPatchBaselineRequest;
import cloudjar.api.ssm.GetDefaultPatchBaselineResult;
import cloudjar.api.ssm.GetDeployablePatchSnapshotForInstanceRequest;
import cloudjar.api.ssm.GetDeployablePatchSnapshotForInstanceResult;
import cloudjar.api.ssm.GetPatchBaselineForPatchGroupRequest;
import cloudjar.api.ssm.GetPatchBaselineForPatchGroupResult;
import cloudjar.api.ssm.GetPatchBaselineRequest;
import cloudjar.api.ssm.GetPatchBaselineResult;
import cloudjar.api.ssm.OperatingSystem;
import cloudjar.api.ssm.PatchBaselineIdentity;
import cloudjar.api.ssm.PatchBaselines;
import cloudjar.api.ssm.PatchOrchestratorFilter;
import cloudjar.api.ssm.RegisterDefaultPatchBaselineRequest;
import cloudjar.api.ssm.RegisterDefaultPatchBaselineResult;
import cloudjar.api.ssm.RegisterPatchBaselineForPatchGroupRequest;
import cloudjar.api.ssm.RegisterPatchBaselineForPatchGroupResult;
import cloudjar.api.ssm.UpdatePatchBaselineRequest;
import cloudjar.api.ssm.UpdatePatchBaselineResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Tx;
import cloudjar.services.ssm.PatchTables.PatchDefault;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Patch baselines. Groups and catalogue are dealt with by {@link PatchGroups} and {@link PatchCatalogue}; instances are none.
 */
final class PatchOperations implements PatchBaselines {
    private static final int DIGITS = 17;

    private final PatchLookup lookup = new PatchLookup();
    private final PatchGroups groups = new PatchGroups(lookup);
    private final PatchCatalogue catalogue = new PatchCatalogue(lookup);

    @Override
    public CreatePatchBaselineResult createPatchBaseline(CreatePatchBaselineRequest in, Call call) {
        // The operating system is kept as it is meant, so that a default of today stays one.
        CreatePatchBaselineRequest content = in.toBuilder()
                .operatingSystem(Objects.requireNonNullElse(in.operatingSystem(), OperatingSystem.WINDOWS))
                .tags(null)
                .build();
        PatchBaseline made = new PatchBaseline(
                "pb-0" + call.world().ids().hex(DIGITS - 1),
                content,
                call.time(),
                call.time(),
                Tagging.added(Map.of(), in.tags()));
        PatchRules.check(made);
        String id = call.write(tx -> {
            Optional<PatchBaseline> before = madeBefore(tx, content, call);
            if (before.isPresent()) {
                return before.get().id();
            }
            PatchTables tables = PatchTables.of(call);
            long most = SsmLimits.PATCH_BASELINES_MAX.current();
            if (tables.baselines.count(tx, Range.all().limit((int) most)) >= most) {
                throw SsmErrors.tooManyBaselines(most);
            }
            tables.baselines.put(tx, made.id(), made);
            return made.id();
        });
        return CreatePatchBaselineResult.builder().baselineId(id).build();
    }

    private static Optional<PatchBaseline> madeBefore(Tx tx, CreatePatchBaselineRequest content, Call call) {
        if (content.clientToken() == null) {
            return Optional.empty();
        }
        for (PatchBaseline known : PatchTables.of(call).baselines.values(tx, Range.all())) {
            if (content.clientToken().equals(known.content().clientToken())) {
                if (!known.content().equals(content)) {
                    throw SsmErrors.otherParameters();
                }
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    @Override
    public UpdatePatchBaselineResult updatePatchBaseline(UpdatePatchBaselineRequest in, Call call) {
        String id = lookup.id(in.baselineId(), call);
        return call.write(tx -> {
            PatchBaseline baseline = lookup.get(tx, id, call);
            if (lookup.isPredefined(id, call)) {
                throw SsmErrors.predefinedBaseline();
            }
            PatchBaseline updated = baseline.updated(in, call.time());
            PatchRules.check(updated);
            PatchTables.of(call).baselines.put(tx, id, updated);
            return updated.changed();
        });
    }

    @Override
    public GetPatchBaselineResult getPatchBaseline(GetPatchBaselineRequest in, Call call) {
        String id = lookup.id(in.baselineId(), call);
        return call.read(snapshot -> lookup.get(snapshot, id, call).shown(lookup.groups(snapshot, id, call)));
    }

    /** Nothing happens to a baseline that is not there: the operation has no error for it. */
    @Override
    public DeletePatchBaselineResult deletePatchBaseline(DeletePatchBaselineRequest in, Call call) {
        String id = lookup.id(in.baselineId(), call);
        if (lookup.isPredefined(id, call)) {
            throw SsmErrors.predefinedBaseline();
        }
        boolean unused = call.write(tx -> {
            if (!lookup.groups(tx, id, call).isEmpty()) {
                throw SsmErrors.baselineInUse("The patch baseline is registered for a patch group.");
            }
            PatchTables tables = PatchTables.of(call);
            for (PatchDefault standing : tables.defaults.values(tx, Range.all())) {
                if (standing.baseline().equals(id)) {
                    throw SsmErrors.baselineInUse("The patch baseline is the default of its operating system.");
                }
            }
            return tables.baselines.delete(tx, id);
        });
        return DeletePatchBaselineResult.builder().baselineId(in.baselineId()).build();
    }

    @Override
    public DescribePatchBaselinesResult describePatchBaselines(DescribePatchBaselinesRequest in, Call call) {
        in.filters()
                .forEach(filter -> PatchGroups.checkKey(filter, List.of("NAME_PREFIX", "OWNER", "OPERATING_SYSTEM")));
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "DescribePatchBaselines " + in.filters());
        Page<PatchBaselineIdentity> page = call.read(snapshot -> {
            List<PatchBaseline> all = lookup.all(snapshot, call).stream()
                    .filter(baseline -> in.filters().stream().allMatch(filter -> holds(filter, baseline, call)))
                    .toList();
            return Page.of(all, PatchBaseline::id, asked).map(baseline -> lookup.identity(snapshot, baseline, call));
        });
        return DescribePatchBaselinesResult.builder()
                .baselineIdentities(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private boolean holds(PatchOrchestratorFilter filter, PatchBaseline baseline, Call call) {
        return switch (filter.key()) {
            case "NAME_PREFIX" -> filter.values().stream().anyMatch(baseline.name()::startsWith);
            case "OWNER" -> filter.values().contains(lookup.isPredefined(baseline.id(), call) ? "AWS" : "Self");
            case null, default -> filter.values().contains(baseline.operatingSystem());
        };
    }

    @Override
    public GetDefaultPatchBaselineResult getDefaultPatchBaseline(GetDefaultPatchBaselineRequest in, Call call) {
        String system = Objects.requireNonNullElse(in.operatingSystem(), OperatingSystem.WINDOWS);
        return GetDefaultPatchBaselineResult.builder()
                .baselineId(call.read(snapshot -> lookup.standing(snapshot, system, call))
                        .orElseThrow(SsmErrors::noBaseline))
                .operatingSystem(system)
                .build();
    }

    @Override
    public RegisterDefaultPatchBaselineResult registerDefaultPatchBaseline(
            RegisterDefaultPatchBaselineRequest in, Call call) {
        String id = lookup.checkedId(in.baselineId(), call);
        boolean unused = call.write(tx -> {
            String system = lookup.get(tx, id, call).operatingSystem();
            PatchTables tables = PatchTables.of(call);
            if (lookup.isPredefined(id, call)) {
                return tables.defaults.delete(tx, system);
            }
            tables.defaults.put(tx, system, new PatchDefault(id));
            return true;
        });
        return RegisterDefaultPatchBaselineResult.builder()
                .baselineId(in.baselineId())
                .build();
    }

    @Override
    public RegisterPatchBaselineForPatchGroupResult registerPatchBaselineForPatchGroup(
            RegisterPatchBaselineForPatchGroupRequest in, Call call) {
        return groups.register(in, call);
    }

    @Override
    public DeregisterPatchBaselineForPatchGroupResult deregisterPatchBaselineForPatchGroup(
            DeregisterPatchBaselineForPatchGroupRequest in, Call call) {
        return groups.deregister(in, call);
    }

    @Override
    public DescribePatchGroupsResult describePatchGroups(DescribePatchGroupsRequest in, Call call) {
        return groups.describe(in, call);
    }

    @Override
    public GetPatchBaselineForPatchGroupResult getPatchBaselineForPatchGroup(
            GetPatchBaselineForPatchGroupRequest in, Call call) {
        return groups.baseline(in, call);
    }

    @Override
    public DescribePatchGroupStateResult describePatchGroupState(DescribePatchGroupStateRequest in, Call call) {
        return groups.state();
    }

    @Override
    public DescribeAvailablePatchesResult describeAvailablePatches(DescribeAvailablePatchesRequest in, Call call) {
        return catalogue.available(in);
    }

    @Override
    public DescribePatchPropertiesResult describePatchProperties(DescribePatchPropertiesRequest in, Call call) {
        return catalogue.properties(in);
    }

    @Override
    public DescribeEffectivePatchesForPatchBaselineResult describeEffectivePatchesForPatchBaseline(
            DescribeEffectivePatchesForPatchBaselineRequest in, Call call) {
        return catalogue.effective(in, call);
    }

    @Override
    public DescribeInstancePatchStatesResult describeInstancePatchStates(
            DescribeInstancePatchStatesRequest in, Call call) {
        return DescribeInstancePatchStatesResult.builder()
                .instancePatchStates(List.of())
                .build();
    }

    @Override
    public DescribeInstancePatchStatesForPatchGroupResult describeInstancePatchStatesForPatchGroup(
            DescribeInstancePatchStatesForPatchGroupRequest in, Call call) {
        in.filters().forEach(PatchGroups::checkState);
        return DescribeInstancePatchStatesForPatchGroupResult.builder()
                .instancePatchStates(List.of())
                .build();
    }

    @Override
    public DescribeInstancePatchesResult describeInstancePatches(DescribeInstancePatchesRequest in, Call call) {
        throw SsmErrors.instances(List.of(in.instanceId()), call.account());
    }

    /** Only a managed instance itself may ask. */
    @Override
    public GetDeployablePatchSnapshotForInstanceResult getDeployablePatchSnapshotForInstance(
            GetDeployablePatchSnapshotForInstanceRequest in, Call call) {
        throw SsmErrors.accessDenied("The request is not made with the credentials of the instance " + in.instanceId());
    }
}
