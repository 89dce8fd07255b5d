package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Store} promises; each engine runs it. */
abstract class StoreContract {
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final CommitListener listener = new CommitListener() {
        @Override
        public void signalled(String topic) {
            heard.add(topic);
        }

        @Override
        public void timerSet(Instant due) {
            heard.add(due.toString());
        }
    };
    private final Store store = newStore(listener);

    /** A new, empty store that tells the listener. */
    abstract Store newStore(CommitListener commits);

    @Test
    void whatWasWrittenIsRead() {
        put("a", "1");
        put("a", "2");
        put("b", "3");

        assertThat(get("a")).isEqualTo("2");
        assertThat(get("b")).isEqualTo("3");
        assertThat(get("c")).isNull();
    }

    /** They are the same rows, whoever reads them, however their codec has them kept in memory. */
    @Test
    void packedValuesAreReadLikeOthers() {
        Codec<String> packed = Codec.STRING.packed();
        store.write(tx -> {
            tx.put(Key.of("a"), "1", packed);
            tx.put(Key.of("b"), "2", Codec.STRING);
            tx.putAll(List.of(new Row<>(Key.of("c"), "3"), new Row<>(Key.of("d"), "4")), packed);
            assertThat(tx.get(Key.of("a"), packed)).isEqualTo("1");
            return tx.delete(Key.of("d"));
        });

        assertThat(store.<List<String>>read(
                        snapshot -> snapshot.range(Range.all(), packed).values()))
                .containsExactly("1", "2", "3");
        assertThat(store.<List<String>>read(
                        snapshot -> snapshot.range(Range.all(), Codec.STRING).values()))
                .containsExactly("1", "2", "3");
        assertThat(store.<Bytes>read(snapshot -> snapshot.get(Key.of("a"), Codec.RAW)))
                .isEqualTo(Bytes.wrap(Codec.STRING.encode("1")));
    }

    @Test
    void rowsThatArePutTogetherAreRead() {
        put("b", "old");
        put("bb", "kept");
        List<Row<Key, String>> inOrder =
                List.of(new Row<>(Key.of("a"), "1"), new Row<>(Key.of("b"), "2"), new Row<>(Key.of("c"), "3"));
        List<Row<Key, String>> otherwise =
                List.of(new Row<>(Key.of("e"), "5"), new Row<>(Key.of("d"), "4"), new Row<>(Key.of("e"), "6"));

        List<String> seen = store.write(tx -> {
            tx.putAll(inOrder, Codec.STRING);
            tx.putAll(otherwise, Codec.STRING);
            tx.putAll(List.of(), Codec.STRING);
            return tx.range(Range.all(), Codec.STRING).values();
        });

        assertThat(seen).containsExactly("1", "2", "kept", "3", "4", "6");
        assertThat(keys()).containsExactly("a", "b", "bb", "c", "d", "e");
    }

    @Test
    void whatWasDeletedIsGone() {
        put("a", "1");

        assertThat(store.<Boolean>write(tx -> tx.delete(Key.of("a")))).isTrue();
        assertThat(store.<Boolean>write(tx -> tx.delete(Key.of("a")))).isFalse();
        assertThat(get("a")).isNull();
    }

    @Test
    void deleteRangeTakesTheRangeAndNothingElse() {
        for (String key : List.of("a", "b", "c", "d")) {
            put(key, key);
        }

        assertThat(store.<Long>write(tx -> tx.deleteRange(Range.between(Key.of("b"), Key.of("d")))))
                .isEqualTo(2);
        assertThat(keys()).containsExactly("a", "d");
        assertThat(store.<Long>write(tx -> tx.deleteRange(Range.all().reversed().limit(1))))
                .isEqualTo(1);
        assertThat(keys()).containsExactly("a");
    }

    @Test
    void transactionSeesItsOwnWrites() {
        put("a", "1");
        put("b", "1");

        List<String> seen = store.write(tx -> {
            tx.delete(Key.of("a"));
            tx.put(Key.of("b"), "2", Codec.STRING);
            tx.put(Key.of("c"), "3", Codec.STRING);
            List<String> values =
                    new ArrayList<>(tx.range(Range.all(), Codec.STRING).values());
            values.add(tx.contains(Key.of("a")) + " " + tx.contains(Key.of("c")) + " " + tx.count(Range.all()));
            return values;
        });

        assertThat(seen).containsExactly("2", "3", "false true 2");
    }

