package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CounterTest {
    private record Shelf(String room, int number) {}

    private static final ScopedCounter<Shelf> THINGS =
            Counter.of("test", "things", KeyCodec.of(Shelf.class)).in("000000000000", "us-east-1");

    private final Store store = new CheckingStore(new MemoryStore(CommitListener.NONE));

    @Test
    void numberIsWhatWasAddedAndTaken() {
        write(tx -> THINGS.add(tx, new Shelf("a", 1), 5));
        write(tx -> {
            THINGS.add(tx, new Shelf("a", 1), -7);
            THINGS.add(tx, new Shelf("a", 1), 1);
            THINGS.add(tx, new Shelf("a", 10), 100);
        });

        assertThat(get(new Shelf("a", 1))).isEqualTo(-1);
        assertThat(get(new Shelf("a", 10))).isEqualTo(100);
        assertThat(get(new Shelf("b", 1))).isZero();
    }

    @Test
    void clearedNumberIsZeroAndTakesNoRoom() {
        write(tx -> THINGS.add(tx, new Shelf("a", 1), 5));
        write(tx -> THINGS.clear(tx, new Shelf("a", 1)));

        assertThat(get(new Shelf("a", 1))).isZero();
        assertThat(store.<Long>read(snapshot -> snapshot.count(Range.all()))).isZero();
    }

    @Test
    void nothingAddedTakesNoRoom() {
        write(tx -> THINGS.add(tx, new Shelf("a", 1), 0));

        assertThat(store.<Long>read(snapshot -> snapshot.count(Range.all()))).isZero();
    }

    private long get(Shelf shelf) {
        return store.read(snapshot -> THINGS.get(snapshot, shelf));
    }

    private void write(Consumer<Tx> body) {
        store.write(tx -> {
            body.accept(tx);
            return 0;
        });
    }
}
