package cloudjar.kernel.store.history;

import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.store.history.Transaction.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The transactions of many threads as they ran. Thread-safe. */
public final class History {
    /** Thrown by a body so that its transaction fails. */
    public static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** Without a stack trace. */
        public Abandoned() {
            super(null, null, false, false);
        }
    }

    private final List<Transaction> transactions = new ArrayList<>();
    private long ticks;

    /** Runs a body that says what it reads and writes; it may be run again. */
    public void run(Store store, String id, BiConsumer<Tx, Deeds> body) {
        long begun = tick();
        List<List<Transaction.Deed>> tried = new ArrayList<>();
        try {
            Deeds done = store.write(tx -> {
                Deeds deeds = new Deeds(tx);
                tried.add(deeds.done());
                body.accept(tx, deeds);
                return deeds;
            });
            add(new Transaction(id, done.done(), Outcome.COMMITTED, begun, tick()));
        } catch (Abandoned expected) {
            for (List<Transaction.Deed> deeds : tried) {
                add(new Transaction(id, deeds, Outcome.FAILED, begun, tick()));
            }
        }
    }

    /** Reads without writing, in a view of the store. */
    public void read(Store store, String id, List<String> lists, ListForm form) {
        long begun = tick();
        List<Transaction.Deed> seen = store.read(snapshot -> lists.stream()
                .<Transaction.Deed>map(list -> new Transaction.Deed.ReadList(list, form.read(snapshot, list)))
                .toList());
        add(new Transaction(id, seen, Outcome.COMMITTED, begun, tick()));
    }

    /** Adds a transaction that ran. */
    public synchronized void add(Transaction transaction) {
        transactions.add(transaction);
    }

    /** The transactions added so far. */
    public synchronized List<Transaction> transactions() {
        return List.copyOf(transactions);
    }

    private synchronized long tick() {
        return ++ticks;
    }
}
