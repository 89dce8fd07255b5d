package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableTest {
    enum Kind {
        SMALL,
        LARGE
    }

    record Place(String shelf, int position) {}

    record Thing(String name, Kind kind, Instant made, List<String> tags) {}

    private static final Table<Place, Thing> THINGS =
            Table.of("test", "things", KeyCodec.of(Place.class), RecordCodec.of(Thing.class));
    private static final Index<Instant, Place, Thing> BY_MADE =
            THINGS.index("by-made", KeyCodec.INSTANT, thing -> List.of(thing.made()));
    private static final Index<String, Place, Thing> BY_TAG = THINGS.index("by-tag", KeyCodec.STRING, Thing::tags);
    private static final Index<Kind, Place, Thing> BY_KIND =
            THINGS.index("by-kind", KeyCodec.of(Kind.class), thing -> List.of(thing.kind()));

    private final ScopedTable<Place, Thing> things = THINGS.in("000000000000", "us-east-1");
    private final ScopedIndex<Instant, Place, Thing> byMade = BY_MADE.in("000000000000", "us-east-1");
    private final ScopedIndex<String, Place, Thing> byTag = BY_TAG.in(things.scope());
    private final ScopedIndex<Kind, Place, Thing> byKind = BY_KIND.in(things.scope());
    private final Store store = new CheckingStore(new MemoryStore(CommitListener.NONE));

    @Test
    void rowsAreFoundByTheirKeysInOrder() {
        put("b", 1);
        put("a", 10);
        put("a", 9);

        assertRead(s -> things.rows(s).keys())
                .isEqualTo(List.of(new Place("a", 9), new Place("a", 10), new Place("b", 1)));
        assertRead(s -> things.rows(s, Range.prefix("a").reversed()).keys())
                .isEqualTo(List.of(new Place("a", 10), new Place("a", 9)));
        assertRead(s -> things.get(s, new Place("b", 1)).map(Thing::name)).isEqualTo(Optional.of("b1"));
        assertRead(s -> things.get(s, new Place("b", 2))).isEqualTo(Optional.empty());
        assertRead(s -> things.count(s, Range.prefix("a"))).isEqualTo(2L);
    }

    @Test
    void scopesAndTablesDoNotSeeEachOther() {
        Table<String, String> other = Table.of("test", "thing", KeyCodec.STRING, Codec.STRING);
        put("a", 1);
        write(tx -> {
            THINGS.in("000000000000", "us-east-2").put(tx, new Place("a", 2), thing("elsewhere"));
            THINGS.in(Scope.GLOBAL).put(tx, new Place("a", 3), thing("global"));
            other.in(things.scope()).put(tx, "s", "other");
        });

        assertRead(s -> things.rows(s).keys().size()).isEqualTo(1);
        assertRead(s -> byTag.count(s)).isEqualTo(1L);
    }

    @Test
    void indexFollowsItsTable() {
        put("a", 1, thing("one", Kind.SMALL, 5, "x", "y"));
        put("a", 2, thing("two", Kind.LARGE, 3, "y"));
        put("a", 3, thing("three", Kind.LARGE, 4));
        assertRead(s -> names(byMade.rows(s))).isEqualTo(List.of("two", "three", "one"));
        assertRead(s -> names(byTag.find(s, "y"))).isEqualTo(List.of("one", "two"));
        assertRead(s -> byTag.get(s, "x").map(Thing::name)).isEqualTo(Optional.of("one"));
        assertRead(s -> names(byKind.find(s, Kind.LARGE))).isEqualTo(List.of("two", "three"));

        put("a", 1, thing("one again", Kind.SMALL, 1, "z"));
        write(tx -> things.delete(tx, new Place("a", 2)));
        assertRead(s -> names(byMade.rows(s))).isEqualTo(List.of("one again", "three"));
        assertRead(s -> byTag.find(s, "y").keys()).isEqualTo(List.of());
        assertRead(s -> names(byTag.rows(s))).isEqualTo(List.of("one again"));

        write(tx -> assertThat(things.deleteRange(tx, Range.all())).isEqualTo(2));
        assertRead(s -> s.count(Range.all())).isEqualTo(0L);
    }

    @Test
    void rowThatIsIndexedTwiceUnderOneKeyIsFoundOnce() {
        put("a", 1, thing("one", Kind.SMALL, 5, "x", "x"));

        assertRead(s -> byTag.find(s, "x").keys().size()).isEqualTo(1);
    }

    @Test
    void pagesGoOnWhereTheyEndedWhateverWasWrittenMeanwhile() {
        for (int i = 0; i < 10; i++) {
            put("a", i);
        }
        Page<Row<Place, Thing>> first = page(null);
        write(tx -> {
            things.delete(tx, new Place("a", 3));
            things.put(tx, new Place("a", -1), thing("before"));
        });
        Page<Row<Place, Thing>> second = page(first.next().orElseThrow());
        Page<Row<Place, Thing>> third = page(second.next().orElseThrow());

        assertThat(first.map(row -> row.value().name()).items()).containsExactly("a0", "a1", "a2", "a3");
        assertThat(second.map(row -> row.value().name()).items()).containsExactly("a4", "a5", "a6", "a7");
        assertThat(third.map(row -> row.value().name()).items()).containsExactly("a8", "a9");
        assertThat(third.next()).isEmpty();
    }

    @Test
    void pageThatEndsWithTheListHasNoToken() {
        for (int i = 0; i < 4; i++) {
            put("a", i);
        }

        assertThat(page(null).next()).isEmpty();
    }

    @Test
    void filteredPagesAreFull() {
        for (int i = 0; i < 20; i++) {
            put("a", i);
        }
        List<Integer> seen = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            Page<Row<Place, Thing>> page = read(s -> things.page(
                    s, Range.all().reversed(), 3, from, "", row -> row.key().position() % 3 == 0));
            page.items().forEach(row -> seen.add(row.key().position()));
            token = page.next().orElse(null);
        } while (token != null);

        assertThat(seen).containsExactly(18, 15, 12, 9, 6, 3, 0);
    }

    @Test
    void indexIsPagedToo() {
        for (int i = 0; i < 5; i++) {
            put("a", i, thing("n" + i, Kind.SMALL, 7, "t"));
        }
        Page<Row<Place, Thing>> first = read(s -> byMade.page(s, Range.all(), 3, null, "q"));
        Page<Row<Place, Thing>> rest =
                read(s -> byMade.page(s, Range.all(), 3, first.next().orElseThrow(), "q"));

        assertThat(first.map(row -> row.value().name()).items()).containsExactly("n0", "n1", "n2");
        assertThat(rest.map(row -> row.value().name()).items()).containsExactly("n3", "n4");
        assertThat(rest.next()).isEqualTo(Optional.empty());
    }

    @Test
    void tokenIsGoodForItsQueryOnly() {
        for (int i = 0; i < 5; i++) {
            put("a", i);
        }
        String token = page(null).next().orElseThrow();

        for (String bad : List.of("", "x", "!", token + "A", "A" + token.substring(1))) {
            assertThatThrownBy(() -> page(bad)).isInstanceOf(InvalidPageTokenException.class);
        }
        assertThatThrownBy(() -> read(s -> things.page(s, Range.prefix("a"), 4, token, "another query")))
                .isInstanceOf(InvalidPageTokenException.class);
        assertThatThrownBy(() -> read(s -> things.page(s, Range.prefix("b"), 4, token, "query")))
                .isInstanceOf(InvalidPageTokenException.class);
    }

    @Test
    void keyRecordsOfOtherTypesAreRefused() {
        record Bad(double number) {}

        assertThatThrownBy(() -> KeyCodec.of(Bad.class)).isInstanceOf(IllegalArgumentException.class);
    }

    private Page<Row<Place, Thing>> page(@Nullable String token) {
        return read(s -> things.page(s, Range.prefix("a"), 4, token, "query"));
    }

    private static List<String> names(Rows<Place, Thing> rows) {
        return rows.values().stream().map(Thing::name).toList();
    }

    private void put(String shelf, int position) {
        put(shelf, position, thing(shelf + position));
    }

    private void put(String shelf, int position, Thing thing) {
        write(tx -> things.put(tx, new Place(shelf, position), thing));
    }

    private static Thing thing(String name) {
        return thing(name, Kind.SMALL, 0, "tag");
    }

    private static Thing thing(String name, Kind kind, long made, String... tags) {
        return new Thing(name, kind, Instant.ofEpochSecond(made), List.of(tags));
    }

    private <T> ObjectAssert<T> assertRead(Function<Snapshot, T> body) {
        return assertThatObject(store.read(body));
    }

    private <T> T read(Function<Snapshot, T> body) {
        return store.read(body);
    }

    private void write(Consumer<Tx> body) {
        store.write(tx -> {
            body.accept(tx);
            return 0;
        });
    }
}
