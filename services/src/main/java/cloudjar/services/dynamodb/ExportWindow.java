package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ExportViewType;
import cloudjar.api.dynamodb.IncrementalExportSpecification;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The changes that an incremental export is of.
 *
 * @param from the first instant
 * @param to the first instant that is not of it
 * @param viewType one of {@link ExportViewType}
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_IncrementalExportSpecification.html">
 *     IncrementalExportSpecification</a>
 */
record ExportWindow(Instant from, Instant to, String viewType) {
    static final Duration SHORTEST = Duration.ofMinutes(15);
    static final Duration LONGEST = Duration.ofHours(24);

    /**
     * The window that a request wants.
     *
     * @throws cloudjar.kernel.shape.ApiException where it has no beginning, is too short or too long, or is not of the past
     *     that is kept
     */
    static ExportWindow of(@Nullable IncrementalExportSpecification wanted, Recovery recovery, Instant now) {
        Instant from = wanted == null ? null : wanted.exportFromTime();
        if (wanted == null || from == null) {
            throw TransferErrors.noWindow();
        }
        Instant to = wanted.exportToTime() == null ? now : wanted.exportToTime();
        Duration length = Duration.between(from, to);
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw TransferErrors.window();
        }
        Instant earliest = recovery.earliest(now);
        // A request names whole seconds, and recovery may have begun within one.
        if (from.isBefore(Instant.ofEpochSecond(earliest.getEpochSecond())) || to.isAfter(now)) {
            throw TransferErrors.exportTime(earliest, now);
        }
        String view = wanted.exportViewType();
        return new ExportWindow(from, to, view == null ? ExportViewType.NEW_AND_OLD_IMAGES : view);
    }

    /** The window that an export has been given. */
    static ExportWindow of(IncrementalExportSpecification given) {
        return new ExportWindow(
                java.util.Objects.requireNonNull(given.exportFromTime()),
                java.util.Objects.requireNonNull(given.exportToTime()),
                java.util.Objects.requireNonNull(given.exportViewType()));
    }

    IncrementalExportSpecification described() {
        return IncrementalExportSpecification.builder()
                .exportFromTime(from)
                .exportToTime(to)
                .exportViewType(viewType)
                .build();
    }

    boolean withOld() {
        return viewType.equals(ExportViewType.NEW_AND_OLD_IMAGES);
    }
}
