package cloudjar.kernel.blob;

import cloudjar.kernel.store.Store;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The worlds that keep their content in one home. Thread-safe.
 *
 * <p>A fork takes the lock for itself: between looking who holds a content and deleting it no world may come that holds it
 * as well.
 */
public final class BlobOwners {
    private final BlobHome home;
    private final Chunks chunks = new Chunks();
    private final ReadWriteLock forks = new ReentrantReadWriteLock();

    /** Whether there is, or was, a world whose rows cannot be read: it may hold anything that is older than this. */
    private volatile boolean lostSight;

    /** Oldest first: the world others were forked from is the likeliest holder. */
    private final List<Blobs> members = new CopyOnWriteArrayList<>();

    /** Worlds that keep their content there. */
    public BlobOwners(BlobHome home) {
        this.home = home;
    }

    /** The content of a world with this store; what is there already may be in other worlds too. */
    public Blobs join(Store store) {
        Blobs blobs = new Blobs(this, home, store, home.nextNumber());
        members.add(blobs);
        return blobs;
    }

    /**
     * Forks a world.
     *
     * @param source the content of the world to be forked
     * @param fork makes the fork's store and joins with it
     */
    public <T> T fork(Blobs source, Supplier<T> fork) {
        forks.writeLock().lock();
        try {
            T made = fork.get();
            // Content that came while the fork was made may be in it: asked before, the number would be too low.
            source.shareBelow(home.nextNumber());
            return made;
        } finally {
            forks.writeLock().unlock();
        }
    }

    /** A world goes on with another store that holds the same rows. */
    public Blobs move(Blobs member, Store store) {
        Blobs moved = join(store);
        members.remove(member);
        return moved;
    }

    /** A world goes, and with it all content that no other world holds. */
    public void leave(Blobs gone) {
        members.remove(gone);
        List<Long> numbers = gone.numbersAbove(0);
        while (!numbers.isEmpty()) {
            numbers.forEach(number -> deleteUnlessShared(gone, number));
            numbers = gone.numbersAbove(numbers.getLast());
        }
    }

    /**
     * There is a world whose rows cannot be read, so that nobody knows what it holds: content from before now is kept, until
     * a later process finds no such world.
     */
    public void loseSight() {
        lostSight = true;
        home.leaveUnswept();
    }

    /** As {@link #loseSight()}, of a world that had joined. */
    public void loseSightOf(Blobs member) {
        loseSight();
        members.remove(member);
    }

    /** Deletes content that an earlier process left behind and that no world holds; to be called once all have joined. */
    public void sweep() {
        if (lostSight) {
            return;
        }
        home.sweep(number -> members.stream().anyMatch(member -> member.holds(number)));
    }

    Chunks chunks() {
        return chunks;
    }

    /** Deletes content that a world held until now, unless another one still holds it. */
    void deleteUnlessShared(Blobs holder, long number) {
        forks.readLock().lock();
        try {
            if (number >= holder.sharedBelow() || !heldByOthers(holder, number)) {
                home.delete(number);
            }
        } finally {
            forks.readLock().unlock();
        }
    }

    private boolean heldByOthers(Blobs holder, long number) {
        if (lostSight) {
            return true;
        }
        for (Blobs member : members) {
            if (member != holder && member.holds(number)) {
                return true;
            }
        }
        return false;
    }
}
