package cloudjar.kernel.store;

import cloudjar.kernel.shape.Bytes;
import java.util.List;

/**
 * All rows of a store that nobody changes, as bytes, for those who pass them on without understanding them. They are read
 * some at a time, each time anew, so that what is done with them may take long and is done once.
 *
 * @param store the store
 */
public record RawRows(Store store) {
    private static final int BATCH_ROWS = 200;

    /** Does something with a row. */
    @FunctionalInterface
    public interface Visitor<E extends Exception> {
        /** Does it. */
        void visit(Row<Key, Bytes> row) throws E;
    }

    /** Shows the rows in the order of their keys. */
    public <E extends Exception> void forEach(Visitor<E> visitor) throws E {
        Range left = Range.all();
        List<Row<Key, Bytes>> batch = batch(left);
        while (!batch.isEmpty()) {
            for (Row<Key, Bytes> row : batch) {
                visitor.visit(row);
            }
            left = left.after(batch.getLast().key());
            batch = batch(left);
        }
    }

    /** Puts the rows into another store, in so many transactions as it takes. */
    void copyTo(Store target) {
        Range left = Range.all();
        List<Row<Key, Bytes>> batch = batch(left);
        while (!batch.isEmpty()) {
            put(target, batch);
            left = left.after(batch.getLast().key());
            batch = batch(left);
        }
    }

    private static void put(Store target, List<Row<Key, Bytes>> rows) {
        boolean unused = target.write(tx -> {
            rows.forEach(row -> tx.put(row.key(), row.value(), Codec.RAW));
            return true;
        });
    }

    private List<Row<Key, Bytes>> batch(Range range) {
        return store.read(
                snapshot -> snapshot.range(range.limit(BATCH_ROWS), Codec.RAW).toList());
    }
}
