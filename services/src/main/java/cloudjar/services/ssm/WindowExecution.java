package cloudjar.services.ssm;

import cloudjar.api.ssm.MaintenanceWindowExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One time that a window was open.
 *
 * @param cutoff from when on no task starts
 */
record WindowExecution(MaintenanceWindowExecution shown, Instant cutoff) {
    /** How long executions can be looked at. */
    static final Duration KEPT = Duration.ofDays(30);

    static final String PENDING = "PENDING";
    static final String IN_PROGRESS = "IN_PROGRESS";
    static final String SUCCESS = "SUCCESS";
    static final String FAILED = "FAILED";
    static final String TIMED_OUT = "TIMED_OUT";
    static final String CANCELLING = "CANCELLING";
    static final String CANCELLED = "CANCELLED";
    static final String SKIPPED = "SKIPPED_OVERLAPPING";

    private static final Set<String> UNDER_WAY = Set.of(PENDING, IN_PROGRESS, CANCELLING);

    /** Whether a status is not the last one. */
    static boolean isUnderWay(@Nullable String status) {
        return status != null && UNDER_WAY.contains(status);
    }

    String id() {
        return Objects.requireNonNull(shown.windowExecutionId());
    }

    String windowId() {
        return Objects.requireNonNull(shown.windowId());
    }

    Instant start() {
        return Objects.requireNonNull(shown.startTime());
    }

    String status() {
        return Objects.requireNonNull(shown.status_());
    }

    boolean isUnderWay() {
        return isUnderWay(status());
    }

    WindowExecution with(String status, @Nullable String details, @Nullable Instant end) {
        return new WindowExecution(
                shown.toBuilder()
                        .status_(status)
                        .statusDetails(details)
                        .endTime(end)
                        .build(),
                cutoff);
    }
}
