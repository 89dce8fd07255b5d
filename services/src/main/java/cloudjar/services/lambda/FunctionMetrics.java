package cloudjar.services.lambda;

import cloudjar.api.cloudwatch.StandardUnit;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.function.Outcome;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.world.World;
import cloudjar.services.MetricData;
import cloudjar.services.MetricData.Metric;
import cloudjar.services.MetricData.Minute;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What functions do, for CloudWatch: whoever invokes them and however. Invocations count for the function, for the name it was
 * invoked by, for the version that an alias led to, and for all functions together.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types of metrics</a>
 */
final class FunctionMetrics implements EndedCalls.Pending {
    private static final String NAMESPACE = "AWS/Lambda";
    private static final String FUNCTION = "FunctionName";
    private static final String RESOURCE = "Resource";
    private static final String VERSION = "ExecutedVersion";

    private static final Metric INVOCATIONS = new Metric("Invocations", StandardUnit.COUNT);
    private static final Metric ERRORS = new Metric("Errors", StandardUnit.COUNT);
    private static final Metric THROTTLES = new Metric("Throttles", StandardUnit.COUNT);
    private static final Metric DURATION = new Metric("Duration", StandardUnit.MILLISECONDS);
    private static final Metric CONCURRENT = new Metric("ConcurrentExecutions", StandardUnit.COUNT);
    private static final Metric DROPPED_LOOPS = new Metric("RecursiveInvocationsDropped", StandardUnit.COUNT);
    private static final Metric EVENTS = new Metric("AsyncEventsReceived", StandardUnit.COUNT);
    private static final Metric EVENT_AGE = new Metric("AsyncEventAge", StandardUnit.MILLISECONDS);
    private static final Metric DROPPED_EVENTS = new Metric("AsyncEventsDropped", StandardUnit.COUNT);
    private static final Metric RECORD_AGE = new Metric("IteratorAge", StandardUnit.MILLISECONDS);
    private static final double NANOS = 1e6;

    private final MetricData data;
    private final Consumer<World> later;

    /** Nothing is measured yet; what will be is written beside the records of calls. */
    FunctionMetrics(MetricData data, EndedCalls calls) {
        this.data = data;
        this.later = calls.write(this);
    }

    /** A function ran, from then on, at that place. */
    void ran(Invoker.Target target, World world, Instant begun, Places.Place place, Outcome outcome) {
        boolean failed = outcome.answer() instanceof Outcome.Answer.Failed;
        double millis = millis(outcome.report().duration());
        for (Map<String, String> dimensions : dimensions(target)) {
            Minute minute = minute(target.name(), world, begun, dimensions);
            add(minute, INVOCATIONS, 1);
            add(minute, ERRORS, failed ? 1 : 0);
            add(minute, DURATION, millis);
            add(minute, CONCURRENT, dimensions.isEmpty() ? place.ofAccount() : place.ofFunction());
        }
        later.accept(world);
    }

    /** An invocation found no place. */
    void throttled(Invoker.Target target, World world, Instant when) {
        for (Map<String, String> dimensions : dimensions(target)) {
            add(minute(target.name(), world, when, dimensions), THROTTLES, 1);
        }
        later.accept(world);
    }

    /** An invocation was stopped because it went in a loop. */
    void stopped(World world, FunctionName name) {
        count(name, world, DROPPED_LOOPS, 1);
    }

    /** An event was accepted, to be handled later. */
    void accepted(FunctionName name, World world) {
        count(name, world, EVENTS, 1);
    }

    /** An event was handed to its function for the first time or again, so long after it was accepted. */
    void handed(FunctionName name, World world, Duration age) {
        count(name, world, EVENT_AGE, millis(age));
    }

    /** An event was given up without success. */
    void gaveUp(FunctionName name, World world) {
        count(name, world, DROPPED_EVENTS, 1);
    }

    /** A function got records of a stream, the last of which was so old. */
    void read(FunctionName name, World world, Duration age) {
        count(name, world, RECORD_AGE, millis(age));
    }

    private static double millis(Duration time) {
        return time.toNanos() / NANOS;
    }

    private void count(FunctionName name, World world, Metric metric, double value) {
        add(minute(name, world, world.clock().now(), Map.of(FUNCTION, name.name())), metric, value);
        later.accept(world);
    }

    /** What finds no room is not counted: {@link MetricData} holds minutes of thousands of functions. */
    private static void add(Minute minute, Metric metric, double value) {
        boolean unused = minute.add(metric, value);
    }

    private Minute minute(FunctionName name, World world, Instant time, Map<String, String> dimensions) {
        return data.minute(world, new Scope(name.account(), name.region()), time, NAMESPACE, dimensions);
    }

    private static List<Map<String, String>> dimensions(Invoker.Target target) {
        FunctionName name = target.name();
        String qualifier = name.qualifier();
        String resource = qualifier == null ? name.name() : name.name() + ":" + qualifier;
        Map<String, String> function = Map.of(FUNCTION, name.name());
        Map<String, String> byName = Map.of(FUNCTION, name.name(), RESOURCE, resource);
        return qualifier == null || FunctionName.isVersion(qualifier)
                ? List.of(Map.of(), function, byName)
                : List.of(
                        Map.of(),
                        function,
                        byName,
                        Map.of(
                                FUNCTION,
                                name.name(),
                                RESOURCE,
                                resource,
                                VERSION,
                                target.version().number()));
    }

    @Override
    public boolean pending() {
        return data.pending();
    }

    @Override
    public void write() {
        data.write();
    }
}
