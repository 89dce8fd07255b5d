package cloudjar.services.ssm;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import cloudjar.services.ssm.WindowTimers.Place;
import cloudjar.services.ssm.runbook.References;
import cloudjar.services.ssm.runbook.Runbook;
import cloudjar.services.ssm.runbook.RunbookException;
import cloudjar.services.ssm.runbook.Step;
import cloudjar.services.ssm.runbook.Values;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs automations: one firing of a timer does steps until one has to wait. What a step does happens between two transactions, of
 * which the first notes that it has begun and the second what came of it; where we die between them it is done again.
 */
final class AutomationEngine {
    static final String HANDLER = "ssm.automation";

    private static final int STEPS_PER_FIRING = 50;
    private static final long STEPS_MAX = 1000;

    private final Credentials credentials;
    private final SsmCalls calls;
    private final AutomationActions actions;

    AutomationEngine(Cloud cloud, Credentials credentials, SsmCalls calls, FunctionEngine functions) {
        this.credentials = credentials;
        this.calls = calls;
        this.actions = new AutomationActions(cloud, functions);
    }

    /** Goes on with an execution. */
    void advance(World world, Place place) {
        for (int i = 0; i < STEPS_PER_FIRING; i++) {
            Instant now = world.clock().now();
            AutomationRun run = world.store().write(tx -> begun(tx, place, now).orElse(null));
            if (run == null) {
                return;
            }
            if (!run.members().isEmpty()) {
                AutomationFleet.advance(world, place, now);
                return;
            }
            ActionResult result = perform(world, place, run, now);
            if (world.store().write(tx -> AutomationSteps.apply(tx, place.scope(), run, result, now))) {
                return;
            }
        }
        Instant now = world.clock().now();
        boolean unused = world.store().write(tx -> {
            tx.at(now, AutomationStarts.timer(place.scope(), place.id()));
            return true;
        });
    }

    /** The execution with its step noted as begun; none where there is nothing to do. */
    private static Optional<AutomationRun> begun(Tx tx, Place place, Instant now) {
        AutomationTables tables = AutomationTables.in(place.scope());
        AutomationRun run = tables.runs
                .get(tx, place.id())
                .filter(AutomationRun::isUnderWay)
                .orElse(null);
        if (run == null || !run.members().isEmpty()) {
            return Optional.ofNullable(run);
        }
        if (run.cursor().began() != null) {
            return Optional.of(run);
        }
        if (run.isInteractive() && !run.cursor().isReleased()) {
            tables.runs.put(tx, run.id(), run.withStatus(AutomationRun.WAITING));
            return Optional.empty();
        }
        Step step = run.current(run.runbook());
        AutomationRun begun = run.with(
                        (run.cursor().step() == null ? run.cursor().at(step.name()) : run.cursor()).begun(now))
                .withSignals(List.of());
        begun = begun.with(begun.shown().toBuilder()
                        .currentStepName(step.name())
                        .currentAction(step.action())
                        .build())
                .withStatus(AutomationRun.IN_PROGRESS);
        tables.runs.put(tx, begun.id(), begun);
        ChangeItems.follow(tx, place.scope(), begun, now);
        tables.steps.put(tx, AutomationSteps.key(begun), AutomationSteps.begun(begun, step, now));
        tx.at(now.plus(AutomationActions.timeout(step)), AutomationSteps.deadline(place.scope(), begun));
        return Optional.of(begun);
    }

    private ActionResult perform(World world, Place place, AutomationRun run, Instant now) {
        Runbook runbook = run.runbook();
        Step step = run.current(runbook);
        if (run.cursor().number() > STEPS_MAX) {
            return ActionResult.Failed.of("More than " + STEPS_MAX + " steps were done.");
        }
        try {
            Map<String, Object> inputs = inputs(place, run, runbook, step, now);
            boolean unused = world.store().write(tx -> {
                AutomationTables tables = AutomationTables.in(place.scope());
                tables.steps
                        .get(tx, AutomationSteps.key(run))
                        .ifPresent(row -> tables.steps.put(
                                tx,
                                AutomationSteps.key(run),
                                row.toBuilder().inputs(texts(inputs)).build()));
                return true;
            });
            return actions.perform(new ActionContext(
                    run,
                    step,
                    inputs,
                    run.cursor().began() == null ? now : run.cursor().began(),
                    now,
                    () -> call(world, place, run, runbook, now)));
        } catch (RunbookException e) {
            return ActionResult.Failed.of(String.valueOf(e.getMessage()));
        } catch (ApiException e) {
            return ActionResult.Failed.of(
                    "An error occurred (" + e.code() + "): " + (e.getMessage() == null ? "" : e.getMessage()));
        }
    }

    private static Map<String, String> texts(Map<String, Object> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> texts.put(name, Values.text(value)));
        return texts;
    }

    private static Map<String, Object> inputs(Place place, AutomationRun run, Runbook runbook, Step step, Instant now) {
        References references = new References(AutomationNames.of(place.scope(), run, runbook, now));
        Map<String, Object> inputs = new LinkedHashMap<>();
        step.inputs().forEach((name, value) -> inputs.put(name, references.in(value)));
        return inputs;
    }

    /** The call by which steps call others: as the document's role, else as who started the execution. */
    private Call call(World world, Place place, AutomationRun run, Runbook runbook, Instant now) {
        // URLs in what its steps are answered are to work where its starter is.
        Call own = SsmCalls.own(world, place.scope(), "automation-execution/" + run.id())
                .at(run.starter().endpoint());
        String role = runbook.assumeRole();
        if (role != null) {
            Object named = new References(AutomationNames.of(place.scope(), run, runbook, now)).in(role);
            if (!Values.text(named).isEmpty()) {
                return calls.as(Values.text(named), own);
            }
        }
        String key = run.starter().accessKeyId();
        if (run.starter().isService()) {
            return own;
        }
        Partition partition = Partition.of(place.scope().region());
        if (key == null) {
            return own.as(new Principal.Root(place.scope().account(), partition));
        }
        Credential signer = credentials.signer(world, key, partition);
        if (signer == null) {
            throw SsmErrors.accessDenied("The credentials with which the automation was started are no longer valid.");
        }
        return own.as(signer.principal()).signedBy(signer);
    }

    /** A step whose time is over. */
    void timeOut(World world, Place place, long number) {
        Instant now = world.clock().now();
        boolean unused = world.store().write(tx -> {
            AutomationTables.in(place.scope())
                    .runs
                    .get(tx, place.id())
                    .filter(AutomationRun::isUnderWay)
                    .filter(run ->
                            run.cursor().number() == number && run.cursor().began() != null)
                    .ifPresent(run -> AutomationSteps.timedOut(tx, place.scope(), run, now));
            return true;
        });
    }
}
