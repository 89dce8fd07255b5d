package cloudjar.services.s3.select;

import cloudjar.services.s3.select.Expression.Step;
import cloudjar.services.s3.select.Query.Selected;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query on its way through records. Used by one thread. */
public final class Selection {
    private final Query query;
    private final Records records;
    private final RowWriter writer;
    private final Evaluator evaluator;
    private final Deque<Object> rows = new ArrayDeque<>();
    private long selected;
    private boolean ended;

    /** @param now what UTCNOW is */
    public Selection(Query query, Records records, RowWriter writer, Instant now) {
        this.query = query;
        this.records = records;
        this.writer = writer;
        this.evaluator = new Evaluator(
                now,
                query.aggregates().stream()
                        .map(aggregate -> new Total(aggregate.name()))
                        .toList());
    }

    /** The next row of the result, as it is written; null at the end. */
    public @Nullable String next() throws IOException {
        while (!ended) {
            Object row = query.limit() >= 0 && selected >= query.limit() ? null : row();
            if (row == null) {
                ended = true;
                return query.aggregated() ? written(Map.of()) : null;
            }
            boolean meant =
                    query.where().isEmpty() || evaluator.holds(query.where().get(), row);
            if (!meant) {
                continue;
            }
            if (!query.aggregated()) {
                selected++;
                return written(row);
            }
            evaluator.add(query.aggregates(), row);
        }
        return null;
    }

    private @Nullable Object row() throws IOException {
        while (rows.isEmpty()) {
            Object record = records.next();
            if (record == null) {
                return null;
            }
            spread(record, 0);
        }
        return rows.poll();
    }

    /** Goes from a record to the rows in it. */
    private void spread(@Nullable Object value, int depth) {
        if (depth == query.source().size()) {
            if (value != null && !Values.absent(value)) {
                rows.add(value);
            }
            return;
        }
        Step step = query.source().get(depth);
        if (step.name() != null) {
            if (value instanceof Map<?, ?> map) {
                spread(Values.member(map, step.name(), step.exact()), depth + 1);
            }
        } else if (value instanceof List<?> list) {
            if (step.index() == Step.ALL) {
                list.forEach(element -> spread(element, depth + 1));
            } else if (step.index() < list.size()) {
                spread(list.get(step.index()), depth + 1);
            }
        }
    }

    private String written(Object row) {
        List<String> names = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        if (!query.columns().isEmpty()) {
            for (Selected column : query.columns()) {
                names.add(column.name());
                values.add(evaluator.value(column.value(), row));
            }
        } else if (row instanceof CsvRow csv) {
            all(csv, names, values);
        } else if (row instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                names.add(String.valueOf(name));
                values.add(value);
            });
        } else {
            names.add("_1");
            values.add(row);
        }
        return writer.row(names, values);
    }

    private static void all(CsvRow csv, List<String> names, List<@Nullable Object> values) {
        List<String> header = List.copyOf(csv.header().keySet());
        for (int i = 0; i < csv.fields().size(); i++) {
            names.add(i < header.size() ? header.get(i) : "_" + (i + 1));
            values.add(csv.fields().get(i));
        }
    }
}
