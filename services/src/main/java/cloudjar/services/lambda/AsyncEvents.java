package cloudjar.services.lambda;

import cloudjar.api.lambda.FunctionEventInvokeConfig;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.lambda.LambdaTables.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous invocations: kept until they are over, tried again by the clock, and told of to destinations. One that was running
 * when the process died runs again.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How Lambda handles errors and
 *     retries with asynchronous invocation</a>
 */
final class AsyncEvents {
    private static final String TIMER = "lambda.event";
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration SECOND_RETRY = Duration.ofMinutes(2);
    private static final Duration DELAY_MAX = Duration.ofMinutes(5);
    private static final int DOUBLINGS_MAX = 9;

    /** Longer than any invocation: what is not over by then was lost with its process. */
    private static final Duration LEASE = Duration.ofMinutes(20);

    private final LimitProfile limits;
    private final FunctionEngine engine;
    private final Invoker invoker;
    private final Destinations destinations;
    private final FunctionMetrics metrics;

    AsyncEvents(
            LimitProfile limits,
            FunctionEngine engine,
            Invoker invoker,
            Destinations destinations,
            FunctionMetrics metrics) {
        this.limits = limits;
        this.engine = engine;
        this.invoker = invoker;
        this.destinations = destinations;
        this.metrics = metrics;
    }

    /** Which events of a world are being run in this process. */
    private static final class Running {
        private final Set<String> ids = ConcurrentHashMap.newKeySet();
    }

    void register(TimerHandlers handlers) {
        handlers.register(TIMER, this::fire);
    }

    /** Takes an event in. */
    void accept(FunctionName name, Bytes payload, @Nullable String clientContext, Call call) {
        Endpoints.seen(call);
        Event event = new Event(
                call.requestId(),
                name.name(),
                name.qualifier(),
                name.arn(),
                payload,
                clientContext,
                call.traceId(),
                call.world().clock().now(),
                0,
                0);
        World world = call.world();
        boolean running = world.derived(Running.class, Running::new).ids.add(event.id());
        Instant lease = event.accepted().plus(LEASE);
        boolean unused = call.write(tx -> {
            LambdaTables tables = name.tables();
            if (tables.events.count(tx, Range.all().limit(LambdaLimits.EVENTS.intIn(limits)))
                    >= LambdaLimits.EVENTS.in(limits)) {
                throw LambdaErrors.throttled("CallerRateLimitExceeded");
            }
            tables.events.put(tx, event.id(), event);
            tx.at(lease, timer(name, event));
            return running;
        });
        metrics.accepted(name, world);
        engine.run(() -> run(world, name, event));
    }

    private static Timer timer(FunctionName name, Event event) {
        return Timer.of(TIMER, name.account() + "/" + name.region() + "/" + event.id());
    }

    private void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", -1);
        LambdaTables tables = LambdaTables.in(parts[0], parts[1]);
        Optional<Event> event = world.store().read(snapshot -> tables.events.get(snapshot, parts[2]));
        if (event.isEmpty()) {
            return;
        }
        FunctionName name = new FunctionName(
                parts[0], parts[1], event.get().name(), event.get().qualifier());
        boolean mine = world.derived(Running.class, Running::new).ids.add(parts[2]);
        boolean unused = world.store().write(tx -> {
            tx.at(due.plus(LEASE), timer);
            return mine;
        });
        if (mine) {
            engine.run(() -> run(world, name, event.get()));
        }
    }

    private void run(World world, FunctionName name, Event event) {
        try {
            attempt(world, name, event);
        } finally {
            world.derived(Running.class, Running::new).ids.remove(event.id());
        }
    }

    /** Runs the function once, and says what follows. */
    private void attempt(World world, FunctionName name, Event event) {
        Instant now = world.clock().now();
        FunctionEventInvokeConfig config = config(world, name);
        int age = config.maximumEventAgeInSeconds() == null
                ? LambdaLimits.EVENT_AGE.intIn(limits)
                : config.maximumEventAgeInSeconds();
        if (event.attempts() + event.delays() > 0
                && event.accepted().plusSeconds(age).isBefore(now)) {
            over(world, name, event, null, "EventAgeExceeded", config);
            return;
        }
        Call call = ServiceCalls.of(world, name);
        metrics.handed(name, world, Duration.between(event.accepted(), now));
        Execution execution;
        try {
            execution = invoker.run(
                    invoker.find(name, call),
                    new Invoker.Order(event.id(), event.payload(), event.clientContext(), event.traceId(), null),
                    call);
        } catch (ApiException e) {
            if (e.code().equals("ResourceNotFoundException")) {
                end(world, name, event);
                return;
            }
            if (e.code().equals("RecursiveInvocationException")) {
                over(world, name, event, null, "RetriesExhausted", config);
                return;
            }
            Duration delay = Duration.ofSeconds(1L << Math.min(event.delays(), DOUBLINGS_MAX));
            again(world, name, event.delayed(), now.plus(delay.compareTo(DELAY_MAX) > 0 ? DELAY_MAX : delay));
            return;
        }
        int retries = config.maximumRetryAttempts() == null
                ? LambdaLimits.RETRIES.intIn(limits)
                : config.maximumRetryAttempts();
        if (!execution.failed()) {
            over(world, name, event, execution, "Success", config);
        } else if (event.attempts() < retries) {
            again(world, name, event.failed(), now.plus(event.attempts() == 0 ? FIRST_RETRY : SECOND_RETRY));
        } else {
            over(world, name, event.failed(), execution, "RetriesExhausted", config);
        }
    }

    private static FunctionEventInvokeConfig config(World world, FunctionName name) {
        return world.store().read(snapshot -> name.tables()
                .invokeConfigs
                .get(snapshot, new Part(name.name(), name.qualifierOrLatest()))
                .orElseGet(() -> FunctionEventInvokeConfig.builder().build()));
    }

    private static void again(World world, FunctionName name, Event event, Instant when) {
        boolean unused = world.store().write(tx -> {
            name.tables().events.put(tx, event.id(), event);
            tx.at(when, timer(name, event));
            return true;
        });
    }

    private static void end(World world, FunctionName name, Event event) {
        boolean unused = world.store().write(tx -> {
            tx.cancel(TIMER, timer(name, event).id());
            return name.tables().events.delete(tx, event.id());
        });
    }

    private void over(
            World world,
            FunctionName name,
            Event event,
            @Nullable Execution execution,
            String condition,
            FunctionEventInvokeConfig config) {
        if (!condition.equals("Success")) {
            metrics.gaveUp(name, world);
        }
        destinations.tell(world, name, new Destinations.Ended(event, execution, condition), config);
        end(world, name, event);
    }
}
