package cloudjar.services.ssm;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a step's action. */
sealed interface ActionResult {
    /**
     * It is done.
     *
     * @param outputs by name
     * @param variables changed ones
     * @param nextStep where the action chose one
     */
    record Done(
            Map<String, Object> outputs,
            Map<String, Object> variables,
            @Nullable String nextStep) implements ActionResult {
        public Done {
            outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
            variables = Map.copyOf(variables);
        }

        static Done of(Map<String, Object> outputs) {
            return new Done(outputs, Map.of(), null);
        }
    }

    /** It failed: for the reason, and with what it found out nevertheless. */
    record Failed(String reason, Map<String, Object> outputs) implements ActionResult {
        public Failed {
            outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        }

        static Failed of(String reason) {
            return new Failed(reason, Map.of());
        }
    }

    /**
     * It is to be looked at again.
     *
     * @param until when by itself; null where only news can help
     * @param child the automation that it waits for
     * @param status how the execution is shown meanwhile
     */
    record Waiting(@Nullable Instant until, @Nullable String child, String status) implements ActionResult {}
}
