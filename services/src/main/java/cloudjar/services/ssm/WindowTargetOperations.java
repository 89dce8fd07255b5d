package cloudjar.services.ssm;

import cloudjar.api.ssm.DeregisterTargetFromMaintenanceWindowRequest;
import cloudjar.api.ssm.DeregisterTargetFromMaintenanceWindowResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowTargetsRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowTargetsResult;
import cloudjar.api.ssm.MaintenanceWindowFilter;
import cloudjar.api.ssm.MaintenanceWindowTarget;
import cloudjar.api.ssm.RegisterTargetWithMaintenanceWindowRequest;
import cloudjar.api.ssm.RegisterTargetWithMaintenanceWindowResult;
import cloudjar.api.ssm.Target;
import cloudjar.api.ssm.UpdateMaintenanceWindowTargetRequest;
import cloudjar.api.ssm.UpdateMaintenanceWindowTargetResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.services.ssm.WindowTables.PartKey;
import java.util.List;
import java.util.Objects;

/** Whom maintenance windows are for. */
final class WindowTargetOperations {
    static final String WINDOW_TARGETS = "WindowTargetIds";

    private static final int PAGE = 50;

    RegisterTargetWithMaintenanceWindowResult register(RegisterTargetWithMaintenanceWindowRequest in, Call call) {
        checkKeys(in.targets(), in.resourceType());
        String id = call.world().ids().uuid();
        MaintenanceWindowTarget target = Members.shared(
                        in, MaintenanceWindowTarget.builder().build())
                .toBuilder()
                .windowTargetId(id)
                .build();
        return RegisterTargetWithMaintenanceWindowResult.builder()
                .windowTargetId(call.write(tx -> {
                    StoredWindow window = WindowLookup.window(tx, in.windowId(), call);
                    return WindowTokens.once(tx, call, "RegisterTarget " + window.id(), in.clientToken(), id, () -> {
                        WindowTables tables = WindowTables.in(call.scope());
                        long most = SsmLimits.WINDOW_TARGETS_MAX.current();
                        if (tables.targets.count(
                                        tx, Range.prefix(Key.of(window.id())).limit((int) most))
                                >= most) {
                            throw SsmErrors.tooMuch("A maintenance window can have at most " + most + " targets.");
                        }
                        tables.targets.put(tx, WindowTables.key(target), target);
                    });
                }))
                .build();
    }

    private static void checkKeys(List<Target> targets, String type) {
        for (Target target : targets) {
            String key = Objects.requireNonNullElse(target.key(), "");
            boolean right = type.equals("RESOURCE_GROUP")
                    ? key.startsWith("resource-groups:")
                    : key.equals("InstanceIds") || key.startsWith("tag:") || key.equals("tag-key");
            if (!right || target.values().isEmpty()) {
                throw SsmErrors.validation("Invalid target for resource type " + type + ": Key=" + key);
            }
        }
    }

    UpdateMaintenanceWindowTargetResult update(UpdateMaintenanceWindowTargetRequest in, Call call) {
        MaintenanceWindowTarget changed = call.write(tx -> {
            StoredWindow window = WindowLookup.window(tx, in.windowId(), call);
            MaintenanceWindowTarget before = WindowLookup.target(tx, window.id(), in.windowTargetId(), call);
            if (in.hasTargets()) {
                checkKeys(in.targets(), Objects.requireNonNull(before.resourceType()));
            } else if (Boolean.TRUE.equals(in.replace())) {
                throw SsmErrors.validation("Targets is required when Replace is true.");
            }
            MaintenanceWindowTarget base = Boolean.TRUE.equals(in.replace())
                    ? MaintenanceWindowTarget.builder()
                            .resourceType(before.resourceType())
                            .build()
                    : before;
            MaintenanceWindowTarget after = Members.shared(in, base);
            WindowTables.in(call.scope()).targets.put(tx, WindowTables.key(after), after);
            return after;
        });
        return Members.shared(
                changed, UpdateMaintenanceWindowTargetResult.builder().build());
    }

    DeregisterTargetFromMaintenanceWindowResult deregister(DeregisterTargetFromMaintenanceWindowRequest in, Call call) {
        return call.write(tx -> {
            WindowTables tables = WindowTables.in(call.scope());
            StoredWindow window = WindowLookup.window(tx, in.windowId(), call);
            MaintenanceWindowTarget target = WindowLookup.target(tx, window.id(), in.windowTargetId(), call);
            if (Boolean.TRUE.equals(in.safe())
                    && tables.tasks.rows(tx, Range.prefix(Key.of(window.id()))).toList().stream()
                            .flatMap(task -> task.value().targets().stream())
                            .anyMatch(used -> WINDOW_TARGETS.equals(used.key())
                                    && used.values().contains(target.windowTargetId()))) {
                throw SsmErrors.targetInUse(in.windowTargetId());
            }
            tables.targets.delete(tx, WindowTables.key(target));
            return Members.shared(
                    target,
                    DeregisterTargetFromMaintenanceWindowResult.builder().build());
        });
    }

    DescribeMaintenanceWindowTargetsResult list(DescribeMaintenanceWindowTargetsRequest in, Call call) {
        for (MaintenanceWindowFilter filter : in.filters()) {
            if (!List.of("Type", "WindowTargetId", "OwnerInformation").contains(filter.key())) {
                throw SsmErrors.validation("The filter key " + filter.key() + " is not valid here.");
            }
        }
        return WindowLookup.paged(
                call,
                snapshot -> {
                    StoredWindow window = WindowLookup.window(snapshot, in.windowId(), call);
                    return WindowTables.in(call.scope())
                            .targets
                            .page(
                                    snapshot,
                                    Range.prefix(Key.of(window.id())),
                                    WindowLookup.limit(in.maxResults(), PAGE),
                                    in.nextToken(),
                                    "DescribeMaintenanceWindowTargets " + in.filters(),
                                    row -> holds(in.filters(), row));
                },
                page -> DescribeMaintenanceWindowTargetsResult.builder()
                        .targets(page.items().stream().map(Row::value).toList())
                        .nextToken(page.next().orElse(null))
                        .build());
    }

    private static boolean holds(List<MaintenanceWindowFilter> filters, Row<PartKey, MaintenanceWindowTarget> row) {
        MaintenanceWindowTarget target = row.value();
        return filters.stream().allMatch(filter -> filter.values()
                .contains(
                        switch (Objects.requireNonNull(filter.key())) {
                            case "Type" -> target.resourceType();
                            case "WindowTargetId" -> target.windowTargetId();
                            default -> target.ownerInformation();
                        }));
    }
}
