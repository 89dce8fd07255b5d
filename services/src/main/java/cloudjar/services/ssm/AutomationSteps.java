package cloudjar.services.ssm;

import cloudjar.api.ssm.FailureDetails;
import cloudjar.api.ssm.StepExecution;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.services.ssm.AutomationTables.StepKey;
import cloudjar.services.ssm.runbook.Runbook;
import cloudjar.services.ssm.runbook.Step;
import cloudjar.services.ssm.runbook.Values;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of an execution when one of its steps has come to something. */
final class AutomationSteps {
    static final String DEADLINE = "ssm.automationDeadline";

    private AutomationSteps() {}

    static StepKey key(AutomationRun run) {
        return new StepKey(run.id(), run.cursor().number());
    }

    /** The timer of the moment at which a step has taken too long. */
    static Timer deadline(Scope scope, AutomationRun run) {
        return Timer.of(
                DEADLINE,
                scope.account() + "/" + scope.region() + "/" + run.id() + "/"
                        + run.cursor().number());
    }

    static StepExecution begun(AutomationRun run, Step step, Instant now) {
        return described(step)
                .stepExecutionId(run.id() + "-" + run.cursor().number())
                .executionStartTime(now)
                .stepStatus(AutomationRun.IN_PROGRESS)
                .build();
    }

    /** What the document says of a step. */
    static StepExecution.Builder described(Step step) {
        return StepExecution.builder()
                .stepName(step.name())
                .action(step.action())
                .timeoutSeconds(step.timeoutSeconds())
                .onFailure(step.onFailure())
                .maxAttempts(step.maxAttempts())
                .isEnd(step.isEnd())
                .isCritical(step.isCritical())
                .nextStep(step.nextStep())
                .stepStatus(AutomationRun.PENDING);
    }

    /** Notes what came of a step; true where the execution waits, or is over. */
    static boolean apply(Tx tx, Scope scope, AutomationRun seen, ActionResult result, Instant now) {
        AutomationTables tables = AutomationTables.in(scope);
        AutomationRun run = tables.runs
                .get(tx, seen.id())
                .filter(AutomationRun::isUnderWay)
                .filter(there -> there.cursor().number() == seen.cursor().number())
                .orElse(null);
        if (run == null) {
            return true;
        }
        return switch (result) {
            case ActionResult.Waiting waiting -> wait(tx, scope, run, seen, waiting, now);
            case ActionResult.Done done -> done(tx, scope, run, done, now);
            case ActionResult.Failed failed -> failed(tx, scope, run, failed, now);
        };
    }

    private static boolean wait(
            Tx tx, Scope scope, AutomationRun run, AutomationRun seen, ActionResult.Waiting waiting, Instant now) {
        AutomationTables tables = AutomationTables.in(scope);
        AutomationRun changed =
                run.with(run.cursor().waitingFor(waiting.child())).withStatus(waiting.status());
        tables.runs.put(tx, run.id(), changed);
        tables.steps
                .get(tx, key(run))
                .ifPresent(row -> tables.steps.put(
                        tx,
                        key(run),
                        row.toBuilder().stepStatus(waiting.status()).build()));
        if (waiting.until() != null) {
            tx.at(waiting.until(), AutomationStarts.timer(scope, run.id()));
        }
        boolean isNews = run.signals().size() != seen.signals().size();
        if (waiting.child() != null && run.current(run.runbook()).action().equals("aws:executeAutomation")) {
            AutomationFleet.adopt(tx, scope, waiting.child(), run.id());
            AutomationWatch.watch(tx, scope, waiting.child(), AutomationStarts.timer(scope, run.id()), now);
        }
        return !isNews;
    }

    private static boolean done(Tx tx, Scope scope, AutomationRun run, ActionResult.Done done, Instant now) {
        Step step = run.current(run.runbook());
        AutomationRun changed = ended(tx, scope, run, AutomationRun.SUCCESS, null, done.outputs(), now);
        Map<String, String> variables = new LinkedHashMap<>();
        done.variables().forEach((name, value) -> variables.put(name, Values.stored(value)));
        changed = changed.withVariables(variables);
        String next = done.nextStep() != null ? done.nextStep() : step.nextStep();
        return step.isEnd() && done.nextStep() == null
                ? finish(tx, scope, changed, outcome(changed), null, now)
                : go(tx, scope, changed, step, next, now);
    }

    private static String outcome(AutomationRun run) {
        return run.cursor().hasFailed() ? AutomationRun.FAILED : AutomationRun.SUCCESS;
    }

    private static boolean go(Tx tx, Scope scope, AutomationRun run, Step step, @Nullable String next, Instant now) {
        Runbook runbook = run.runbook();
        Optional<Step> following = next == null ? runbook.after(step) : runbook.step(next);
        if (following.isEmpty()) {
            String missing = next == null ? null : "There is no step " + next + ".";
            return finish(tx, scope, run, missing == null ? outcome(run) : AutomationRun.FAILED, missing, now);
        }
        AutomationTables.in(scope)
                .runs
                .put(tx, run.id(), run.with(run.cursor().at(following.get().name())));
        return false;
    }

