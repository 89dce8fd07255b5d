package cloudjar.kernel.store;

import java.util.Set;

/** Where the stores of all worlds live. Thread-safe; the caller serialises calls that name the same world. */
public interface StoreEngine extends AutoCloseable {
    /** The worlds whose stores exist already, because they outlived an earlier process. */
    Set<String> worlds();

    /** The store of a world, empty when there was none. */
    Store open(String world, CommitListener listener);

    /** A new store that begins with all that the source holds now, which is not copied. */
    Store fork(Store source, String world, CommitListener listener);

    /**
     * Says that a world's store is about to be dropped: it can still be used, but is not among {@link #worlds()} of a later
     * process, should this one end before {@link #drop}.
     */
    default void retire(String world) {}

    /**
     * Says that a draft is about to take a world's place: a later process finds it there, whole, should this one end before
     * {@link #settle}. A draft is a store whose name begins with a dot: a later process finds no other ones.
     */
    default void promise(String draft, String world) {}

    /**
     * Gives a promised draft's rows to its world, whose own store was dropped if there was one. The draft is gone.
     *
     * @param rows the draft's store, in which nothing runs
     */
    default Store settle(String draft, Store rows, String world, CommitListener listener) {
        Store settled = open(world, listener);
        new RawRows(rows).copyTo(settled);
        drop(draft);
        return settled;
    }

    /** Forgets a world's store, which may be one that could not be opened, once the bodies that run in it have ended; it may refuse any that come later. */
    void drop(String world);

    /** The processes over the same state. */
    default Peers peers() {
        return Peers.NONE;
    }

    /** Closes all stores. */
    @Override
    void close();
}
