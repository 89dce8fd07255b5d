package cloudjar.services.ssm;

import cloudjar.api.ssm.AssociationDescription;
import cloudjar.api.ssm.AssociationOverview;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An association of State Manager.
 *
 * @param shown as it is shown
 * @param scheduled since when it has its schedule
 * @param isAutomation whether its document is one of Automation
 */
record StoredAssociation(
        AssociationDescription shown, Instant scheduled, boolean isAutomation, Map<String, String> tags) {
    StoredAssociation {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    String id() {
        return Objects.requireNonNull(shown.associationId());
    }

    long version() {
        return Long.parseLong(Objects.requireNonNull(shown.associationVersion()));
    }

    StoredAssociation tagged(Map<String, String> changed) {
        return new StoredAssociation(shown, scheduled, isAutomation, changed);
    }

    StoredAssociation with(AssociationDescription changed) {
        return new StoredAssociation(changed, scheduled, isAutomation, tags);
    }

    /** This association after an execution came to a status. */
    StoredAssociation ran(Instant at, String status, @Nullable Map<String, Integer> counts) {
        AssociationDescription.Builder changed = shown.toBuilder()
                .lastExecutionDate(at)
                .overview(AssociationOverview.builder()
                        .status_(status)
                        .detailedStatus(status)
                        .associationStatusAggregatedCount(counts)
                        .build());
        return with((status.equals("Success") ? changed.lastSuccessfulExecutionDate(at) : changed).build());
    }

    /** When it runs next by its schedule. */
    Optional<Instant> next(Instant after) {
        String text = shown.scheduleExpression();
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        int offset = Objects.requireNonNullElse(shown.scheduleOffset(), 0);
        return ScheduleExpression.parse(text).flatMap(schedule -> schedule.next(
                        after.atOffset(ZoneOffset.UTC).minusDays(offset).toInstant(), scheduled, ZoneOffset.UTC)
                .map(time -> time.atOffset(ZoneOffset.UTC).plusDays(offset).toInstant()));
    }
}