    private static boolean failed(Tx tx, Scope scope, AutomationRun run, ActionResult.Failed failed, Instant now) {
        Step step = run.current(run.runbook());
        if (run.cursor().attempt() < step.maxAttempts()) {
            AutomationTables.in(scope)
                    .runs
                    .put(tx, run.id(), run.with(run.cursor().again()));
            return false;
        }
        return failed(tx, scope, run, AutomationRun.FAILED, failed.reason(), failed.outputs(), now);
    }

    private static boolean failed(
            Tx tx,
            Scope scope,
            AutomationRun run,
            String how,
            String reason,
            Map<String, Object> outputs,
            Instant now) {
        Step step = run.current(run.runbook());
        String message = "Step fails when it is Execute/Cancelling action. " + reason;
        AutomationRun changed = ended(tx, scope, run, how, message, outputs, now);
        if (step.isDecisive() && step.failureStep() == null) {
            changed = changed.with(changed.cursor().failed());
        }
        boolean leadsOn = step.failureStep() != null || step.onFailure().equals(Step.CONTINUE);
        if (!leadsOn || step.isEnd()) {
            return finish(tx, scope, changed, how, message, now);
        }
        return go(tx, scope, changed, step, step.failureStep() != null ? step.failureStep() : step.nextStep(), now);
    }

    static void timedOut(Tx tx, Scope scope, AutomationRun run, Instant now) {
        boolean over =
                failed(tx, scope, run, AutomationRun.TIMED_OUT, "The step took longer than it may.", Map.of(), now);
        if (!over) {
            tx.at(now, AutomationStarts.timer(scope, run.id()));
        }
    }

    private static AutomationRun ended(
            Tx tx,
            Scope scope,
            AutomationRun run,
            String status,
            @Nullable String message,
            Map<String, Object> outputs,
            Instant now) {
        AutomationTables tables = AutomationTables.in(scope);
        Map<String, List<String>> texts = new LinkedHashMap<>();
        Map<String, String> stored = new LinkedHashMap<>();
        outputs.forEach((name, value) -> {
            texts.put(name, Values.texts(value));
            stored.put(run.cursor().step() + "." + name, Values.stored(value));
        });
        tables.steps
                .get(tx, key(run))
                .ifPresent(row -> tables.steps.put(
                        tx,
                        key(run),
                        row.toBuilder()
                                .stepStatus(status)
                                .executionEndTime(now)
                                .outputs(texts)
                                .failureMessage(message)
                                .failureDetails(
                                        message == null
                                                ? null
                                                : FailureDetails.builder()
                                                        .failureStage("Invocation")
                                                        .failureType("Action")
                                                        .build())
                                .build()));
        tx.cancel(DEADLINE, deadline(scope, run).id());
        return run.withOutputs(stored);
    }

    /** Ends an execution. */
    static boolean finish(Tx tx, Scope scope, AutomationRun run, String status, @Nullable String message, Instant now) {
        Map<String, List<String>> outputs = new LinkedHashMap<>();
        for (String name : run.runbook().outputs()) {
            String stored = run.outputs().get(name);
            if (stored != null) {
                outputs.put(name, Values.texts(Values.read(stored)));
            }
        }
        AutomationRun ended = run.with(run.shown().toBuilder()
                .automationExecutionStatus(run.named(status))
                .executionEndTime(now)
                .outputs(outputs)
                .failureMessage(message)
                .currentStepName(null)
                .currentAction(null)
                .build());
        AutomationTables.in(scope).runs.put(tx, run.id(), ended);
        ChangeItems.follow(tx, scope, ended, now);
        AutomationWatch.ended(tx, scope, run.id(), now);
        return true;
    }

    /** Ends an execution that somebody stopped, with what it waits for. */
    static void stop(Tx tx, Scope scope, AutomationRun run, String status, Instant now) {
        stop(tx, scope, run, status, null, now);
    }

    /** The same for a reason that is shown. */
    static void stop(Tx tx, Scope scope, AutomationRun run, String status, @Nullable String reason, Instant now) {
        AutomationTables tables = AutomationTables.in(scope);
        if (run.cursor().began() != null) {
            AutomationRun unused = ended(tx, scope, run, AutomationRun.CANCELLED, null, Map.of(), now);
        }
        boolean unused = finish(tx, scope, run, status, reason, now);
        List<String> children = run.members().isEmpty()
                ? Optional.ofNullable(run.cursor().child()).stream().toList()
                : run.members().stream()
                        .map(AutomationRun.Member::execution)
                        .filter(Objects::nonNull)
                        .toList();
        for (String child : children) {
            tables.runs
                    .get(tx, child)
                    .filter(AutomationRun::isUnderWay)
                    .ifPresent(there -> stop(tx, scope, there, AutomationRun.CANCELLED, now));
        }
    }
}
