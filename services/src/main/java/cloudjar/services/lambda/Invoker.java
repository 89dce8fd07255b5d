package cloudjar.services.lambda;

import cloudjar.api.lambda.AliasConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.function.FunctionRefusedException;
import cloudjar.kernel.function.FunctionSpec;
import cloudjar.kernel.function.Invocation;
import cloudjar.kernel.function.Outcome;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.world.World;
import cloudjar.services.lambda.LambdaTables.Part;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs functions for whoever asks: finds the version, takes a place, hands it to the engine, writes the log. */
final class Invoker {
    private static final long WEIGHT_STEPS = 1L << 32;

    /** As often may a function be invoked in one chain (Lambda Developer Guide, recursive loop detection: about 16 times). */
    private static final int LOOP_MAX = 16;

    private final FunctionEngine engine;
    private final Executions executions;
    private final Places places;
    private final FunctionLogs logs;
    private final FunctionMetrics metrics;

    Invoker(FunctionEngine engine, Executions executions, Places places, FunctionLogs logs, FunctionMetrics metrics) {
        this.engine = engine;
        this.executions = executions;
        this.places = places;
        this.logs = logs;
        this.metrics = metrics;
    }

    /**
     * What an invocation hands over.
     *
     * @param requestId of the invocation
     * @param stream takes a streamed response; null where the whole is wanted
     */
    record Order(
            String requestId,
            Bytes payload,
            @Nullable String clientContext,
            @Nullable String traceId,
            Invocation.@Nullable Stream stream) {}

    /** A version that was found, with what else decides about its invocation. */
    record Target(FunctionName name, Function function, Version version, int unreserved) {}

    /** Finds what a name means now; of an alias with weights, one of its versions by chance. */
    Target find(FunctionName name, Call call) {
        double chance = (call.world().ids().number() & (WEIGHT_STEPS - 1)) / (double) WEIGHT_STEPS;
        return call.read(snapshot -> {
            Function function = Lookup.function(snapshot, name.with(name.qualifierOrLatest()));
            int unreserved = function.reserved() == null ? places.unreserved(snapshot, name.tables()) : 0;
            return new Target(name, function, version(snapshot, name, chance), unreserved);
        });
    }

    private static Version version(Snapshot snapshot, FunctionName name, double chance) {
        if (FunctionName.isVersion(name.qualifierOrLatest())) {
            return Lookup.version(snapshot, name);
        }
        AliasConfiguration alias = Lookup.alias(snapshot, name).orElseThrow(() -> LambdaErrors.noFunction(name.arn()));
        String number = String.valueOf(alias.functionVersion());
        if (alias.routingConfig() != null) {
            double left = chance;
            for (Map.Entry<String, Double> other :
                    alias.routingConfig().additionalVersionWeights().entrySet()) {
                if (left < other.getValue()) {
                    number = other.getKey();
                    break;
                }
                left -= other.getValue();
            }
        }
        return name.tables()
                .versions
                .get(snapshot, new Part(name.name(), number))
                .orElseThrow(() -> LambdaErrors.noFunction(name.arn()));
    }

    /** Runs it and waits. */
    Execution run(Target target, Order order, Call call) {
        Endpoints.seen(call);
        String trace = trace(order, call);
        Lineage lineage = Lineage.of(trace);
        if (stops(target, lineage, call.world())) {
            throw LambdaErrors.loop();
        }
        FunctionSpec spec = executions.spec(target.name(), target.function(), target.version(), call);
        Invocation invocation = new Invocation(
                order.requestId(),
                order.payload().isEmpty() ? Bytes.ofUtf8("{}") : order.payload(),
                target.name().arn(),
                lineage.with(target.name()).in(trace),
                order.clientContext(),
                order.stream());
        Outcome outcome = outcome(target, spec, invocation, call.world());
        String log = logs.written(target, order.requestId(), outcome, call);
        boolean failed = outcome.answer() instanceof Outcome.Answer.Failed;
        return new Execution(
                target.version().number(),
                order.requestId(),
                outcome.answer().body(),
                failed ? Execution.UNHANDLED : null,
                log,
                outcome);
    }

    private Outcome outcome(Target target, FunctionSpec spec, Invocation invocation, World world) {
        Instant begun = world.clock().now();
        Outcome outcome;
        Places.Place place;
        try {
            place = places.enter(world, target.name(), target.function(), target.unreserved());
            try {
                outcome = engine.invoke(spec, invocation);
            } finally {
                place.leave();
            }
        } catch (FunctionRefusedException e) {
            ApiException refused = refused(e);
            throttled(refused, target, world, begun);
            throw refused;
        } catch (ApiException e) {
            throttled(e, target, world, begun);
            throw e;
        }
        metrics.ran(target, world, begun, place, outcome);
        return outcome;
    }

    private void throttled(ApiException refused, Target target, World world, Instant when) {
        if (refused.code().equals("TooManyRequestsException")) {
            metrics.throttled(target, world, when);
        }
    }

    /** Whether an invocation is not to be because it goes in a loop; it is counted then. */
    boolean stops(Target target, Lineage lineage, World world) {
        boolean loop = isLoop(target, lineage);
        if (loop) {
            metrics.stopped(world, target.name());
        }
        return loop;
    }

    /** Whether the function has been invoked too often in one chain of requests, and does not allow that. */
    static boolean isLoop(Target target, Lineage lineage) {
        return lineage.count(target.name()) >= LOOP_MAX
                && Function.TERMINATE.equals(target.function().recursion());
    }

    private static ApiException refused(FunctionRefusedException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        return switch (e.reason()) {
            case NO_RUNTIME -> LambdaErrors.cannotRun(message);
            case BAD_CODE -> LambdaErrors.badCode(message);
            case FULL -> LambdaErrors.throttled("ConcurrentInvocationLimitExceeded");
            case CLOSED -> LambdaErrors.service(message);
        };
    }

    /** The X-Ray header of an invocation: the given one, else one of its own. */
    static String trace(Order order, Call call) {
        String given = order.traceId() == null ? call.traceId() : order.traceId();
        if (given.startsWith("Root=")) {
            return given;
        }
        String digits = order.requestId().replace("-", "");
        return "Root=1-" + "%08x".formatted(call.time().getEpochSecond()) + "-" + digits.substring(8, 32) + ";Parent="
                + digits.substring(0, 16) + ";Sampled=0";
    }
}
