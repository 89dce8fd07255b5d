package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.Peers;
import cloudjar.kernel.store.StoreFailedException;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node among the others. */
final class Nodes implements Peers, AutoCloseable {
    /*
     * Each node has an entry in a table, which it renews every second. Who has not for five seconds is dead to the others, and to
     * itself: it fires no timers until it has entered anew, under another number.
     *
     * News travel as notifications. They may get lost, so nothing depends on them alone: announcements are counted in the
     * database, and every renewal compares the count; after a gap in listening, and when a node has died, whose last letters may have
     * stayed unsent, all who wait are woken. Where a database knows no notifications, nodes count what they signal and compare the
     * counts several times a second.
     */

    private static final long BEAT_MILLIS = 1_000;
    private static final long BEATS_PER_CHORES = 60;
    private static final long POLL_MILLIS = 100;
    private static final long LOOKED_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);

    private final OpenStores stores;
    private final WorldTable worlds;
    private final Line line;
    private final Roll roll;
    private final boolean notified;
    private final Ear ear;
    private final Post post;
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = Executors.defaultThreadFactory().newThread(task);
        thread.setName("nodes");
        thread.setDaemon(true);
        return thread;
    });

    /** Held by whoever looks again. */
    private final ReentrantLock looking = new ReentrantLock();

    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong newsSeen = new AtomicLong();
    private final List<Runnable> chores = new CopyOnWriteArrayList<>();

    /** Of the thread that beats. */
    private long beatCount;

    private volatile BooleanSupplier look = () -> true;
    private volatile Roll.Entry self;
    private volatile Roll.Sight sight;
    private volatile boolean alive = true;
    private volatile boolean closed;

    /** Enters this node. */
    Nodes(Database database, WorldTable worlds, OpenStores stores) {
        this.worlds = worlds;
        this.stores = stores;
        this.line = new Line(database);
        this.roll = new Roll(database, line);
        this.notified = database.address().listen() && Ear.works(database);
        this.ear = new Ear(database, this::receive, this::missed);
        this.post = new Post(notified ? Post.notifying(line, this::self) : lines -> roll.countNews(self()), work);
        this.self = roll.enter();
        this.sight = roll.look();
        this.newsSeen.set(sight.news());
        this.seen.set(sight.announced());
    }

    /** Listens, and keeps this node's entry fresh. */
    void start() {
        if (notified) {
            ear.start(work);
        } else {
            LOG.info("the database brings no notifications: nodes look {} times a second for news", 1000 / POLL_MILLIS);
            var unused = beats.scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        var unused = beats.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        // From now on the others know that there is somebody to tell.
        announce();
    }

    /** The smallest number that no other node at work has. */
    int slot() {
        return self.slot();
    }

    /** Tells the others of a commit. */
    void tell(String news) {
        if (sight.alive().size() > 1) {
            post.post(news);
        }
    }

    /** Has the first of the nodes do something every minute. */
    void chore(Runnable chore) {
        chores.add(chore);
    }

    @Override
    public long self() {
        return self.node();
    }

    @Override
    public boolean isAlive(long node) {
        if (node == self.node()) {
            return alive;
        }
        // One that is not known may have come a moment ago.
        return sight.alive().contains(node) || (alive && refresh().alive().contains(node));
    }

    @Override
    public boolean isFirst() {
        SortedSet<Long> nodes = sight.alive();
        return alive && (nodes.isEmpty() || nodes.first() >= self.node());
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean isCurrent(String world) {
        PostgresStore store = stores.named(world);
        return store == null || worlds.wasThere(world, store.world());
    }

    @Override
    public void leave(String world) {
        PostgresStore store = stores.remove(world);
        if (store != null) {
            store.close();
        }
    }

    @Override
    public void onNews(BooleanSupplier listener) {
        look = listener;
    }

    @Override
    public void announce() {
        try {
            long announcement = roll.announce();
            seen.accumulateAndGet(announcement, (a, b) -> b == a + 1 ? b : a);
            tell(Letter.LOOK);
            while (!closed && !roll.blind(self(), announcement).isEmpty()) {
                // Another node may wait for this one.
                lookIfAnnounced();
                LockSupport.parkNanos(this, LOOKED_PAUSE_NANOS);
            }
        } catch (SqlFailure e) {
            throw e.toStoreFailure("other nodes could not be told");
        }
    }

    private Roll.Sight refresh() {
        Roll.Sight now = roll.look();
        sight = now;
        // Whoever looks first after others counted news has to say so: the next one sees no difference.
        if (newsSeen.getAndSet(now.news()) != now.news()) {
            missed();
        }
        return now;
    }

    private void beat() {
        try {
            if (!roll.renew(self())) {
                alive = false;
                LOG.warn("this node was not heard of for {} s and begins anew", Roll.LEASE_SECONDS);
                self = roll.enter();
                missed();
            }
            alive = true;
            SortedSet<Long> before = sight.alive();
            SortedSet<Long> now = refresh().alive();
            if (!now.containsAll(before)) {
                missed();
            }
            if (isFirst()) {
                roll.forgetDead();
            }
            lookIfAnnounced();
            if (++beatCount % BEATS_PER_CHORES == 0 && isFirst()) {
                work.execute(this::doChores);
            }
        } catch (SqlFailure e) {
            alive = false;
            LOG.warn("this node cannot say that it is alive: {}", e.getMessage());
        }
    }

    private void doChores() {
        for (Runnable chore : chores) {
            try {
                chore.run();
            } catch (StoreFailedException e) {
                LOG.warn("a chore is left to the next time", e);
            }
        }
    }

    private void poll() {
        try {
            refresh();
            lookIfAnnounced();
        } catch (SqlFailure e) {
            LOG.debug("the next beat says more", e);
        }
    }

    private void receive(String letter) {
        if (letter.isEmpty() || Letter.sender(letter) == self()) {
            return;
        }
        for (Letter.Line news : Letter.read(letter)) {
            switch (news) {
                case Letter.Line.Signalled signalled -> {
                    PostgresStore store = stores.numbered(signalled.world());
                    if (store != null) {
                        store.listener().signalled(signalled.topic());
                    }
                }
                case Letter.Line.TimerSet set -> {
                    PostgresStore store = stores.numbered(set.world());
                    if (store != null) {
                        store.listener().timerSet(set.due());
                    }
                }
                case Letter.Line.Look announced -> work.execute(this::lookNow);
                case Letter.Line.Anything anything -> missed();
            }
        }
    }

    private void lookNow() {
        try {
            refresh();
            lookIfAnnounced();
        } catch (SqlFailure e) {
            LOG.debug("the next beat looks again", e);
        }
    }

    /** Wakes all who wait, for they may have missed what they wait for. */
    private void missed() {
        stores.all().forEach(store -> store.listener().missed());
    }

    /** Looks again, unless someone is at it, if there was an announcement since the last time. */
    private void lookIfAnnounced() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            long announced = roll.look().announced();
            while (announced > seen.get() && lookAgain()) {
                seen.accumulateAndGet(announced, Math::max);
                roll.seen(self(), announced);
                announced = roll.look().announced();
            }
        } finally {
            looking.unlock();
        }
    }

    private boolean lookAgain() {
        try {
            return look.getAsBoolean();
        } catch (RuntimeException e) {
            // The thread that looks is everyone's, and the next beat looks again.
            LOG.error("what other nodes changed could not be looked at", e);
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        beats.shutdownNow();
        ear.close();
        try {
            roll.leave(self());
        } catch (SqlFailure e) {
            LOG.debug("the entry of this node ends by itself", e);
        }
        work.shutdown();
        line.close();
    }
}
