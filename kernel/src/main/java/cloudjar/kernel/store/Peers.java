package cloudjar.kernel.store;

import java.util.function.BooleanSupplier;

/**
 * The processes over the same state (nodes), as a shared engine knows them; for other engines there is this one alone.
 * Thread-safe.
 *
 * <p>What one of them commits the others see at once. What they remember of it, such as which worlds there are and what
 * their clocks show, they look at again when one of them announces that it has changed.
 */
public interface Peers {
    /** There are no others. */
    Peers NONE = new Peers() {
        @Override
        public long self() {
            return 0;
        }

        @Override
        public boolean isAlive(long node) {
            return node == 0;
        }

        @Override
        public boolean isFirst() {
            return true;
        }

        @Override
        public boolean isShared() {
            return false;
        }

        @Override
        public boolean isCurrent(String world) {
            return true;
        }

        @Override
        public void leave(String world) {}

        @Override
        public void onNews(BooleanSupplier look) {}

        @Override
        public void announce() {}
    };

    /** The number of this node. No other has or will ever have it; when this one was taken for dead it gets another. */
    long self();

    /** Whether that node is, as far as anyone can tell, at work. A dead one stays dead. */
    boolean isAlive(long node);

    /** Whether this node is alive and the one that does first what any could do; the others do it when it is late. */
    boolean isFirst();

    /** Whether other processes may use the state at all. */
    boolean isShared();

    /**
     * Whether the store that is open under this name was that world's when {@link StoreEngine#worlds()} was called last: another
     * node may have dropped it.
     */
    boolean isCurrent(String world);

    /** Gives up a store that is not current any more; nothing that is stored changes. */
    void leave(String world);

    /**
     * Who looks again at worlds and clocks, when another node has announced a change or when announcements may have been
     * missed; called on a thread of the engine, one call at a time. It says whether it has looked; if not, it is called again soon.
     */
    void onNews(BooleanSupplier look);

    /** Has all other nodes look again, and returns when they have or are dead. */
    void announce();
}
