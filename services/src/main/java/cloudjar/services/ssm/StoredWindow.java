package cloudjar.services.ssm;

import cloudjar.api.ssm.GetMaintenanceWindowResult;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A maintenance window.
 *
 * @param window as it is shown, but for the time of its next execution
 * @param scheduled since when it has its schedule: rates are counted from then
 */
record StoredWindow(GetMaintenanceWindowResult window, Instant scheduled, Map<String, String> tags) {
    StoredWindow {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    String id() {
        return Objects.requireNonNull(window.windowId());
    }

    boolean enabled() {
        return Boolean.TRUE.equals(window.enabled());
    }

    int durationHours() {
        return Objects.requireNonNull(window.duration());
    }

    int cutoffHours() {
        return Objects.requireNonNull(window.cutoff());
    }

    StoredWindow tagged(Map<String, String> changed) {
        return new StoredWindow(window, scheduled, changed);
    }

    WindowSchedule schedule() {
        return WindowSchedule.of(window, scheduled);
    }

    /** When it opens next; never where it is disabled. */
    Optional<Instant> next(Instant after) {
        return enabled() ? schedule().next(after) : Optional.empty();
    }

    /** As it is shown at a time. */
    GetMaintenanceWindowResult shown(Instant now) {
        WindowSchedule schedule = schedule();
        return window.toBuilder()
                .nextExecutionTime(next(now).map(schedule::text).orElse(null))
                .build();
    }
}
