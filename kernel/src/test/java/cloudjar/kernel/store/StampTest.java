package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StampTest {
    private static final Stamp STAMP = Stamp.of("test", "stamp");
    private static final Table<String, String> FIRST =
            Table.of("test", "first", KeyCodec.STRING, Codec.STRING).stampedBy(STAMP);
    private static final Table<String, String> SECOND =
            Table.of("test", "second", KeyCodec.STRING, Codec.STRING).stampedBy(STAMP);
    private static final Scope HERE = new Scope("1", "");

    private final Store store = new MemoryStore(CommitListener.NONE);

    private long stamp(Scope scope) {
        return store.read(snapshot -> STAMP.in(scope).now(snapshot));
    }

    private void write(Consumer<Tx> body) {
        store.write(tx -> {
            body.accept(tx);
            return true;
        });
    }

    @Test
    void everyChangeOfItsTablesAdvancesIt() {
        assertThat(stamp(HERE)).isZero();
        write(tx -> FIRST.in(HERE).put(tx, "a", "1"));
        long first = stamp(HERE);
        write(tx -> SECOND.in(HERE).put(tx, "a", "1"));
        long second = stamp(HERE);
        write(tx -> FIRST.in(HERE).delete(tx, "a"));
        long third = stamp(HERE);
        write(tx -> SECOND.in(HERE).deleteRange(tx, Range.all()));
        assertThat(new long[] {first, second, third, stamp(HERE)}).isSorted().doesNotHaveDuplicates();
        assertThat(first).isPositive();
    }

    @Test
    void otherScopesHaveTheirOwn() {
        write(tx -> FIRST.in(HERE).put(tx, "a", "1"));
        assertThat(stamp(new Scope("2", ""))).isZero();
    }

    @Test
    void whatWasTakenBackLeavesItAlone() {
        assertThatThrownBy(() -> write(tx -> {
                    FIRST.in(HERE).put(tx, "a", "1");
                    throw new IllegalStateException("taken back");
                }))
                .hasMessage("taken back");
        assertThat(stamp(HERE)).isZero();
    }
}
