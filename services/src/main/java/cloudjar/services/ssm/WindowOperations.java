package cloudjar.services.ssm;

import cloudjar.api.ssm.CreateMaintenanceWindowRequest;
import cloudjar.api.ssm.CreateMaintenanceWindowResult;
import cloudjar.api.ssm.DeleteMaintenanceWindowRequest;
import cloudjar.api.ssm.DeleteMaintenanceWindowResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowsForTargetRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowsForTargetResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowsRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowsResult;
import cloudjar.api.ssm.GetMaintenanceWindowRequest;
import cloudjar.api.ssm.GetMaintenanceWindowResult;
import cloudjar.api.ssm.MaintenanceWindowFilter;
import cloudjar.api.ssm.MaintenanceWindowIdentity;
import cloudjar.api.ssm.MaintenanceWindowIdentityForTarget;
import cloudjar.api.ssm.Target;
import cloudjar.api.ssm.UpdateMaintenanceWindowRequest;
import cloudjar.api.ssm.UpdateMaintenanceWindowResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Tx;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Maintenance windows themselves. */
final class WindowOperations {
    private static final int PAGE = 50;

    CreateMaintenanceWindowResult create(CreateMaintenanceWindowRequest in, Call call) {
        String id = "mw-" + call.world().ids().hex(17);
        GetMaintenanceWindowResult window = Members.shared(
                        in, GetMaintenanceWindowResult.builder().build())
                .toBuilder()
                .windowId(id)
                .enabled(true)
                .createdDate(call.time())
                .modifiedDate(call.time())
                .build();
        StoredWindow stored = new StoredWindow(window, call.time(), Tagging.added(Map.of(), in.tags()));
        check(stored);
        return CreateMaintenanceWindowResult.builder()
                .windowId(call.write(tx -> WindowTokens.once(
                        tx, call, "CreateMaintenanceWindow", in.clientToken(), id, () -> add(tx, stored, call))))
                .build();
    }

    private static void add(Tx tx, StoredWindow window, Call call) {
        WindowTables tables = WindowTables.in(call.scope());
        long most = SsmLimits.WINDOWS_MAX.current();
        if (tables.windows.count(tx, Range.all().limit((int) most)) >= most) {
            throw SsmErrors.tooMuch("You can have at most " + most + " maintenance windows.");
        }
        tables.windows.put(tx, window.id(), window);
        WindowTimers.arm(tx, call.scope(), window, call.time());
    }

    private static void check(StoredWindow window) {
        if (window.cutoffHours() >= window.durationHours()) {
            throw SsmErrors.validation("Cutoff must be less than Duration.");
        }
        WindowSchedule unused = window.schedule();
    }

    UpdateMaintenanceWindowResult update(UpdateMaintenanceWindowRequest in, Call call) {
        boolean replace = Boolean.TRUE.equals(in.replace());
        if (replace
                && (in.name() == null
                        || in.schedule() == null
                        || in.duration() == null
                        || in.cutoff() == null
                        || in.allowUnassociatedTargets() == null)) {
            throw SsmErrors.validation("Name, Schedule, Duration, Cutoff and AllowUnassociatedTargets are required when"
                    + " Replace is true.");
        }
        StoredWindow changed = call.write(tx -> {
            StoredWindow before = WindowLookup.window(tx, in.windowId(), call);
            GetMaintenanceWindowResult base = replace
                    ? GetMaintenanceWindowResult.builder()
                            .enabled(before.enabled())
                            .createdDate(before.window().createdDate())
                            .build()
                    : before.window();
            GetMaintenanceWindowResult window = Members.shared(in, base).toBuilder()
                    .modifiedDate(call.time())
                    .build();
            StoredWindow after = new StoredWindow(
                    window, isScheduledAnew(before.window(), window) ? call.time() : before.scheduled(), before.tags());
            check(after);
            WindowTables.in(call.scope()).windows.put(tx, after.id(), after);
            WindowTimers.arm(tx, call.scope(), after, call.time());
            return after;
        });
        return Members.shared(
                changed.window(), UpdateMaintenanceWindowResult.builder().build());
    }

