package cloudjar.services.cloudwatch;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.cloudwatch.CloudWatchTables.PointPlace;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes points of metrics and reads them back, in the stretches of time that are asked for. */
final class Metrics {
    static final String NO_UNIT = "None";

    private Metrics() {}

    /** Adds a point to every length of stretches: so each can be read as long as it is kept. */
    static void add(Tx tx, CloudWatchTables tables, MetricKey key, Sample sample, Instant now) {
        StoredMetric known = tables.metrics.get(tx, key.place()).orElse(null);
        StoredMetric metric = known == null
                ? new StoredMetric(key, tables.next(tx, "metric"), now.toEpochMilli(), sample.fine())
                : new StoredMetric(key, known.number(), now.toEpochMilli(), known.fine() || sample.fine());
        tables.metrics.put(tx, key.place(), metric);
        for (Tier tier : Tier.ALL) {
            if (!tier.equals(Tier.FINE) || sample.fine()) {
                long start = Math.floorDiv(sample.time().getEpochSecond(), tier.seconds()) * tier.seconds();
                PointPlace place = new PointPlace(metric.number(), sample.unit(), tier.seconds(), start);
                tables.points.put(
                        tx,
                        place,
                        sample.point().plus(tables.points.get(tx, place).orElse(null)));
            }
        }
    }

    /**
     * What a metric gets.
     *
     * @param fine whether it is kept by the second
     */
    record Sample(Instant time, String unit, Point point, boolean fine) {}

    /**
     * What is read.
     *
     * @param unit null for any
     * @param from inclusive, in seconds
     * @param to exclusive, in seconds
     * @param period in seconds
     */
    record Reading(MetricKey key, @Nullable String unit, long from, long to, long period) {}

    /** Points by their unit, then by the beginnings of their stretches, in seconds. */
    static SortedMap<String, SortedMap<Long, Point>> read(
            Snapshot snapshot, CloudWatchTables tables, Reading reading, Instant now) {
        SortedMap<String, SortedMap<Long, Point>> units = new TreeMap<>();
        StoredMetric metric =
                tables.metrics.get(snapshot, reading.key().place()).orElse(null);
        if (metric == null) {
            return units;
        }
        // What was never put by the second is shown at its minute, whatever the period (recorded:
        // test_label_generation).
        Tier asked = Tier.of(reading.period());
        Tier tier = asked.equals(Tier.FINE) && !metric.fine() ? Tier.MINUTES : asked;
        long from = Math.max(
                Math.floorDiv(reading.from(), reading.period()) * reading.period(),
                now.minus(tier.kept()).getEpochSecond());
        Range all = reading.unit() == null
                ? Range.prefix(Key.of(metric.number()))
                : Range.prefix(Key.of(metric.number(), reading.unit()));
        String unit = first(snapshot, tables, all);
        while (unit != null) {
            Range stretch = Range.between(
                    Key.of(metric.number(), unit, tier.seconds(), from),
                    Key.of(metric.number(), unit, tier.seconds(), reading.to()));
            SortedMap<Long, Point> points = new TreeMap<>();
            for (Row<PointPlace, Point> row : tables.points.rows(snapshot, stretch)) {
                long start = Math.floorDiv(row.key().start(), reading.period()) * reading.period();
                points.merge(start, row.value(), (a, b) -> a.plus(b));
            }
            if (!points.isEmpty()) {
                units.put(unit, points);
            }
            unit = first(snapshot, tables, all.afterPrefix(Key.of(metric.number(), unit)));
        }
        return units;
    }

    /** The unit of the first point in a range; null where there is none. */
    private static @Nullable String first(Snapshot snapshot, CloudWatchTables tables, Range range) {
        return tables.points
                .rows(snapshot, range.limit(1))
                .first()
                .map(row -> row.key().unit())
                .orElse(null);
    }
}
