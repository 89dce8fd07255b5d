package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Every {@link Store} reads and writes as a sorted map does, whatever is done to it; each engine runs it. */
abstract class StoreScanContract {
    /** One thing done to the store. */
    sealed interface Step {
        record Put(Key key, String value) implements Step {}

        record Delete(Key key) implements Step {}

        record DeleteRange(Range range) implements Step {}

        record Scan(Range range) implements Step {}

        record Get(Key key) implements Step {}
    }

    /** A new, empty store. */
    abstract Store newStore();

    @Property(tries = 300)
    void readsAndWritesAsASortedMap(@ForAll("transactions") List<List<Step>> transactions) {
        Store store = newStore();
        NavigableMap<Key, String> model = new TreeMap<>();
        for (List<Step> steps : transactions) {
            List<Object> expected =
                    steps.stream().map(step -> inModel(model, step)).toList();
            List<Object> seen = store.write(
                    tx -> steps.stream().map(step -> inStore(tx, step)).toList());
            assertThat(seen).isEqualTo(expected);
        }
        assertThat(store.<List<Row<Key, String>>>read(
                        snapshot -> snapshot.range(Range.all(), Codec.STRING).toList()))
                .isEqualTo(rows(model, Range.all()));
    }

    private static Object inStore(Tx tx, Step step) {
        return switch (step) {
            case Step.Put put -> {
                tx.put(put.key(), put.value(), Codec.STRING);
                yield true;
            }
            case Step.Delete delete -> tx.delete(delete.key());
            case Step.DeleteRange delete -> tx.deleteRange(delete.range());
            case Step.Scan scan -> {
                List<Object> seen =
                        new ArrayList<>(tx.range(scan.range(), Codec.STRING).toList());
                seen.add(tx.count(scan.range()));
                seen.add(tx.range(scan.range(), Codec.STRING).first());
                yield seen;
            }
            case Step.Get get -> tx.get(get.key(), Codec.STRING) + " " + tx.contains(get.key());
        };
    }

    private static Object inModel(NavigableMap<Key, String> model, Step step) {
        return switch (step) {
            case Step.Put put -> {
                model.put(put.key(), put.value());
                yield true;
            }
            case Step.Delete delete -> model.remove(delete.key()) != null;
            case Step.DeleteRange delete -> {
                List<Row<Key, String>> rows = rows(model, delete.range());
                rows.forEach(row -> model.remove(row.key()));
                yield (long) rows.size();
            }
            case Step.Scan scan -> {
                List<Row<Key, String>> rows = rows(model, scan.range());
                List<Object> expected = new ArrayList<>(rows);
                expected.add((long) rows.size());
                expected.add(rows.stream().findFirst());
                yield expected;
            }
            case Step.Get get -> model.get(get.key()) + " " + model.containsKey(get.key());
        };
    }

    private static List<Row<Key, String>> rows(NavigableMap<Key, String> model, Range range) {
        if (range.isEmpty()) {
            return List.of();
        }
        Map<Key, String> within = model.subMap(range.from(), true, range.to(), false);
        List<Row<Key, String>> rows = new ArrayList<>();
        within.forEach((key, value) -> rows.add(new Row<>(key, value)));
        List<Row<Key, String>> ordered = range.order() == Range.Order.ASCENDING ? rows : rows.reversed();
        return List.copyOf(ordered.subList(0, Math.min(range.limit(), rows.size())));
    }

    @Provide
    Arbitrary<List<List<Step>>> transactions() {
        Arbitrary<Step> steps = Arbitraries.frequencyOf(
                Tuple.of(
                        5, Combinators.combine(keys(), Arbitraries.of("1", "2")).as(Step.Put::new)),
                Tuple.of(2, keys().map(Step.Delete::new)),
                Tuple.of(1, ranges().map(Step.DeleteRange::new)),
                Tuple.of(3, ranges().map(Step.Scan::new)),
                Tuple.of(2, keys().map(Step.Get::new)));
        return steps.list().ofMaxSize(8).list().ofMaxSize(8);
    }

    private static Arbitrary<Key> keys() {
        return Arbitraries.of("", "a", "ab", "b", "\0", "c")
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(elements -> Key.of(elements.toArray()));
    }

    private static Arbitrary<Range> ranges() {
        Arbitrary<Range> whole = Arbitraries.oneOf(
                Arbitraries.just(Range.all()),
                keys().map(Range::prefix),
                keys().map(Range::from),
                keys().map(key -> Range.all().after(key)),
                keys().map(key -> Range.all().afterPrefix(key)),
                keys().map(key -> Range.all().reversed().after(key)),
                keys().map(key -> Range.all().reversed().afterPrefix(key)),
                Combinators.combine(keys(), keys()).as(Range::between));
        return Combinators.combine(whole, Arbitraries.of(true, false), Arbitraries.of(0, 1, 2, Integer.MAX_VALUE))
                .as((range, turned, limit) -> (turned ? range.reversed() : range).limit(limit));
    }
}
