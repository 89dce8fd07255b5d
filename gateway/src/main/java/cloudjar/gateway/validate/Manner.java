package cloudjar.gateway.validate;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ValidationWording;
import cloudjar.kernel.shape.Violation;
import cloudjar.kernel.shape.Violation.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service takes broken constraints.
 *
 * @param scope which of them it minds
 */
record Manner(Scope scope, ValidationWording wording) {
    /** Which constraints are held. */
    enum Scope {
        /** Every one. */
        ALL,
        /** That what is required is there: the service itself has a word of its own for every other mistake. */
        REQUIRED
    }

    /** The error for these violations; null where the service minds none of them. */
    @Nullable
    ApiException refuse(OperationSchema operation, List<Violation> violations) {
        List<Violation> minded =
                switch (scope) {
                    case ALL -> violations;
                    case REQUIRED ->
                        violations.stream()
                                .filter(violation -> violation.rule() == Rule.REQUIRED)
                                .toList();
                };
        return minded.isEmpty() ? null : wording.refuse(operation, minded);
    }
}
