package cloudjar.services.ssm;

import cloudjar.api.ssm.GetMaintenanceWindowExecutionTaskInvocationResult;
import cloudjar.api.ssm.GetMaintenanceWindowTaskResult;
import cloudjar.api.ssm.MaintenanceWindowExecution;
import cloudjar.api.ssm.MaintenanceWindowTarget;
import cloudjar.api.ssm.Target;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.World;
import cloudjar.services.ssm.WindowTables.PartKey;
import cloudjar.services.ssm.WindowTaskRun.Invocation;
import cloudjar.services.ssm.WindowTimers.Place;
import cloudjar.services.ssm.WindowWork.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Opens maintenance windows and runs their tasks: those of the lowest priority number first, all of one number beside each other, each
 * on as many of its targets at once as it says.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/maintenance-windows-assign-tasks.html">Tasks</a>
 */
final class WindowRuns {
    private static final String CANCEL_TASK = "CANCEL_TASK";

    private final WindowWork work;

    WindowRuns(WindowWork work) {
        this.work = work;
    }

    /** A window whose time has come. */
    void open(World world, Place place, Instant due) {
        Plan plan = world.store().read(snapshot -> Plan.of(snapshot, place, world.ids()));
        boolean unused = world.store().write(tx -> {
            WindowTables tables = WindowTables.in(place.scope());
            tables.windows.get(tx, place.id()).ifPresent(window -> {
                WindowTimers.arm(tx, place.scope(), window, due);
                if (window.enabled()) {
                    start(tx, place.scope(), window, plan, due);
                }
            });
            return true;
        });
    }

    private static void start(Tx tx, Scope scope, StoredWindow window, Plan plan, Instant due) {
        WindowTables tables = WindowTables.in(scope);
        boolean overlaps = tables.executionsByStart
                .rows(tx, Range.prefix(Key.of(window.id())).reversed().limit(1))
                .first()
                .filter(last -> last.value().isUnderWay())
                .isPresent();
        Instant cutoff = due.plus(Duration.ofHours(window.durationHours() - (long) window.cutoffHours()));
        WindowExecution execution = new WindowExecution(
                MaintenanceWindowExecution.builder()
                        .windowId(window.id())
                        .windowExecutionId(plan.execution())
                        .status_(WindowExecution.IN_PROGRESS)
                        .startTime(due)
                        .build(),
                cutoff);
        if (overlaps) {
            tables.executions.put(
                    tx,
                    execution.id(),
                    execution.with(WindowExecution.SKIPPED, "The execution before is still in progress.", due));
            return;
        }
        if (plan.runs().isEmpty()) {
            tables.executions.put(
                    tx, execution.id(), execution.with(WindowExecution.SUCCESS, "No tasks to execute.", due));
            return;
        }
        tables.executions.put(tx, execution.id(), execution);
        plan.runs().forEach(run -> tables.runs.put(tx, run.key(), run));
        tx.at(due, WindowTimers.run(scope, execution.id()));
        tx.at(cutoff, WindowTimers.cutoff(scope, execution.id()));
    }

    /** What is to be done while a window is open. */
    private record Plan(String execution, List<WindowTaskRun> runs) {
        static Plan of(Snapshot snapshot, Place place, Ids ids) {
            WindowTables tables = WindowTables.in(place.scope());
            List<MaintenanceWindowTarget> targets = new ArrayList<>();
            tables.targets.rows(snapshot, Range.prefix(Key.of(place.id()))).forEach(row -> targets.add(row.value()));
            String execution = ids.uuid();
            List<WindowTaskRun> runs = new ArrayList<>();
            boolean anybody = tables.windows
                    .get(snapshot, place.id())
                    .map(window -> Boolean.TRUE.equals(window.window().allowUnassociatedTargets()))
                    .orElse(false);
            for (Row<PartKey, GetMaintenanceWindowTaskResult> row :
                    tables.tasks.rows(snapshot, Range.prefix(Key.of(place.id())))) {
                String id = ids.uuid();
                List<Invocation> invocations = new ArrayList<>();
                targetsOf(row.value(), targets, anybody)
                        .forEach(target -> invocations.add(target.invocation(execution, id, row.value(), ids)));
                runs.add(new WindowTaskRun(
                        execution, id, row.value(), WindowExecution.PENDING, null, null, null, invocations));
            }
            return new Plan(execution, runs);
        }

