package cloudjar.services.ssm;

import cloudjar.api.ssm.DescribeMaintenanceWindowScheduleRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowScheduleResult;
import cloudjar.api.ssm.ScheduledWindowExecution;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When maintenance windows will open. */
final class WindowForecast {
    private static final int PAGE = 50;

    /** An opening that is to come; a page's token names the last one of it. */
    private record Opening(Instant time, StoredWindow window) {
        String token() {
            return time + "/" + window.id();
        }
    }

    DescribeMaintenanceWindowScheduleResult describe(DescribeMaintenanceWindowScheduleRequest in, Call call) {
        if (in.windowId() == null && in.targets().isEmpty()) {
            throw SsmErrors.validation("Either WindowId or Targets is required.");
        }
        if (!in.targets().isEmpty() && in.resourceType() == null) {
            throw SsmErrors.validation("ResourceType is required with Targets.");
        }
        List<StoredWindow> windows = call.read(snapshot -> windows(snapshot, in, call));
        int limit = in.maxResults() == null ? PAGE : in.maxResults();
        Last last = Last.of(in.nextToken(), call.time());
        List<Opening> openings = new ArrayList<>();
        for (StoredWindow window : windows) {
            Instant after = last.time().minusMillis(1);
            for (int found = 0; found <= limit; ) {
                Instant next = window.next(after).orElse(null);
                if (next == null) {
                    break;
                }
                after = next;
                if (last.isBefore(next, window.id())) {
                    openings.add(new Opening(next, window));
                    found++;
                }
            }
        }
        openings.sort(Comparator.comparing(Opening::time)
                .thenComparing(opening -> opening.window().id()));
        List<Opening> page = openings.subList(0, Math.min(limit, openings.size()));
        return DescribeMaintenanceWindowScheduleResult.builder()
                .scheduledWindowExecutions(
                        page.stream().map(WindowForecast::shown).toList())
                .nextToken(openings.size() > limit ? page.getLast().token() : null)
                .build();
    }

    private static List<StoredWindow> windows(
            Snapshot snapshot, DescribeMaintenanceWindowScheduleRequest in, Call call) {
        if (in.windowId() != null) {
            return List.of(WindowLookup.window(snapshot, in.windowId(), call));
        }
        List<StoredWindow> windows = new ArrayList<>();
        WindowTables.in(call.scope()).windows.rows(snapshot).forEach(row -> {
            if (WindowLookup.targets(snapshot, row.key(), call).stream()
                    .anyMatch(known -> WindowOperations.sharesOne(known.targets(), in.targets()))) {
                windows.add(row.value());
            }
        });
        return windows;
    }

    private static ScheduledWindowExecution shown(Opening opening) {
        return ScheduledWindowExecution.builder()
                .windowId(opening.window().id())
                .name(opening.window().window().name())
                .executionTime(opening.window().schedule().text(opening.time()))
                .build();
    }

    /** Where the page before ended. */
    private record Last(Instant time, String window) {
        static Last of(@Nullable String token, Instant now) {
            if (token == null) {
                return new Last(now, "~");
            }
            String[] parts = token.split("/", -1);
            try {
                return new Last(Instant.parse(parts[0]), parts[parts.length - 1]);
            } catch (DateTimeException e) {
                throw SsmErrors.nextToken();
            }
        }

        boolean isBefore(Instant other, String id) {
            int order = time.compareTo(other);
            return order < 0 || order == 0 && window.compareTo(id) < 0;
        }
    }
}
