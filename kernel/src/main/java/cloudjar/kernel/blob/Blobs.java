package cloudjar.kernel.blob;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.Tx;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The content of one world; the package says how to use it. Thread-safe. */
public final class Blobs {
    private static final int BATCH = 1000;

    private static final ScopedTable<Long, Long> REFERENCES =
            Table.of("kernel", "blobs", KeyCodec.LONG, Codec.LONG).in(Scope.GLOBAL);

    private static final Key KERNEL = Key.of("", "", "kernel");
    private static final int TABLE = 3;

    private final BlobOwners owners;
    private final BlobHome home;
    private final Store store;

    /** Rows name content below this by the number of another home. */
    private final long adoptedBelow;

    /** Content with a lower number may be in other worlds too; guarded by the owners' lock. */
    private long sharedBelow;

    Blobs(BlobOwners owners, BlobHome home, Store store, long sharedBelow) {
        this.owners = owners;
        this.home = home;
        this.store = store;
        this.adoptedBelow = store.read(Adopted::bound);
        this.sharedBelow = sharedBelow;
    }

    /** Keeps content, which belongs to nobody yet. Reads the stream to its end and does not close it. */
    public Blob write(InputStream content) throws IOException {
        byte[] buffer = owners.chunks().take();
        try {
            int filled = content.readNBytes(buffer, 0, buffer.length);
            return filled <= Blob.INLINE_MAX_BYTES
                    ? new Blob.Inline(Bytes.copyOf(buffer, 0, filled))
                    : home.write(buffer, filled, content);
        } finally {
            owners.chunks().giveBack(buffer);
        }
    }

    /** Content from memory, as {@link #write(InputStream)}. */
    public Blob write(Bytes content) throws IOException {
        return content.size() <= Blob.INLINE_MAX_BYTES ? new Blob.Inline(content) : write(content.stream());
    }

    /**
     * Opens content for reading; to be closed.
     *
     * @throws BlobGoneException when a transaction dropped it since the caller read the row that names it
     */
    public BlobContent open(Blob blob) throws IOException {
        return switch (blob) {
            case Blob.Inline inline -> new InlineContent(inline.content());
            case Blob.Stored stored -> home.open(here(stored));
        };
    }

    /** What rows name, by its number in this home. */
    private Blob.Stored here(Blob.Stored named) {
        return named.number() >= adoptedBelow
                ? named
                : new Blob.Stored(store.read(snapshot -> Adopted.here(snapshot, named.number())), named.length());
    }

    private long here(Snapshot snapshot, long named) {
        return named >= adoptedBelow ? named : Adopted.here(snapshot, named);
    }

    /** One row more holds the blob. */
    public void keep(Tx tx, Blob blob) {
        if (blob instanceof Blob.Stored stored) {
            long number = here(tx, stored.number());
            REFERENCES.put(tx, number, references(tx, number) + 1);
        }
    }

    /** One row less holds the blob; the last one takes the content with it, after the commit. */
    public void drop(Tx tx, Blob blob) {
        if (!(blob instanceof Blob.Stored stored)) {
            return;
        }
        long number = here(tx, stored.number());
        long left = references(tx, number) - 1;
        if (left > 0) {
            REFERENCES.put(tx, number, left);
            return;
        }
        REFERENCES.delete(tx, number);
        if (number != stored.number()) {
            Adopted.remove(tx, stored.number());
        }
        tx.afterCommit(() -> owners.deleteUnlessShared(this, number));
    }

    /** Deletes content that was written and that no row holds, because the transaction failed that should have kept it. */
    public void discard(Blob blob) {
        if (blob instanceof Blob.Stored stored && !holds(stored.number())) {
            owners.deleteUnlessShared(this, stored.number());
        }
    }

    /** The key of the row that says how often a world holds a content. */
    public static Key keyOf(long number) {
        return REFERENCES.wholeKey(number);
    }

    /** Whether a row of the store is one of those in which this keeps count of content. */
    public static boolean counts(Key row) {
        return row.startsWith(KERNEL) && row.elements().get(TABLE) instanceof String table && table.startsWith("blobs");
    }

    /** A bound that no number by which rows name content exceeds. */
    public long highestNumber() {
        return store.read(snapshot -> REFERENCES
                .rows(snapshot, Range.all().reversed().limit(1))
                .first()
                .map(row -> Math.max(row.key(), adoptedBelow - 1))
                .orElse(0L));
    }

    /** Shows all content that rows hold; for a world that nobody changes meanwhile. */
    public void forEachHeld(HeldContent.Visitor visitor) throws IOException {
        List<Long> numbers = numbersAbove(0);
        while (!numbers.isEmpty()) {
            for (long number : numbers) {
                HeldContent held = store.read(
                        snapshot -> new HeldContent(Adopted.named(snapshot, number), references(snapshot, number)));
                try (BlobContent content = home.open(home.find(number))) {
                    visitor.visit(held, content);
                }
            }
            numbers = numbersAbove(numbers.getLast());
        }
    }

    /**
     * Begins to take over content of a world from another home.
     *
     * @param highest a bound of the numbers by which that world's rows name content
     */
    public void beginAdoption(long highest) {
        home.passOver(highest);
    }

    /**
     * Takes over content of a world from another home; rows may name it once this world is opened anew.
     *
     * @return false where there is content of that number already
     */
    public boolean adopt(HeldContent held, InputStream content) throws IOException {
        byte[] buffer = owners.chunks().take();
        try {
            int filled = content.readNBytes(buffer, 0, buffer.length);
            return adopt(held, home.write(buffer, filled, content));
        } finally {
            owners.chunks().giveBack(buffer);
        }
    }

    private boolean adopt(HeldContent held, Blob.Stored stored) {
        boolean kept = false;
        try {
            boolean fresh = store.write(tx -> {
                boolean first = Adopted.here(tx, held.number()) == held.number();
                Adopted.add(tx, held.number(), stored.number());
                REFERENCES.put(tx, stored.number(), held.references());
                return first;
            });
            kept = true;
            return fresh;
        } finally {
            if (!kept) {
                home.delete(stored.number());
            }
        }
    }

    boolean holds(long number) {
        return store.read(snapshot -> REFERENCES.contains(snapshot, number));
    }

    /** The numbers of the contents that rows of this world hold, above the given one, a batch at a time. */
    List<Long> numbersAbove(long number) {
        return store.read(snapshot -> numbersAbove(snapshot, number));
    }

    private static List<Long> numbersAbove(Snapshot snapshot, long number) {
        List<Long> numbers = new ArrayList<>();
        Range above = Range.all().after(REFERENCES.tuple(number)).limit(BATCH);
        for (Row<Long, Long> row : REFERENCES.rows(snapshot, above)) {
            numbers.add(row.key());
        }
        return numbers;
    }

    long sharedBelow() {
        return sharedBelow;
    }

    void shareBelow(long number) {
        sharedBelow = number;
    }

    private static long references(Snapshot snapshot, long number) {
        return REFERENCES.get(snapshot, number).orElse(0L);
    }
}
