package cloudjar.services.ssm.runbook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A step of a document.
 *
 * @param inputs with references in them
 * @param onFailure Abort, Continue, or {@code step:NAME}
 * @param timeoutSeconds null where it does not say
 * @param isCritical null where it does not say
 * @param nextStep null for the one that follows
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html">Actions</a>
 */
public record Step(
        String name,
        String action,
        Map<String, Object> inputs,
        String onFailure,
        int maxAttempts,
        @Nullable Long timeoutSeconds,
        boolean isEnd,
        @Nullable Boolean isCritical,
        @Nullable String nextStep,
        List<Output> outputs) {
    /** What a failed step does to the execution where it does not say. */
    public static final String ABORT = "Abort";

    /** What lets the execution go on after a failed step. */
    public static final String CONTINUE = "Continue";

    private static final String STEP = "step:";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
    private static final Pattern ACTION = Pattern.compile("aws:[a-zA-Z]{3,30}");
    private static final long ATTEMPTS_MAX = 10;

    /**
     * Something that a step gives to others.
     *
     * @param selector a JSON path into the answer
     */
    public record Output(String name, String selector, String type) {}

    /** Copies. */
    public Step {
        inputs = Map.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    static Step of(Map<String, Object> object) {
        String name = Objects.requireNonNullElse(Values.text(object, "name"), "");
        if (!NAME.matcher(name).matches()) {
            throw new RunbookException("A step has no valid name: \"" + name + "\".");
        }
        String action = Objects.requireNonNullElse(Values.text(object, "action"), "");
        if (!ACTION.matcher(action).matches()) {
            throw new RunbookException("Step " + name + " has no valid action: \"" + action + "\".");
        }
        List<Output> outputs = new ArrayList<>();
        for (Object output : Values.list(object, "outputs")) {
            outputs.add(output(name, Values.object(output, "An output of step " + name)));
        }
        String onFailure = Objects.requireNonNullElse(Values.text(object, "onFailure"), ABORT);
        if (!onFailure.equals(ABORT) && !onFailure.equals(CONTINUE) && !onFailure.startsWith(STEP)) {
            throw new RunbookException("Step " + name + " has an invalid onFailure: " + onFailure + ".");
        }
        Long attempts = number(object, "maxAttempts", name);
        if (attempts != null && (attempts < 1 || attempts > ATTEMPTS_MAX)) {
            throw new RunbookException("Step " + name + " has an invalid maxAttempts: " + attempts + ".");
        }
        return new Step(
                name,
                action,
                new LinkedHashMap<>(Values.object(object, "inputs")),
                onFailure,
                attempts == null ? 1 : attempts.intValue(),
                number(object, "timeoutSeconds", name),
                Boolean.TRUE.equals(flag(object, "isEnd")),
                flag(object, "isCritical"),
                Values.text(object, "nextStep"),
                outputs);
    }

    private static Output output(String step, Map<String, Object> object) {
        String name = Values.text(object, "Name");
        String selector = Values.text(object, "Selector");
        if (name == null || selector == null) {
            throw new RunbookException("An output of step " + step + " has no Name or no Selector.");
        }
        return new Output(name, selector, Objects.requireNonNullElse(Values.text(object, "Type"), "String"));
    }

    private static @Nullable Boolean flag(Map<String, Object> object, String member) {
        String text = Values.text(object, member);
        return text == null ? null : Boolean.valueOf(text);
    }

    private static @Nullable Long number(Map<String, Object> object, String member, String step) {
        String text = Values.text(object, member);
        // A reference is not resolved here: AWS takes numbers of parameters, we take the default.
        if (text == null || text.contains("{{")) {
            return null;
        }
        try {
            return new BigDecimal(text).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new RunbookException("Step " + step + " has an invalid " + member + ": " + text + ".");
        }
    }

    /** The step that a failure leads to; null where it leads to none of its own. */
    public @Nullable String failureStep() {
        return onFailure.startsWith(STEP) ? onFailure.substring(STEP.length()) : null;
    }

    /** Whether its failure is one of the whole execution: with Continue only where it says so. */
    public boolean isDecisive() {
        return isCritical != null ? isCritical : onFailure.equals(ABORT);
    }
}
