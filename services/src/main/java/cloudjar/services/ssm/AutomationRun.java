package cloudjar.services.ssm;

import cloudjar.api.ssm.AutomationExecution;
import cloudjar.kernel.call.Endpoint;
import cloudjar.services.ssm.runbook.Runbook;
import cloudjar.services.ssm.runbook.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An execution of an Automation document.
 *
 * @param shown as it is shown, but for its steps
 * @param content of the document, as it was when the execution began
 * @param outputs of steps by {@code step.output}, as JSON
 * @param variables as JSON
 * @param members of an execution on several targets: those are executions of their own, and this one has no steps
 */
record AutomationRun(
        AutomationExecution shown,
        String content,
        String format,
        Starter starter,
        Cursor cursor,
        Map<String, String> outputs,
        Map<String, String> variables,
        Map<String, String> tags,
        List<Signal> signals,
        List<Member> members) {
    /** How long executions can be looked at. */
    static final Duration KEPT = Duration.ofDays(30);

    static final String PENDING = "Pending";
    static final String IN_PROGRESS = "InProgress";
    static final String WAITING = "Waiting";
    static final String SUCCESS = "Success";
    static final String FAILED = "Failed";
    static final String TIMED_OUT = "TimedOut";
    static final String CANCELLED = "Cancelled";
    static final String PENDING_APPROVAL = "PendingApproval";
    static final String APPROVED = "Approved";
    static final String SCHEDULED = "Scheduled";
    static final String RUNBOOK_IN_PROGRESS = "RunbookInProgress";

    /** The subtype of change requests, whose states have names of their own. */
    static final String CHANGE_REQUEST = "ChangeRequest";

    private static final Set<String> UNDER_WAY =
            Set.of(PENDING, IN_PROGRESS, WAITING, PENDING_APPROVAL, APPROVED, SCHEDULED, RUNBOOK_IN_PROGRESS);

    AutomationRun {
        outputs = ordered(outputs);
        variables = ordered(variables);
        tags = ordered(tags);
        signals = List.copyOf(signals);
        members = List.copyOf(members);
    }

    private static Map<String, String> ordered(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * Who started it: without a role of its own it does what its starter may.
     *
     * @param accessKeyId null where nobody signed
     * @param isService whether a service did by itself
     * @param endpoint by which it reached us
     */
    record Starter(@Nullable String accessKeyId, boolean isService, String id, Endpoint endpoint) {}

    /**
     * Where it is.
     *
     * @param step the name of the step; null before the first
     * @param number of the step among those that were begun, from 1
     * @param began null where the step is to begin
     * @param child the execution, or the like, that the step waits for
     * @param isReleased whether an interactive execution may begin the step
     * @param hasFailed whether a step failed on which the whole depends
     */
    record Cursor(
            @Nullable String step,
            long number,
            int attempt,
            @Nullable Instant began,
            @Nullable String child,
            boolean isReleased,
            boolean hasFailed) {
        static final Cursor START = new Cursor(null, 0, 1, null, null, false, false);

        Cursor at(String next) {
            return new Cursor(next, number + 1, 1, null, null, false, hasFailed);
        }

        Cursor begun(Instant now) {
            return new Cursor(step, number, attempt, now, child, isReleased, hasFailed);
        }

        Cursor again() {
            return new Cursor(step, number, attempt + 1, began, null, isReleased, hasFailed);
        }

        Cursor waitingFor(@Nullable String what) {
            return new Cursor(step, number, attempt, began, what, isReleased, hasFailed);
        }

        Cursor released() {
            return new Cursor(step, number, attempt, began, child, true, hasFailed);
        }

        Cursor failed() {
            return new Cursor(step, number, attempt, began, child, isReleased, true);
        }
    }

    /**
     * What somebody said to an execution that waits.
     *
     * @param lines the lines of approvers for which they speak
     */
    record Signal(String type, String from, String comment, Instant time, List<Integer> lines) {
        Signal {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One of several targets.
     *
     * @param target as it is shown
     * @param parameters those that are its own
     * @param execution null before it is begun
     */
    record Member(
            String target,
            Map<String, List<String>> parameters,
            @Nullable String execution,
            String status) {
        Member {
            parameters = Map.copyOf(parameters);
        }

        boolean isUnderWay() {
            return UNDER_WAY.contains(status);
        }

        boolean hasFailed() {
            return !isUnderWay() && !status.equals(SUCCESS);
        }
    }

    String id() {
        return Objects.requireNonNull(shown.automationExecutionId());
    }

    String status() {
        return Objects.requireNonNull(shown.automationExecutionStatus());
    }

    Instant start() {
        return Objects.requireNonNull(shown.executionStartTime());
    }

    boolean isUnderWay() {
        return UNDER_WAY.contains(status());
    }

    boolean isChangeRequest() {
        return CHANGE_REQUEST.equals(shown.automationSubtype());
    }

    /** When the execution can be forgotten; empty while it is under way. */
    Optional<Instant> expires() {
        Instant end = shown.executionEndTime();
        return isUnderWay() ? Optional.empty() : Optional.of((end == null ? start() : end).plus(KEPT));
    }

    boolean isInteractive() {
        return "Interactive".equals(shown.mode());
    }

    Runbook runbook() {
        return Runbook.parse(content, format);
    }

    /** The step that it is at, or begins with. */
    Step current(Runbook runbook) {
        return cursor.step() == null
                ? runbook.steps().getFirst()
                : runbook.step(cursor.step()).orElseThrow();
    }

    AutomationRun with(AutomationExecution changed) {
        return new AutomationRun(changed, content, format, starter, cursor, outputs, variables, tags, signals, members);
    }

    AutomationRun with(Cursor changed) {
        return new AutomationRun(shown, content, format, starter, changed, outputs, variables, tags, signals, members);
    }

    AutomationRun tagged(Map<String, String> changed) {
        return new AutomationRun(
                shown, content, format, starter, cursor, outputs, variables, changed, signals, members);
    }

    AutomationRun withOutputs(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(outputs);
        all.putAll(more);
        return new AutomationRun(shown, content, format, starter, cursor, all, variables, tags, signals, members);
    }

    AutomationRun withVariables(Map<String, String> changed) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.putAll(changed);
        return new AutomationRun(shown, content, format, starter, cursor, outputs, all, tags, signals, members);
    }

    AutomationRun withSignals(List<Signal> changed) {
        return new AutomationRun(shown, content, format, starter, cursor, outputs, variables, tags, changed, members);
    }

    AutomationRun heard(Signal signal) {
        List<Signal> all = new ArrayList<>(signals);
        all.add(signal);
        return withSignals(all);
    }

    AutomationRun withMembers(List<Member> changed) {
        return new AutomationRun(shown, content, format, starter, cursor, outputs, variables, tags, signals, changed);
    }

    /** How a status is called of this execution. */
    String named(String status) {
        return isChangeRequest() ? ChangeStates.named(this, status) : status;
    }

    AutomationRun withStatus(String status) {
        return with(shown.toBuilder().automationExecutionStatus(named(status)).build());
    }
}
