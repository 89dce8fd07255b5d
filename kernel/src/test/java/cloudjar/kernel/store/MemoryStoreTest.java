package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
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

    @Test
    void forkSharesAllButThePathsThatChange() {
        MemoryStore source = new MemoryStore(CommitListener.NONE);
        for (int i = 0; i < 50_000; i++) {
            put(source, "row" + Integer.reverse(i), "value");
        }
        MemoryStore fork = source.fork(CommitListener.NONE);
        assertThat(fork.rows()).isSameAs(source.rows());

        put(fork, "row1", "other");
        Set<Object> shared = nodes(source);
        long own = nodes(fork).stream().filter(node -> !shared.contains(node)).count();
        assertThat(shared).hasSizeGreaterThan(900);
        assertThat(own).isLessThan(8);
    }

    private static Set<Object> nodes(MemoryStore store) {
        Set<Object> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(Objects.requireNonNull(store.rows().root()), nodes);
        return nodes;
    }

    private static void collect(RowNode node, Set<Object> nodes) {
        nodes.add(node);
        if (node instanceof RowNode.Fork fork) {
            for (int i = 0; i < fork.width(); i++) {
                collect(fork.child(i), nodes);
            }
        }
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