        private static List<On> targetsOf(
                GetMaintenanceWindowTaskResult task, List<MaintenanceWindowTarget> registered, boolean anybody) {
            if (task.targets().isEmpty()) {
                return List.of(On.NOTHING);
            }
            List<On> all = new ArrayList<>();
            for (Target target : task.targets()) {
                boolean whole = WindowTargetOperations.WINDOW_TARGETS.equals(target.key());
                registered.stream()
                        .filter(known -> whole
                                ? target.values().contains(known.windowTargetId())
                                : !anybody && WindowOperations.sharesOne(known.targets(), List.of(target)))
                        .forEach(known -> (whole ? known.targets() : List.of(target))
                                .forEach(part -> On.each(task, known, part, all)));
                if (!whole && anybody) {
                    On.each(task, MaintenanceWindowTarget.builder().build(), target, all);
                }
            }
            return all;
        }
    }

    /** What a task is done to. */
    private record On(MaintenanceWindowTarget registered, String key, List<String> values) {
        static final On NOTHING = new On(MaintenanceWindowTarget.builder().build(), "", List.of());

        /** One command for a whole target; of other tasks one for each of its resources that are named. */
        static void each(
                GetMaintenanceWindowTaskResult task, MaintenanceWindowTarget registered, Target part, List<On> into) {
            String key = Objects.requireNonNullElse(part.key(), "");
            if ("RUN_COMMAND".equals(task.taskType())) {
                into.add(new On(registered, key, part.values()));
            } else if (key.equals("InstanceIds")) {
                part.values().forEach(id -> into.add(new On(registered, key, List.of(id))));
            }
        }

        Invocation invocation(String execution, String run, GetMaintenanceWindowTaskResult task, Ids ids) {
            return new Invocation(
                    GetMaintenanceWindowExecutionTaskInvocationResult.builder()
                            .windowExecutionId(execution)
                            .taskExecutionId(run)
                            .invocationId(ids.uuid())
                            .taskType(task.taskType())
                            .status_(WindowExecution.PENDING)
                            .ownerInformation(registered.ownerInformation())
                            .windowTargetId(registered.windowTargetId())
                            .build(),
                    key.isEmpty() ? null : key,
                    values);
        }
    }

    /** Goes on with an execution: begins what may begin, until nothing more may, and ends it when all is done. */
    void advance(World world, Place place) {
        boolean more = true;
        while (more) {
            Instant now = world.clock().now();
            Turn turn = world.store().write(tx -> turn(tx, place, now));
            for (Begun begun : turn.begun()) {
                Outcome outcome = work.begin(world, place.scope(), begun.execution(), begun.run(), begun.invocation());
                boolean unused = world.store().write(tx -> record(tx, place.scope(), begun, outcome, now));
            }
            more = turn.changed();
        }
    }

    private record Begun(WindowExecution execution, WindowTaskRun run, Invocation invocation) {}

    private record Turn(List<Begun> begun, boolean changed) {}

    private static Turn turn(Tx tx, Place place, Instant now) {
        WindowTables tables = WindowTables.in(place.scope());
        Optional<WindowExecution> found = tables.executions.get(tx, place.id()).filter(WindowExecution::isUnderWay);
        if (found.isEmpty()) {
            return new Turn(List.of(), false);
        }
        WindowExecution execution = found.get();
        List<WindowTaskRun> runs = new ArrayList<>();
        tables.runs.rows(tx, Range.prefix(Key.of(execution.id()))).forEach(row -> runs.add(row.value()));
        runs.replaceAll(run -> {
            WindowTaskRun changed = stopped(AutomationWatch.looked(tx, place.scope(), run, now), execution, now)
                    .settled(now);
            tables.runs.put(tx, changed.key(), changed);
            return changed;
        });
        if (runs.stream().noneMatch(WindowTaskRun::isUnderWay)) {
            tables.executions.put(tx, execution.id(), ended(execution, runs, now));
            tx.cancel(
                    WindowTimers.RUN,
                    WindowTimers.cutoff(place.scope(), execution.id()).id());
            return new Turn(List.of(), false);
        }
        int first = runs.stream()
                .filter(WindowTaskRun::isUnderWay)
                .mapToInt(WindowTaskRun::priority)
                .min()
                .orElseThrow();
        List<Begun> begun = new ArrayList<>();
        runs.stream()
                .filter(run -> run.isUnderWay() && run.priority() == first)
                .forEach(run -> begin(tx, tables, execution, run, now, begun));
        return new Turn(begun, !begun.isEmpty());
    }

