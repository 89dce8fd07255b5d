package cloudjar.services.cloudwatchlogs.query;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One command at work: takes records, and gives those that come out of it to the next; used by one thread. */
abstract class Stage {
    /** How many groups of records, or different records, one command keeps. */
    static final int GROUPS_MAX = 100_000;

    abstract void take(LogRecord row, Consumer<LogRecord> next);

    /** No record follows. */
    void finish(Consumer<LogRecord> next) {}

    /** Lets pass what a condition holds for. */
    static final class Filter extends Stage {
        private final Expression condition;

        Filter(Expression condition) {
            this.condition = condition;
        }

        @Override
        void take(LogRecord row, Consumer<LogRecord> next) {
            if (Values.truth(condition.of(row))) {
                next.accept(row);
            }
        }
    }

    /** Changes each record. */
    static final class Change extends Stage {
        private final Consumer<LogRecord> change;

        Change(Consumer<LogRecord> change) {
            this.change = change;
        }

        @Override
        void take(LogRecord row, Consumer<LogRecord> next) {
            change.accept(row);
            next.accept(row);
        }
    }

    /** Lets so many pass. */
    static final class Limit extends Stage {
        private final int most;
        private int taken;

        Limit(int most) {
            this.most = most;
        }

        @Override
        void take(LogRecord row, Consumer<LogRecord> next) {
            if (taken < most) {
                taken++;
                next.accept(row);
            }
        }
    }

    /** Lets the first of those pass that have the same values. */
    static final class Dedup extends Stage {
        private final List<String> names;
        private final Set<List<String>> seen = new HashSet<>();

        Dedup(List<String> names) {
            this.names = names;
        }

        @Override
        void take(LogRecord row, Consumer<LogRecord> next) {
            if (seen.size() < GROUPS_MAX
                    && seen.add(names.stream().map(row::text).toList())) {
                next.accept(row);
            }
        }
    }

    /** Puts records in an order; keeps the first of it, so many as can be shown. */
    static final class Sort extends Stage {
        /** A record with what it is ordered by. */
        private record Placed(List<@Nullable Object> keys, long number, LogRecord row) {}

        private final List<Expression> keys;
        private final Comparator<Placed> order;
        private final int most;
        private final PriorityQueue<Placed> kept;
        private long number;

        Sort(List<Expression> keys, List<Boolean> descending, int most) {
            this.keys = keys;
            this.most = most;
            this.order = (a, b) -> {
                for (int i = 0; i < keys.size(); i++) {
                    int compared = Values.compare(a.keys().get(i), b.keys().get(i));
                    if (compared != 0) {
                        return descending.get(i) ? -compared : compared;
                    }
                }
                return Long.compare(a.number(), b.number());
            };
            this.kept = new PriorityQueue<>(order.reversed());
        }

        @Override
        void take(LogRecord row, Consumer<LogRecord> next) {
            List<@Nullable Object> values = new ArrayList<>(keys.size());
            keys.forEach(key -> values.add(key.of(row)));
            kept.add(new Placed(values, number++, row));
            if (kept.size() > most) {
                kept.poll();
            }
        }

        @Override
        void finish(Consumer<LogRecord> next) {
            kept.stream().sorted(order).forEach(placed -> next.accept(placed.row()));
            kept.clear();
        }
    }

    /** Makes one record of each group. */
    static final class Stats extends Stage {
        private final List<Aggregate.Named> aggregates;
        private final List<Expression.Named> by;
        private final Map<List<String>, List<Aggregate>> groups = new LinkedHashMap<>();

        Stats(List<Aggregate.Named> aggregates, List<Expression.Named> by) {
            this.aggregates = aggregates;
            this.by = by;
        }

        @Override
        void take(LogRecord row, Consumer<LogRecord> next) {
            List<String> group = by.stream()
                    .map(key -> Values.text(key.expression().of(row)))
                    .toList();
            if (groups.size() < GROUPS_MAX || groups.containsKey(group)) {
                groups.computeIfAbsent(group, _ -> made()).forEach(aggregate -> aggregate.add(row));
            }
        }

        private List<Aggregate> made() {
            return aggregates.stream().map(named -> named.maker().get()).toList();
        }

        @Override
        void finish(Consumer<LogRecord> next) {
            if (by.isEmpty() && groups.isEmpty()) {
                groups.put(List.of(), made());
            }
            groups.forEach((group, values) -> {
                LogRecord row = new LogRecord();
                for (int i = 0; i < by.size(); i++) {
                    row.set(by.get(i).name(), group.get(i).isEmpty() ? null : group.get(i));
                }
                for (int i = 0; i < aggregates.size(); i++) {
                    row.set(aggregates.get(i).name(), values.get(i).result());
                }
                next.accept(row);
            });
            groups.clear();
        }
    }

    /** Makes a record of each element of a list. */
    static final class Unnest extends Stage {
        private final String list;
        private final String name;

        Unnest(String list, String name) {
            this.list = list;
            this.name = name;
        }

        @Override
        void take(LogRecord row, Consumer<LogRecord> next) {
            for (Object element : row.elements(list)) {
                LogRecord one = row.copy();
                one.set(name, element);
                next.accept(one);
            }
        }
    }

    /**
     * Makes one record of messages that differ in details only. A simple rule stands for AWS's learning: words that hold a digit are
     * details.
     */
    static final class Likeness extends Stage {
        private static final Pattern DETAIL =
                Pattern.compile("[^\\s=:,;|()\\[\\]{}\"']*[0-9][^\\s=:,;|()\\[\\]{}\"']*");
        private static final List<String> SEVERITIES = List.of("FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");

        private final Expression of;
        private final Map<String, Integer> counts = new LinkedHashMap<>();
        private int all;

        Likeness(Expression of) {
            this.of = of;
        }

        @Override
        void take(LogRecord row, Consumer<LogRecord> next) {
            String likeness = DETAIL.matcher(Values.text(of.of(row))).replaceAll("<*>");
            if (counts.size() < GROUPS_MAX || counts.containsKey(likeness)) {
                counts.merge(likeness, 1, Integer::sum);
                all++;
            }
        }

        @Override
        void finish(Consumer<LogRecord> next) {
            Comparator<Map.Entry<String, Integer>> order = Map.Entry.comparingByValue();
            counts.entrySet().stream().sorted(order.reversed()).forEach(entry -> {
                LogRecord row = new LogRecord();
                row.set("@pattern", entry.getKey());
                row.set("@sampleCount", (double) entry.getValue());
                row.set("@ratio", (double) entry.getValue() / all);
                String upper = entry.getKey().toUpperCase(Locale.ROOT);
                SEVERITIES.stream()
                        .filter(upper::contains)
                        .findFirst()
                        .ifPresent(severity -> row.set("@severityLabel", severity));
                next.accept(row);
            });
            counts.clear();
        }
    }
}
