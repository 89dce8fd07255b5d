package cloudjar.kernel.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store for tests that holds its users to the contract and otherwise behaves as the store behind it.
 *
 * <p>Every value written is encoded, decoded and compared with itself. Every body runs twice, the first time
 * for nothing; of a write, when both runs read the same and then write differently or end differently, the body is no function of its
 * transaction, and the write fails with {@link IllegalStateException}.
 */
public final class CheckingStore implements Store {
    private final Store store;

    /** A checking view of the store. */
    public CheckingStore(Store store) {
        this.store = store;
    }

    /** The store behind. */
    Store store() {
        return store;
    }

    @Override
    public <T> T read(Function<? super Snapshot, T> body) {
        return store.read(snapshot -> {
            var unused = body.apply(snapshot);
            return body.apply(snapshot);
        });
    }

    @Override
    public <T> T write(Function<? super Tx, T> body) {
        Journal rehearsal = rehearse(body);
        return store.write(tx -> {
            Journal journal = new Journal();
            T result;
            try {
                result = body.apply(new CheckingTx(tx, journal));
            } catch (RuntimeException e) {
                journal.end(e);
                journal.compare(rehearsal);
                throw e;
            }
            journal.compare(rehearsal);
            return result;
        });
    }

    private Journal rehearse(Function<? super Tx, ?> body) {
        Journal journal = new Journal();
        try {
            store.write(tx -> {
                var unused = body.apply(new CheckingTx(tx, journal));
                throw new Rehearsed();
            });
        } catch (Rehearsed expected) {
            return journal;
        } catch (RuntimeException e) {
            journal.end(e);
        }
        return journal;
    }

    /** Rolls a rehearsal back. */
    private static final class Rehearsed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Rehearsed() {
            super(null, null, false, false);
        }
    }

    /** What one run of a body read and did. */
    static final class Journal {
        private final List<Object> reads = new ArrayList<>();
        private final List<Object> deeds = new ArrayList<>();

        void read(@Nullable Object what) {
            reads.add(String.valueOf(what));
        }

        void did(Object... what) {
            deeds.add(List.of(what));
        }

        void end(RuntimeException e) {
            deeds.add(e.getClass());
        }

        void compare(Journal rehearsal) {
            if (reads.equals(rehearsal.reads) && !deeds.equals(rehearsal.deeds)) {
                throw new IllegalStateException(
                        "the body of a write is not repeatable: from the same reads it did first " + rehearsal.deeds
                                + ", then " + deeds);
            }
        }
    }
}