    /** A run with what may not begin any more ended. */
    private static WindowTaskRun stopped(WindowTaskRun run, WindowExecution execution, Instant now) {
        if (!run.isUnderWay()) {
            return run;
        }
        if (execution.status().equals(WindowExecution.CANCELLING)) {
            return run.dropping(WindowExecution.CANCELLED, "The execution was cancelled.", now);
        }
        boolean waits = run.status().equals(WindowExecution.PENDING)
                || CANCEL_TASK.equals(run.task().cutoffBehavior());
        if (waits && !now.isBefore(execution.cutoff())) {
            return run.dropping(WindowExecution.TIMED_OUT, "The cutoff time of the window was reached.", now);
        }
        long errors =
                WindowTaskRun.share(run.task().maxErrors(), run.invocations().size(), 1);
        return run.failed() > errors
                ? run.dropping(WindowExecution.CANCELLED, "More invocations failed than MaxErrors allows.", now)
                : run;
    }

    private static void begin(
            Tx tx, WindowTables tables, WindowExecution execution, WindowTaskRun run, Instant now, List<Begun> begun) {
        long room = Math.max(
                        1,
                        WindowTaskRun.share(
                                run.task().maxConcurrency(), run.invocations().size(), 1))
                - run.invocations().stream()
                        .filter(invocation -> invocation.isUnderWay() && !invocation.isPending())
                        .count();
        WindowTaskRun changed = run;
        for (Invocation invocation : run.invocations()) {
            if (room > 0 && invocation.isPending()) {
                Invocation started = invocation.with(invocation.shown().toBuilder()
                        .status_(WindowExecution.IN_PROGRESS)
                        .startTime(now)
                        .build());
                changed = changed.with(started)
                        .with(WindowExecution.IN_PROGRESS, null, run.start() == null ? now : run.start(), null);
                begun.add(new Begun(execution, changed, started));
                room--;
            }
        }
        tables.runs.put(tx, changed.key(), changed);
    }

    private static boolean record(Tx tx, Scope scope, Begun begun, Outcome outcome, Instant now) {
        WindowTables tables = WindowTables.in(scope);
        tables.runs.get(tx, begun.run().key()).ifPresent(run -> {
            var shown = begun.invocation().shown().toBuilder()
                    .status_(outcome.status())
                    .statusDetails(outcome.details())
                    .executionId(outcome.executionId())
                    .parameters(outcome.parameters())
                    .endTime(WindowExecution.isUnderWay(outcome.status()) ? null : now)
                    .build();
            tables.runs.put(tx, run.key(), run.with(begun.invocation().with(shown)));
            if (WindowExecution.isUnderWay(outcome.status()) && outcome.executionId() != null) {
                AutomationWatch.watch(
                        tx,
                        scope,
                        outcome.executionId(),
                        WindowTimers.run(scope, begun.execution().id()),
                        now);
            }
        });
        return true;
    }

    private static WindowExecution ended(WindowExecution execution, List<WindowTaskRun> runs, Instant now) {
        if (execution.status().equals(WindowExecution.CANCELLING)) {
            return execution.with(WindowExecution.CANCELLED, execution.shown().statusDetails(), now);
        }
        for (String worst : List.of(WindowExecution.FAILED, WindowExecution.TIMED_OUT, WindowExecution.CANCELLED)) {
            if (runs.stream().anyMatch(run -> run.status().equals(worst))) {
                String why = worst.equals(WindowExecution.FAILED) ? "One or more tasks in the window failed." : null;
                return execution.with(worst, why, now);
            }
        }
        return execution.with(WindowExecution.SUCCESS, null, now);
    }
}
