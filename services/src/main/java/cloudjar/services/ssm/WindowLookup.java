package cloudjar.services.ssm;

import cloudjar.api.ssm.GetMaintenanceWindowTaskResult;
import cloudjar.api.ssm.MaintenanceWindowTarget;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.ssm.WindowTables.PartKey;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds maintenance windows and what belongs to them. */
final class WindowLookup {
    private WindowLookup() {}

    static StoredWindow window(Snapshot snapshot, String id, Call call) {
        return WindowTables.in(call.scope())
                .windows
                .get(snapshot, id)
                .orElseThrow(() -> SsmErrors.absent("Maintenance window " + id + " does not exist"));
    }

    static MaintenanceWindowTarget target(Snapshot snapshot, String window, String id, Call call) {
        return WindowTables.in(call.scope())
                .targets
                .get(snapshot, new PartKey(window, id))
                .orElseThrow(
                        () -> SsmErrors.absent("Target " + id + " does not exist in maintenance window " + window));
    }

    static GetMaintenanceWindowTaskResult task(Snapshot snapshot, String window, String id, Call call) {
        return WindowTables.in(call.scope())
                .tasks
                .get(snapshot, new PartKey(window, id))
                .orElseThrow(() -> SsmErrors.absent("Task " + id + " does not exist in maintenance window " + window));
    }

    static WindowExecution execution(Snapshot snapshot, String id, Call call) {
        return WindowTables.in(call.scope())
                .executions
                .get(snapshot, id)
                .orElseThrow(() -> SsmErrors.absent("Maintenance window execution " + id + " does not exist"));
    }

    static WindowTaskRun run(Snapshot snapshot, String execution, String id, Call call) {
        return WindowTables.in(call.scope())
                .runs
                .get(snapshot, new PartKey(execution, id))
                .orElseThrow(() -> SsmErrors.absent("Task execution " + id + " does not exist"));
    }

    static List<MaintenanceWindowTarget> targets(Snapshot snapshot, String window, Call call) {
        return WindowTables.in(call.scope()).targets.rows(snapshot, Range.prefix(Key.of(window))).toList().stream()
                .map(Row::value)
                .toList();
    }

    static int limit(@Nullable Integer asked, int fallback) {
        return asked == null ? fallback : asked;
    }

    /** The answer made of a page; refuses a token that is none. */
    static <T, A> A paged(Call call, Function<Snapshot, Page<T>> read, Function<Page<T>, A> answer) {
        try {
            return answer.apply(call.read(read));
        } catch (InvalidPageTokenException e) {
            throw SsmErrors.nextToken();
        }
    }
}