    @Test
    void rowsMayBeDeletedAndAddedWhileOneIterates() {
        for (int i = 0; i < 10; i++) {
            put("k" + i, "v");
        }

        int seen = store.write(tx -> {
            int count = 0;
            for (Row<Key, String> row : tx.range(Range.all(), Codec.STRING)) {
                tx.delete(row.key());
                tx.put(row.key().then("child"), "v", Codec.STRING);
                count++;
            }
            return count;
        });

        assertThat(seen).isEqualTo(10);
        assertThat(store.<Long>read(snapshot -> snapshot.count(Range.all()))).isEqualTo(10);
    }

    @Test
    void failedBodyLeavesNothing() {
        put("a", "1");

        assertThatThrownBy(() -> store.write(tx -> {
                    tx.put(Key.of("a"), "2", Codec.STRING);
                    tx.put(Key.of("b"), "2", Codec.STRING);
                    tx.signal("topic");
                    tx.at(Instant.EPOCH, Timer.of("handler", "id"));
                    tx.afterCommit(() -> heard.add("committed"));
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");

        assertThat(get("a")).isEqualTo("1");
        assertThat(get("b")).isNull();
        assertThat(store.read(TimerTable::first)).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void effectsHappenOnceAndAfterTheCommit() {
        store.write(tx -> {
            tx.put(Key.of("a"), "1", Codec.STRING);
            tx.afterCommit(() -> heard.add("committed " + get("a")));
            tx.signal("topic");
            tx.signal("topic");
            tx.at(Instant.ofEpochSecond(2), Timer.of("handler", "late"));
            tx.at(Instant.ofEpochSecond(1), Timer.of("handler", "early"));
            return heard.add("body");
        });

        heard.removeIf(event -> event.equals("body"));
        assertThat(heard).containsExactly("1970-01-01T00:00:01Z", "topic", "committed 1");
    }

    @Test
    void failureOfAnEffectDoesNotUndoTheCommit() {
        store.write(tx -> {
            tx.put(Key.of("a"), "1", Codec.STRING);
            tx.afterCommit(() -> {
                throw new IllegalStateException("an effect that fails, for the test");
            });
            tx.afterCommit(() -> heard.add("next"));
            return 0;
        });

        assertThat(get("a")).isEqualTo("1");
        assertThat(heard).containsExactly("next");
    }

    @Test
    void effectMayWriteInItsTurn() {
        store.write(tx -> {
            tx.afterCommit(() -> put("b", "2"));
            return 0;
        });

        assertThat(get("b")).isEqualTo("2");
    }

    @Test
    void bodyOfAWriteMustNotCallTheStoreAgain() {
        assertThatThrownBy(() -> store.write(tx -> get("a"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.write(tx -> {
                    put("a", "1");
                    return 0;
                }))
                .isInstanceOf(IllegalStateException.class);
        put("a", "2");
        assertThat(get("a")).isEqualTo("2");
    }

    @Test
    void nothingIsReadAfterTheBodyHasEnded() {
        put("a", "1");
        Rows<Key, String> rows = store.read(snapshot -> snapshot.range(Range.all(), Codec.STRING));
        Iterator<Row<Key, String>> iterator =
                store.read(snapshot -> snapshot.range(Range.all(), Codec.STRING).iterator());
        Snapshot escaped = store.read(snapshot -> snapshot);
        Tx ended = store.write(tx -> tx);

        assertThatThrownBy(() -> rows.iterator().hasNext()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(iterator::hasNext).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> escaped.get(Key.of("a"), Codec.STRING)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ended.put(Key.of("a"), "2", Codec.STRING)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void timerWithTheSameIdReplacesTheOther() {
        store.write(tx -> {
            tx.at(Instant.ofEpochSecond(1), Timer.of("handler", "a", "old"));
            tx.at(Instant.ofEpochSecond(3), Timer.of("handler", "a", "new"));
            tx.at(Instant.ofEpochSecond(2), Timer.of("handler", "b"));
            tx.at(Instant.ofEpochSecond(2), Timer.of("another", "a"));
            return tx.cancel("handler", "unknown");
        });

        List<String> timers = store.read(snapshot -> TimerTable.all(snapshot).values().stream()
                .map(row -> row.timer().handler() + " " + row.timer().id() + " "
                        + row.timer().payload().utf8())
                .toList());
        assertThat(timers).containsExactly("another a ", "handler b ", "handler a new");
        assertThat(store.<Boolean>write(tx -> tx.cancel("another", "a"))).isTrue();
    }

    private void put(String key, String value) {
        store.write(tx -> {
            tx.put(Key.of(key), value, Codec.STRING);
            return 0;
        });
    }

    private @Nullable String get(String key) {
        return store.read(snapshot -> snapshot.get(Key.of(key), Codec.STRING));
    }

    private List<Object> keys() {
        return store.read(snapshot -> snapshot.range(Range.all(), Codec.STRING).keys().stream()
                .map(key -> key.elements().getFirst())
                .toList());
    }
}
