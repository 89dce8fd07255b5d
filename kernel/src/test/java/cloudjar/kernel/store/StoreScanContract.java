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
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

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

    private static final Table<Key, String> TABLE = Table.of("test", "rows", KeyCodec.TUPLE, Codec.STRING);
    private static final ScopedIndex<String, Key, String> BY_VALUE =
            TABLE.index("by-value", KeyCodec.STRING, List::of).in(Scope.GLOBAL);
    private static final ScopedTable<Key, String> ROWS = TABLE.in(Scope.GLOBAL);

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

    /** What fails leaves nothing, and pages show what was there when they were asked for, from where the page before ended. */
    @Property(tries = 100)
    void pagesOfTablesAndIndexesAreThoseOfASortedMap(
            @ForAll("tableTransactions") List<List<Step>> transactions,
            @ForAll("tableRanges") Range range,
            @ForAll @IntRange(min = 1, max = 4) int limit) {
        Store store = newStore();
        NavigableMap<Key, String> model = new TreeMap<>();
        Walk rows = new Walk(ROWS, range, limit);
        Walk index = new Walk(BY_VALUE, range, limit);
        for (List<Step> steps : transactions) {
            boolean failing = steps.size() == 3;
            NavigableMap<Key, String> after = new TreeMap<>(model);
            steps.forEach(step -> inModel(after, step));
            inTable(store, steps, failing);
            if (!failing) {
                model.clear();
                model.putAll(after);
            }
            rows.next(store, model);
            NavigableMap<Key, String> byValue = new TreeMap<>();
            model.forEach((key, value) -> byValue.put(Key.of(value).then(key), value));
            index.next(store, byValue);
        }
    }

    private static void inTable(Store store, List<Step> steps, boolean failing) {
        try {
            store.write(tx -> {
                for (Step step : steps) {
                    switch (step) {
                        case Step.Put put -> ROWS.put(tx, put.key(), put.value());
                        case Step.Delete delete -> ROWS.delete(tx, delete.key());
                        case Step.DeleteRange delete -> ROWS.deleteRange(tx, delete.range());
                        case Step.Scan scan -> ROWS.count(tx, scan.range());
                        case Step.Get get -> ROWS.get(tx, get.key());
                    }
                }
                if (failing) {
                    throw new IllegalStateException("a transaction that fails, for the test");
                }
                return 0;
            });
        } catch (IllegalStateException e) {
            assertThat(failing).as(e.toString()).isTrue();
        }
    }

    /** Goes from page to page while rows come and go, and begins anew at the end. */
    private static final class Walk {
        private final Scan<Key, String> scan;
        private final Range range;
        private final int limit;
        private @Nullable String token;
        private Range left;

        Walk(Scan<Key, String> scan, Range range, int limit) {
            this.scan = scan;
            this.range = range;
            this.limit = limit;
            this.left = range;
        }

        void next(Store store, NavigableMap<Key, String> model) {
            List<Row<Key, String>> expected = rows(model, left);
            String from = token;
            Page<Row<Key, String>> page = store.read(snapshot -> scan.page(snapshot, range, limit, from, "query"));
            boolean more = expected.size() > limit;
            List<Row<Key, String>> shown = more ? expected.subList(0, limit) : expected;
            assertThat(page.items().stream().map(Row::value).toList())
                    .isEqualTo(shown.stream().map(Row::value).toList());
            assertThat(page.next().isPresent()).isEqualTo(more);
            token = page.next().orElse(null);
            left = more ? range.after(shown.getLast().key()) : range;
        }
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
    Arbitrary<List<List<Step>>> tableTransactions() {
        Arbitrary<Range> withoutLimit = ranges().filter(range -> range.limit() == Integer.MAX_VALUE);
        Arbitrary<Step> steps = Arbitraries.frequencyOf(
                Tuple.of(
                        8,
                        Combinators.combine(keys(), Arbitraries.of("", "a", "b"))
                                .as(Step.Put::new)),
                Tuple.of(2, keys().map(Step.Delete::new)),
                Tuple.of(1, withoutLimit.map(Step.DeleteRange::new)));
        return steps.list().ofMaxSize(4).list().ofMaxSize(12);
    }

    /** Ranges without a limit: a page has its own. */
    @Provide
    Arbitrary<Range> tableRanges() {
        return ranges().filter(range -> range.limit() == Integer.MAX_VALUE);
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