    private static boolean isScheduledAnew(GetMaintenanceWindowResult before, GetMaintenanceWindowResult after) {
        return !String.valueOf(before.schedule()).equals(after.schedule())
                || !String.valueOf(before.startDate()).equals(String.valueOf(after.startDate()));
    }

    DeleteMaintenanceWindowResult delete(DeleteMaintenanceWindowRequest in, Call call) {
        return call.write(tx -> {
            WindowTables tables = WindowTables.in(call.scope());
            // AWS deletes what is not there, too.
            boolean unused = tables.windows.delete(tx, in.windowId());
            tables.targets.deleteRange(tx, Range.prefix(Key.of(in.windowId())));
            tables.tasks.deleteRange(tx, Range.prefix(Key.of(in.windowId())));
            WindowTimers.disarm(tx, call.scope(), in.windowId());
            return DeleteMaintenanceWindowResult.builder()
                    .windowId(in.windowId())
                    .build();
        });
    }

    GetMaintenanceWindowResult get(GetMaintenanceWindowRequest in, Call call) {
        return call.read(snapshot -> WindowLookup.window(snapshot, in.windowId(), call))
                .shown(call.time());
    }

    DescribeMaintenanceWindowsResult list(DescribeMaintenanceWindowsRequest in, Call call) {
        in.filters().forEach(WindowOperations::checkFilter);
        return WindowLookup.paged(
                call,
                snapshot -> WindowTables.in(call.scope())
                        .windows
                        .page(
                                snapshot,
                                Range.all(),
                                WindowLookup.limit(in.maxResults(), PAGE),
                                in.nextToken(),
                                "DescribeMaintenanceWindows " + in.filters(),
                                row -> in.filters().stream().allMatch(filter -> holds(filter, row.value()))),
                page -> DescribeMaintenanceWindowsResult.builder()
                        .windowIdentities(page.items().stream()
                                .map(row -> Members.shared(
                                        row.value().shown(call.time()),
                                        MaintenanceWindowIdentity.builder().build()))
                                .toList())
                        .nextToken(page.next().orElse(null))
                        .build());
    }

    private static void checkFilter(MaintenanceWindowFilter filter) {
        if (!List.of("Name", "Enabled").contains(filter.key())) {
            throw SsmErrors.validation("The filter key " + filter.key() + " is not valid here: use Name or Enabled.");
        }
    }

    private static boolean holds(MaintenanceWindowFilter filter, StoredWindow window) {
        return "Name".equals(filter.key())
                ? filter.values().contains(window.window().name())
                : filter.values().stream()
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).equals(String.valueOf(window.enabled())));
    }

    DescribeMaintenanceWindowsForTargetResult listForTarget(DescribeMaintenanceWindowsForTargetRequest in, Call call) {
        WindowTables tables = WindowTables.in(call.scope());
        return WindowLookup.paged(
                call,
                snapshot -> tables.windows.page(
                        snapshot,
                        Range.all(),
                        WindowLookup.limit(in.maxResults(), PAGE),
                        in.nextToken(),
                        "DescribeMaintenanceWindowsForTarget " + in.resourceType() + in.targets(),
                        row -> WindowLookup.targets(snapshot, row.key(), call).stream()
                                .filter(known -> in.resourceType().equals(known.resourceType()))
                                .anyMatch(known -> sharesOne(known.targets(), in.targets()))),
                page -> DescribeMaintenanceWindowsForTargetResult.builder()
                        .windowIdentities(page.items().stream()
                                .map(row -> Members.shared(
                                        row.value().window(),
                                        MaintenanceWindowIdentityForTarget.builder()
                                                .build()))
                                .toList())
                        .nextToken(page.next().orElse(null))
                        .build());
    }

    static boolean sharesOne(List<Target> known, List<Target> wanted) {
        return wanted.stream().anyMatch(target -> known.stream()
                .filter(other -> String.valueOf(other.key()).equals(target.key()))
                .anyMatch(other -> other.values().stream().anyMatch(target.values()::contains)));
    }
}
