package cloudjar.kernel.world;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.postgres.PrivatePostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Nodes over a database of a test's own. Its server is that of one class after the other. */
@Timeout(120)
@ResourceLock("SharedDatabase")
abstract class SharedDatabase {
    private static @Nullable PrivatePostgres postgres;

    final String address = postgres().newDatabase();
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void startPostgres() {
        postgres = PrivatePostgres.start();
    }

    @AfterAll
    static void stopPostgres() {
        if (postgres != null) {
            postgres.close();
        }
    }

    static final PrivatePostgres postgres() {
        return Objects.requireNonNull(postgres);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable node : open.reversed()) {
            node.close();
        }
    }

    final Node node(String parameters) {
        Node node = Node.over(address + parameters, open.size());
        open.add(node);
        return node;
    }

    final Node node() {
        return node("");
    }

    static void increment(Store store, String key) {
        store.write(tx -> {
            Long before = tx.get(Key.of(key), Codec.LONG);
            tx.put(Key.of(key), before == null ? 1 : before + 1, Codec.LONG);
            return 0;
        });
    }

    static long count(Store store, String key) {
        return store.read(snapshot -> Objects.requireNonNull(snapshot.get(Key.of(key), Codec.LONG)));
    }
}
