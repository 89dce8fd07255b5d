package cloudjar.kernel.store.history;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.MemoryStore;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Rows;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store that is wrong on purpose, to see whether that is found. A body runs on a copy; before its writes are carried over,
 * another transaction may run from beginning to end. For one thread.
 */
final class BrokenStore implements Store {
    /** What is wrong. */
    enum Fault {
        /** Nothing: the body runs again when anything was committed in between. */
        NONE,
        /** The body runs again only when what it wrote was changed in between: snapshot isolation. */
        UNCHECKED_READS,
        /** The body never runs again. */
        UNCHECKED_WRITES,
        /** A body that throws has written all the same. */
        KEPT_FAILURES,
        /** Readers see everything but the latest commit. */
        LATE_READS
    }

    private final Fault fault;
    private final MemoryStore store = new MemoryStore(CommitListener.NONE);
    private MemoryStore before = store.fork(CommitListener.NONE);
    private Runnable between = () -> {};
    private long commits;

    BrokenStore(Fault fault) {
        this.fault = fault;
    }

    /** What runs between a body and its commit. */
    void between(Runnable another) {
        between = another;
    }

    @Override
    public <T> T read(Function<? super Snapshot, T> body) {
        return fault == Fault.LATE_READS ? before.read(body) : store.read(body);
    }

    @Override
    public <T> T write(Function<? super Tx, T> body) {
        Copy copy = new Copy();
        long seen = commits;
        T result;
        try {
            result = store.fork(CommitListener.NONE).write(tx -> body.apply(copy.of(tx)));
        } catch (RuntimeException e) {
            if (fault == Fault.KEPT_FAILURES) {
                commit(copy::carryOver);
            }
            throw e;
        }
        between.run();
        if (fault == Fault.NONE && commits != seen) {
            return commit(body);
        }
        return commit(tx -> {
            if (fault == Fault.UNCHECKED_READS && copy.isOverwritten(tx)) {
                return body.apply(tx);
            }
            copy.carryOver(tx);
            return result;
        });
    }

    private <T> T commit(Function<? super Tx, T> body) {
        before = store.fork(CommitListener.NONE);
        commits++;
        return store.write(body);
    }

    /** What a body wrote on its copy. */
    private static final class Copy {
        private record Written<V>(Key key, V value, Codec<V> codec) {
            void carryOver(Tx tx) {
                tx.put(key, value, codec);
            }
        }

        private final List<Written<?>> written = new ArrayList<>();
        private final Map<Key, @Nullable Object> overwritten = new HashMap<>();

        Tx of(Tx tx) {
            return new RecordingTx(tx, this);
        }

        <V> void put(Key key, V value, Codec<V> codec, @Nullable V old) {
            if (!overwritten.containsKey(key)) {
                overwritten.put(key, old);
            }
            written.add(new Written<>(key, value, codec));
        }

        boolean isOverwritten(Tx tx) {
            return written.stream()
                    .anyMatch(row -> !Objects.equals(tx.get(row.key(), row.codec()), overwritten.get(row.key())));
        }

        int carryOver(Tx tx) {
            written.forEach(row -> row.carryOver(tx));
            return written.size();
        }
    }

    /** Keeps what is put; nothing else is done by those who check histories. */
    private record RecordingTx(Tx tx, Copy copy) implements Tx {
        @Override
        public <V> @Nullable V get(Key key, Codec<V> codec) {
            return tx.get(key, codec);
        }

        @Override
        public boolean contains(Key key) {
            return tx.contains(key);
        }

        @Override
        public <V> Rows<Key, V> range(Range range, Codec<V> codec) {
            return tx.range(range, codec);
        }

        @Override
        public long count(Range range) {
            return tx.count(range);
        }

        @Override
        public <V> void put(Key key, V value, Codec<V> codec) {
            copy.put(key, value, codec, tx.get(key, codec));
            tx.put(key, value, codec);
        }

        @Override
        public boolean delete(Key key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long deleteRange(Range range) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void afterCommit(Runnable effect) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void signal(String topic) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void at(Instant due, Timer timer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean cancel(String handler, String id) {
            throw new UnsupportedOperationException();
        }
    }
}
