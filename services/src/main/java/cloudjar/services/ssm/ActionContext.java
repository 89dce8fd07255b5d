package cloudjar.services.ssm;

import cloudjar.kernel.call.Call;
import cloudjar.services.ssm.runbook.RunbookException;
import cloudjar.services.ssm.runbook.Step;
import cloudjar.services.ssm.runbook.Values;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an action is done with.
 *
 * @param inputs without references
 * @param began when the step began
 * @param calls makes the call by which the action calls others: taking on a role can be refused
 */
record ActionContext(
        AutomationRun run, Step step, Map<String, Object> inputs, Instant began, Instant now, Supplier<Call> calls) {
    /** An input that must be there. */
    Object required(String name) {
        Object value = inputs.get(name);
        if (value == null) {
            throw new RunbookException("The input " + name + " is required.");
        }
        return value;
    }

    String text(String name) {
        return Values.text(required(name));
    }

    @Nullable
    String textOrNull(String name) {
        Object value = inputs.get(name);
        return value == null ? null : Values.text(value);
    }

    String textOr(String name, String fallback) {
        return Objects.requireNonNullElse(textOrNull(name), fallback);
    }

    Call call() {
        return calls.get();
    }
}
