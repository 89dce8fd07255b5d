package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryStoreTest extends StoreContract {
    @Override
    Store newStore(CommitListener commits) {
        return new MemoryStore(commits);
    }

    @Test
    void forkAndSourceGoTheirOwnWays() {
        MemoryStore source = new MemoryStore(CommitListener.NONE);
        put(source, "a", "1");
        MemoryStore fork = source.fork(CommitListener.NONE);
        put(source, "a", "2");
        put(fork, "b", "3");

        assertThat(values(source)).isEqualTo("[2]");
        assertThat(values(fork)).isEqualTo("[1, 3]");
    }

    private static void put(Store store, String key, String value) {
        store.write(tx -> {
            tx.put(Key.of(key), value, Codec.STRING);
            return 0;
        });
    }

    private static String values(Store store) {
        return store.read(
                snapshot -> snapshot.range(Range.all(), Codec.STRING).values().toString());
    }
}
