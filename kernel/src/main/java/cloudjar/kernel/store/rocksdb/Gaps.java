package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.overlay.Change;
import cloudjar.kernel.store.overlay.Overlay;
import cloudjar.kernel.store.overlay.Stretches;
import java.util.Map;

/**
 * Stretches of the key space that hold no row, as of one commit. Immutable.
 *
 * <p>Queues take rows from one end of a range, and what they took stays in the files for a while as deletions, which a scan
 * from that end skips one by one: soon hundreds of them for each row. So does a scan of a range without rows that has deletions
 * in it or behind it, such as of what is due among what is to come. A scan that starts in a gap goes to its end at once.
 *
 * @param empty where no row is
 * @param commit the number of the commit as of which that is so
 */
record Gaps(Stretches empty, long commit) {
    static final Gaps NONE = new Gaps(Stretches.NONE, 0);

    /** When there are more, all are forgotten: they are found again where they are needed. */
    private static final int COUNT_MAX = 10_000;

    /** Where a scan upwards from a key may start as well. */
    Key start(Key from) {
        Map.Entry<Key, Key> gap = empty.of(from);
        return gap == null ? from : gap.getValue();
    }

    /** The gaps after a commit of changes, whose transaction found the given stretches empty before. */
    Gaps after(long itsCommit, Overlay changes, Iterable<Stretch> found) {
        Stretches now = empty;
        for (Stretch stretch : found) {
            boolean taken = changes.of(stretch.to()) == Change.Deleted.DELETED;
            if (stretch.isWholeRange() || taken || now.of(stretch.from()) != null) {
                now = now.with(stretch.from(), stretch.to());
            }
        }
        if (!now.isEmpty()) {
            for (Map.Entry<Key, Change> change : changes.changes().entrySet()) {
                if (change.getValue() instanceof Change.Written) {
                    now = now.endingBefore(change.getKey());
                }
            }
        }
        return new Gaps(now.count() > COUNT_MAX ? Stretches.NONE : now, itsCommit);
    }

    /**
     * What a scan upwards came over before the first row.
     *
     * @param from where it began
     * @param to the first row, be it behind the range; the end of the range where none is behind it
     * @param end where the range ends
     */
    record Stretch(Key from, Key to, Key end) {
        /** Whether there was no row in the range: what is looked for again and again, such as what is due, is mostly not there. */
        boolean isWholeRange() {
            return to.compareTo(end) >= 0;
        }
    }
}
