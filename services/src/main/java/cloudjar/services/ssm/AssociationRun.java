package cloudjar.services.ssm;

import cloudjar.api.ssm.AssociationExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One execution of an association.
 *
 * @param automation what it started; null where there was nothing to start
 */
record AssociationRun(AssociationExecution shown, @Nullable String automation) {
    /** How long executions can be looked at. */
    static final Duration KEPT = Duration.ofDays(30);

    String id() {
        return Objects.requireNonNull(shown.executionId());
    }

    String association() {
        return Objects.requireNonNull(shown.associationId());
    }

    Instant created() {
        return Objects.requireNonNull(shown.createdTime());
    }

    String status() {
        return Objects.requireNonNull(shown.status_());
    }

    AssociationRun with(String status, String details, String counts) {
        return new AssociationRun(
                shown.toBuilder()
                        .status_(status)
                        .detailedStatus(details)
                        .resourceCountByStatus(counts)
                        .build(),
                automation);
    }
}
