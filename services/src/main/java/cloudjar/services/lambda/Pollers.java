package cloudjar.services.lambda;

import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.clock.Wakeup;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the sources of mappings that are switched on, one worker for each. A durable timer looks after every mapping, so that
 * reading goes on after a restart. Thread-safe.
 */
final class Pollers {
    private static final Logger LOG = LoggerFactory.getLogger(Pollers.class);
    private static final String TIMER = "lambda.mapping";
    private static final Duration LOOKED_AFTER = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Reads one source. */
    interface Source {
        /** Brings what there is to the function; false where there was nothing. */
        boolean poll(World world, FunctionName function, Mapping mapping, Subscription news)
                throws InterruptedException;
    }

    private final FunctionEngine engine;
    private final Source queues;
    private final Source streams;

    Pollers(FunctionEngine engine, Source queues, Source streams) {
        this.engine = engine;
        this.queues = queues;
        this.streams = streams;
    }

    /** Which mappings of a world are being read in this process. */
    private static final class Reading {
        private final Set<String> ids = ConcurrentHashMap.newKeySet();
    }

    void register(TimerHandlers handlers) {
        handlers.register(TIMER, this::fire);
    }

    /** The signal that a mapping has changed. */
    static String topic(String id) {
        return "lambda.mapping/" + id;
    }

    /** Sees to it that the mapping is looked after. */
    void arm(Tx tx, String account, String region, String id, Instant now) {
        tx.at(now.plus(LOOKED_AFTER), Timer.of(TIMER, account + "/" + region + "/" + id));
    }

    private void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", -1);
        boolean there = world.store().write(tx -> {
            Optional<Mapping> mapping =
                    LambdaTables.in(parts[0], parts[1]).mappings.get(tx, parts[2]);
            if (mapping.filter(Mapping::enabled).isPresent()) {
                tx.at(due.plus(LOOKED_AFTER), timer);
            }
            return mapping.isPresent();
        });
        if (there) {
            begin(world, parts[0], parts[1], parts[2]);
        }
    }

    /** Begins to read, where nobody does already. */
    void begin(World world, String account, String region, String id) {
        Set<String> reading = world.derived(Reading.class, Reading::new).ids;
        if (!reading.add(id)) {
            return;
        }
        engine.run(() -> {
            try {
                read(world, account, region, id);
            } catch (InterruptedException e) {
                LOG.debug("Reading ends with the server: mapping={}", id);
            } finally {
                reading.remove(id);
            }
        });
    }

    private void read(World world, String account, String region, String id) throws InterruptedException {
        LambdaTables tables = LambdaTables.in(account, region);
        try (Subscription news = world.signals().subscribe(topic(id))) {
            while (true) {
                Optional<Mapping> mapping = world.store().read(snapshot -> tables.mappings.get(snapshot, id));
                if (mapping.filter(Mapping::enabled).isEmpty()) {
                    return;
                }
                if (!poll(world, account, region, mapping.get(), news)
                        && news.await(world.clock().deadlineIn(PAUSE)) == Wakeup.CLOSED) {
                    return;
                }
            }
        }
    }

    private boolean poll(World world, String account, String region, Mapping mapping, Subscription news)
            throws InterruptedException {
        String arn = String.valueOf(mapping.shown().functionArn());
        String[] parts = arn.split(":", -1);
        FunctionName function =
                new FunctionName(account, region, mapping.functionName(), parts.length > 7 ? parts[7] : null);
        boolean queue = String.valueOf(mapping.shown().eventSourceArn()).contains(":sqs:");
        try {
            return (queue ? queues : streams).poll(world, function, mapping, news);
        } catch (ApiException e) {
            LOG.debug(
                    "A source is not read: mapping={}, code={}", mapping.shown().uuid(), e.code());
            return false;
        }
    }
}
