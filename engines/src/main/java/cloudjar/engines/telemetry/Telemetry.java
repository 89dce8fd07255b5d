package cloudjar.engines.telemetry;

import cloudjar.kernel.clock.Ticker;
import cloudjar.kernel.json.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What one sandbox tells of itself. Extensions subscribe while it begins, and are then told also of what was before; nothing is
 * worked out where nobody listens. Thread-safe.
 */
public final class Telemetry {
    private static final int EARLIER_MAX = 1_000;
    private static final int SUBSCRIPTIONS_MAX = 16;

    private final String host;
    private final boolean json;
    private final InstantSource time;
    private final Ticker ticker;
    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<TelemetryEvent> earlier = new ArrayList<>();
    private final Map<String, Subscribed> subscriptions = new LinkedHashMap<>();
    private volatile boolean open = true;
    private volatile boolean heard;

    private record Subscribed(TelemetryApi api, Subscription subscription) {}

    /**
     * A sandbox to whose telemetry nobody has subscribed yet.
     *
     * @param host where extensions of the sandbox listen
     * @param json whether lines of its function are JSON
     */
    public Telemetry(String host, boolean json, InstantSource time, Ticker ticker, Executor threads) {
        this.host = host;
        this.json = json;
        this.time = time;
        this.ticker = ticker;
        this.threads = threads;
    }

    /** Where extensions of the sandbox listen: what {@code sandbox.localdomain} stands for in it. */
    public String host() {
        return host;
    }

    /** Tells of an event of the platform. */
    public void tell(String type, Supplier<Map<String, Object>> record) {
        if (open || heard) {
            spread(new TelemetryEvent(time.instant(), "platform." + type, record.get()));
        }
    }

    /** Tells of a line: of the function, or of an extension. */
    public void line(String stream, String text) {
        if (open || heard) {
            Object record = json && stream.equals("function") && text.startsWith("{")
                    ? Json.object(text).<Object>map(object -> object).orElse(text)
                    : text;
            spread(new TelemetryEvent(time.instant(), stream, record));
        }
    }

    private void spread(TelemetryEvent event) {
        lock.lock();
        try {
            if (open && earlier.size() < EARLIER_MAX) {
                earlier.add(event);
            }
            subscriptions.values().forEach(each -> each.subscription().offer(event));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Subscribes an extension, or changes what it subscribed to.
     *
     * @throws SubscriptionRequest.RefusedException where it subscribed by the other way already, or there are too many
     */
    public void subscribe(String extension, SubscriptionRequest request) throws SubscriptionRequest.RefusedException {
        lock.lock();
        try {
            Subscribed before = subscriptions.get(extension);
            if (before != null && before.api() != request.api()) {
                throw new SubscriptionRequest.RefusedException(
                        "The extension has subscribed to the " + before.api().title() + " API already");
            }
            if (before == null && subscriptions.size() >= SUBSCRIPTIONS_MAX) {
                throw new SubscriptionRequest.RefusedException("There are too many subscriptions");
            }
            if (before != null) {
                before.subscription().close();
            }
            Subscription subscription = new Subscription(request, host, time, ticker);
            earlier.forEach(subscription::offer);
            subscriptions.put(extension, new Subscribed(request.api(), subscription));
            heard = true;
            threads.execute(subscription::run);
        } finally {
            lock.unlock();
        }
        tell("telemetrySubscription", () -> {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("name", extension);
            record.put("state", "Subscribed");
            record.put("types", request.types().stream().sorted().toList());
            return record;
        });
    }

    /** Whether extensions may subscribe: until the sandbox has begun. */
    public boolean isOpen() {
        return open;
    }

    /** The sandbox has begun. */
    public void begun() {
        lock.lock();
        try {
            open = false;
            earlier.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Hands nothing over while the sandbox stands still. */
    public void hold(boolean still) {
        all().forEach(subscription -> subscription.hold(still));
    }

    /** Hands over what there is, for so long at most each. */
    public void flush(Duration most) throws InterruptedException {
        for (Subscription subscription : all()) {
            boolean unused = subscription.flush(most);
        }
    }

    /** Ends all. */
    public void close() {
        all().forEach(Subscription::close);
    }

    private List<Subscription> all() {
        lock.lock();
        try {
            return subscriptions.values().stream().map(Subscribed::subscription).toList();
        } finally {
            lock.unlock();
        }
    }
}
