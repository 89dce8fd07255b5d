package cloudjar.kernel.clock;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Wakes those who wait for news of a topic. A signal carries nothing: who is woken looks at the store again. Thread-safe; a
 * waiter takes no time until it is woken.
 *
 * <p>To miss nothing, subscribe before looking:
 *
 * <pre>{@code
 * Deadline deadline = clock.deadlineIn(wait);
 * try (Subscription news = signals.subscribe(topic)) {
 *     do {
 *         result = store.write(tx -> receive(tx));
 *     } while (result.isEmpty() && news.await(deadline) == Wakeup.SIGNALLED);
 * }
 * }</pre>
 */
public final class Signals implements AutoCloseable {
    private final Map<String, Set<Subscription>> topics = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** The signals of the world with this clock. */
    public Signals(Clock clock) {
        clock.onMove(this::lookAtTheClock);
    }

    /** Listens to the topics from now on; the caller closes it. */
    public Subscription subscribe(String... names) {
        return subscribe(List.of(names));
    }

    /** Listens to the topics from now on; the caller closes it. */
    public Subscription subscribe(Collection<String> names) {
        Subscription subscription = new Subscription(this, Set.copyOf(names));
        for (String topic : subscription.topics()) {
            topics.compute(topic, (name, waiting) -> {
                Set<Subscription> all = waiting == null ? ConcurrentHashMap.newKeySet() : waiting;
                all.add(subscription);
                return all;
            });
        }
        return subscription;
    }

    /** Wakes all who listen to the topic. */
    public void signal(String topic) {
        Set<Subscription> waiting = topics.get(topic);
        if (waiting != null) {
            waiting.forEach(Subscription::signal);
        }
    }

    /** Wakes all who listen to anything: what they wait for may have been signalled. */
    public void signalAll() {
        topics.values().forEach(waiting -> waiting.forEach(Subscription::signal));
    }

    /** How many topics are listened to. */
    public int topicCount() {
        return topics.size();
    }

    /** Ends all waits, and those to come. */
    @Override
    public void close() {
        closed = true;
        lookAtTheClock();
    }

    boolean closed() {
        return closed;
    }

    void remove(Subscription subscription) {
        for (String topic : subscription.topics()) {
            topics.computeIfPresent(topic, (name, waiting) -> {
                waiting.remove(subscription);
                return waiting.isEmpty() ? null : waiting;
            });
        }
    }

    private void lookAtTheClock() {
        topics.values().forEach(waiting -> waiting.forEach(Subscription::wake));
    }
}
