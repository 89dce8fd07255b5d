package cloudjar.kernel.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one transaction wants to happen after its commit: the part of a {@link Tx} that all engines share. */
public final class Effects {
    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

    private @Nullable List<Runnable> actions;
    private @Nullable Set<String> topics;
    private @Nullable Instant earliestTimer;

    /** Runs the action. */
    public void afterCommit(Runnable action) {
        if (actions == null) {
            actions = new ArrayList<>(2);
        }
        actions.add(action);
    }

    /** Tells the listener of the topic, once. */
    public void signal(String topic) {
        if (topics == null) {
            topics = new LinkedHashSet<>(4);
        }
        topics.add(topic);
    }

    /** Tells the listener of a timer that was set. */
    public void timerSet(Instant due) {
        if (earliestTimer == null || due.isBefore(earliestTimer)) {
            earliestTimer = due;
        }
    }

    /** Lets it all happen; to be called once, when the writes are visible and no lock is held. */
    public void happen(CommitListener listener) {
        if (earliestTimer != null) {
            listener.timerSet(earliestTimer);
        }
        if (topics != null) {
            topics.forEach(listener::signalled);
        }
        if (actions != null) {
            actions.forEach(Effects::run);
        }
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            // The transaction is committed: its caller must not take this for a failure of the write.
            LOG.error("an action after a commit failed", e);
        }
    }
}
