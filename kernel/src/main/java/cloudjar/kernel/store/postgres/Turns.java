package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.StoreFailedException.Reason;
import cloudjar.kernel.store.overlay.Overlay;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Runs the writes of one world on this node. Thread-safe. */
final class Turns {
    /*
     * Bodies that wait are run one after the other, each over the changes of those before it, in one SERIALIZABLE transaction:
     * what one of them read the next need not ask for again, all changes travel in one statement, and one sync of the
     * database's log is for all of them. Within a node there are no conflicts then. Bodies of different nodes do conflict; the
     * database finds out, and all bodies of the turn that lost run again. From then on, for a while, this node takes the world's
     * lock for each turn: where all nodes do, none loses any more. Should it lose all the same, it pauses for a random time and
     * runs, since the shorter transaction wins more often, fewer bodies at once.
     *
     * A body that throws leaves no changes and does not disturb the others. What it threw it is told after the commit alone,
     * for it may have read the changes of others in its turn.
     *
     * When the connection breaks before the commit was sent, nothing has happened and all bodies run again on another. When it
     * breaks after, nobody knows: the callers are told so.
     */

    private static final int BODIES_MAX = 64;
    private static final int CONTENDED_TURNS = 100;

    private final View.Source source;
    private final WorldLock worldLock;

    /** For how many more turns the lock is taken; the running thread's. */
    private int contended;

    private final long world;
    private final KeyLayout layout;
    private final IntSupplier slot;
    private final LongSupplier random;
    private final Executor executor;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Job<?>> waiting = new ArrayDeque<>();
    private final Condition ended = lock.newCondition();
    private boolean running;
    private boolean closed;

    /** The thread that runs bodies at this moment. */
    private volatile @Nullable Thread worker;

    Turns(Database database, long world, KeyLayout layout, IntSupplier slot, Executor executor) {
        this.source = database::toWrite;
        this.worldLock = new WorldLock(database, world);
        this.world = world;
        this.layout = layout;
        this.slot = slot;
        this.random = database.random();
        this.executor = executor;
    }

    /** Runs the job and returns when it has ended. */
    void run(Job<?> job) {
        lock.lock();
        try {
            if (closed) {
                throw refusal();
            }
            waiting.addLast(job);
            if (!running) {
                executor.execute(this::work);
                running = true;
            }
        } finally {
            lock.unlock();
        }
        job.await();
    }

    /** Whether the calling thread is in a body. */
    boolean inBody() {
        return worker == Thread.currentThread();
    }

    private void work() {
        worker = Thread.currentThread();
        List<Job<?>> turn = take(BODIES_MAX);
        while (!turn.isEmpty()) {
            run(turn);
            turn = take(BODIES_MAX);
        }
    }

    /** The next bodies; when there are none, the work has ended. */
    private List<Job<?>> take(int most) {
        lock.lock();
        try {
            List<Job<?>> turn = new ArrayList<>();
            while (turn.size() < most && !waiting.isEmpty()) {
                turn.add(waiting.removeFirst());
            }
            if (turn.isEmpty()) {
                worker = null;
                running = false;
                ended.signalAll();
            }
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** Runs the bodies until all have ended. */
    private void run(List<Job<?>> bodies) {
        List<Job<?>> left = bodies;
        int size = left.size();
        Patience patience = new Patience(random);
        while (!left.isEmpty()) {
            List<Job<?>> turn = left.subList(0, Math.min(size, left.size()));
            boolean locked = contended > 0;
            SqlFailure failure = locked ? attemptLocked(turn) : attempt(turn);
            boolean lost = failure != null && failure.kind() == SqlFailure.Kind.CONFLICT;
            if (lost) {
                contended = CONTENDED_TURNS;
            }
            if (lost && !locked) {
                continue;
            }
            if (failure != null && mayTryAgain(failure, turn, patience)) {
                // Alone, where one of them may be to blame.
                size = lost ? (turn.size() + 1) / 2 : 1;
                continue;
            }
            if (failure == null) {
                turn.forEach(Job::committed);
            } else {
                StoreFailedException told = failure.toStoreFailure("the transaction was not committed");
                turn.forEach(job -> job.failed(told));
            }
            left = left.subList(turn.size(), left.size());
            patience = new Patience(random);
        }
    }

    private static boolean mayTryAgain(SqlFailure failure, List<Job<?>> turn, Patience patience) {
        return switch (failure.kind()) {
            case CONFLICT, LOST -> patience.again();
            case REFUSED, FULL -> turn.size() > 1;
            case UNREACHABLE, NOT_WRITABLE -> false;
        };
    }

    private @Nullable SqlFailure attemptLocked(List<Job<?>> turn) {
        worldLock.take();
        try {
            return attempt(turn);
        } finally {
            worldLock.release();
            contended--;
            if (contended == 0) {
                worldLock.close();
            }
        }
    }

    /** Runs bodies in one transaction and commits it; says what went wrong. */
    private @Nullable SqlFailure attempt(List<Job<?>> turn) {
        View view = new View(source, world, layout);
        try (view) {
            Overlay changes = Overlay.EMPTY;
            for (Job<?> job : turn) {
                changes = job.run(view, changes, slot.getAsInt());
                if (view.failure() != null) {
                    break;
                }
            }
            Writing.commit(view, changes);
            return null;
        } catch (SqlFailure e) {
            if (!e.disconnected()) {
                return e;
            }
            // Even where the server says that it goes: it may say so between the commit and the answer to it.
            return view.committing() ? e.unknown() : view.begun() ? e.lost() : e;
        }
    }

    /** Ends those who wait, and waits for those who run; whoever comes later is refused. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.forEach(job -> job.failed(refusal()));
            waiting.clear();
            while (running) {
                ended.awaitUninterruptibly();
            }
            worldLock.close();
        } finally {
            lock.unlock();
        }
    }

    private static StoreFailedException refusal() {
        return new StoreFailedException(Reason.CLOSED, "this world was dropped, or the server stops", null);
    }
}
