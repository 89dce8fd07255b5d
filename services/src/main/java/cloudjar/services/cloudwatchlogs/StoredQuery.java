package cloudjar.services.cloudwatchlogs;

import java.time.Instant;
import java.util.List;

/** A query that ran, with its results. */
record StoredQuery(
        String id,
        String group,
        String text,
        Instant created,
        List<ResultRow> rows,
        long matched,
        long scanned,
        long bytes) {
    StoredQuery {
        rows = List.copyOf(rows);
    }

    /** One row: fields, and their values at the same places. */
    record ResultRow(List<String> fields, List<String> values) {
        ResultRow {
            fields = List.copyOf(fields);
            values = List.copyOf(values);
        }
    }
}
