package cloudjar.services.cloudwatch;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.EndedCall;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.Utf8;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.world.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metrics of our own services, made of the calls that have ended: what queues, topics, functions and log groups got and gave. So no service
 * has to do anything for it, and nobody waits for it.
 */
final class ServiceMetrics implements EndedCalls.Tally {
    /** What makes a metric of a call. */
    private enum Kind {
        SENT,
        SENT_BATCH,
        RECEIVED,
        DELETED,
        DELETED_BATCH,
        PUBLISHED,
        PUBLISHED_BATCH,
        LOGGED,
        INVOKED
    }

    private static final Logger LOG = LoggerFactory.getLogger(ServiceMetrics.class);

    private static final Map<String, Kind> KINDS = Map.of(
            "sqs:SendMessage", Kind.SENT,
            "sqs:SendMessageBatch", Kind.SENT_BATCH,
            "sqs:ReceiveMessage", Kind.RECEIVED,
            "sqs:DeleteMessage", Kind.DELETED,
            "sqs:DeleteMessageBatch", Kind.DELETED_BATCH,
            "sns:Publish", Kind.PUBLISHED,
            "sns:PublishBatch", Kind.PUBLISHED_BATCH,
            "cloudwatchlogs:PutLogEvents", Kind.LOGGED,
            "lambda:Invoke", Kind.INVOKED);

    /** So many metrics may wait to be written, each with so many different values. */
    private static final int TARGETS_MAX = 10_000;

    private static final int VALUES_MAX = 10_000;

    /** One metric's place in a world. */
    private record Target(World world, String account, String region, MetricKey key, String unit, long minute) {}

    /** How often each value occurred, for each metric, since it was last written. */
    private final Map<Target, Map<Double, Double>> found = new ConcurrentHashMap<>();

    /** What was found of an operation: it is asked about with every call. */
    private final Map<OperationSchema, Optional<Kind>> known = new ConcurrentHashMap<>();

    private Optional<Kind> kind(OperationSchema operation) {
        Optional<Kind> found = known.get(operation);
        return found == null ? known.computeIfAbsent(operation, ServiceMetrics::find) : found;
    }

    private static Optional<Kind> find(OperationSchema operation) {
        return Optional.ofNullable(KINDS.get(operation.service().id() + ":" + operation.name()));
    }

    @Override
    public boolean wants(OperationSchema operation) {
        return kind(operation).isPresent();
    }

    @Override
    public boolean add(EndedCall ended) {
        Optional<Kind> kind = kind(ended.operation());
        Structure input = ended.input();
        if (kind.isEmpty() || input == null || ended.error() != null) {
            return true;
        }
        Measured measured = new Measured(ended.call(), found);
        add(measured, kind.get(), input, ended.output());
        return !measured.full;
    }

    @Override
    public boolean pending() {
        return !found.isEmpty();
    }

    @Override
    public void write() {
        Map<World, Map<Target, Point>> worlds = new LinkedHashMap<>();
        for (Target target : List.copyOf(found.keySet())) {
            Map<Double, Double> counts = found.remove(target);
            if (counts != null) {
                worlds.computeIfAbsent(target.world(), _ -> new LinkedHashMap<>())
                        .put(target, Point.of(List.copyOf(counts.keySet()), List.copyOf(counts.values())));
            }
        }
        worlds.forEach((world, points) -> {
            try {
                write(world, points);
            } catch (StoreFailedException e) {
                // Most often the world is gone, and its metrics with it; those of other worlds are written all the
                // same.
                LOG.debug("{} metrics of {} are not written", points.size(), world, e);
            }
        });
    }

    private static void write(World world, Map<Target, Point> points) {
        Instant now = world.clock().now();
        boolean unused = world.store().write(tx -> {
            for (Map.Entry<Target, Point> entry : points.entrySet()) {
                Target target = entry.getKey();
                Metrics.add(
                        tx,
                        CloudWatchTables.in(target.account(), target.region()),
                        target.key(),
                        new Metrics.Sample(
                                Instant.ofEpochSecond(target.minute()), target.unit(), entry.getValue(), false),
                        now);
            }
            return true;
        });
    }

    /** Takes what one call measured to how often each value occurred: points are made when they are written. */
    private static final class Measured {
        private static final long MINUTE = 60;

        private final Call call;
        private final Map<Target, Map<Double, Double>> found;

        /** Whether there was no room for some of it. */
        private boolean full;

        Measured(Call call, Map<Target, Map<Double, Double>> found) {
            this.call = call;
            this.found = found;
        }

        void add(String namespace, String name, SortedMap<String, String> dimensions, String unit, double value) {
            long minute = Math.floorDiv(call.time().getEpochSecond(), MINUTE) * MINUTE;
            Target target = new Target(
                    call.world(),
                    call.account(),
                    call.region(),
                    new MetricKey(namespace, name, dimensions),
                    unit,
                    minute);
            var unused = found.compute(target, (_, known) -> counted(known, value));
        }

        private @Nullable Map<Double, Double> counted(@Nullable Map<Double, Double> known, double value) {
            if (known == null && found.size() >= TARGETS_MAX) {
                full = true;
                return null;
            }
            Map<Double, Double> counts = known == null ? new HashMap<>() : known;
            if (counts.size() < VALUES_MAX || counts.containsKey(value)) {
                var unused = counts.merge(value, 1.0, Double::sum);
            } else {
                full = true;
            }
            return counts;
        }
    }

    private static void add(Measured measured, Kind kind, Structure input, @Nullable Structure output) {
        switch (kind) {
            case SENT -> sent(measured, text(input, "QueueUrl"), text(input, "MessageBody"));
            case SENT_BATCH ->
                list(input, "Entries")
                        .forEach(entry -> sent(measured, text(input, "QueueUrl"), text(entry, "MessageBody")));
            case RECEIVED -> {
                int count = output == null ? 0 : list(output, "Messages").size();
                String name = count == 0 ? "NumberOfEmptyReceives" : "NumberOfMessagesReceived";
                queue(measured, text(input, "QueueUrl"), name, "Count", Math.max(1, count));
            }
            case DELETED -> queue(measured, text(input, "QueueUrl"), "NumberOfMessagesDeleted", "Count", 1);
            case DELETED_BATCH ->
                queue(
                        measured,
                        text(input, "QueueUrl"),
                        "NumberOfMessagesDeleted",
                        "Count",
                        output == null ? 0 : list(output, "Successful").size());
            case PUBLISHED -> published(measured, text(input, "TopicArn"), 1);
            case PUBLISHED_BATCH ->
                published(
                        measured,
                        text(input, "TopicArn"),
                        output == null ? 0 : list(output, "Successful").size());
            case INVOKED -> invoked(measured, input, output);
            case LOGGED -> {
                SortedMap<String, String> dimensions =
                        new TreeMap<>(Map.of("LogGroupName", text(input, "logGroupName")));
                List<Structure> events = list(input, "logEvents");
                double bytes = 0;
                for (Structure event : events) {
                    bytes += bytes(text(event, "message"));
                }
                measured.add("AWS/Logs", "IncomingLogEvents", dimensions, "None", events.size());
                measured.add("AWS/Logs", "IncomingBytes", dimensions, "Bytes", bytes);
            }
        }
    }

    private static void sent(Measured measured, String url, String body) {
        queue(measured, url, "NumberOfMessagesSent", "Count", 1);
        queue(measured, url, "SentMessageSize", "Bytes", bytes(body));
    }

    private static void queue(Measured measured, String url, String name, String unit, double value) {
        SortedMap<String, String> dimensions =
                new TreeMap<>(Map.of("QueueName", url.substring(url.lastIndexOf('/') + 1)));
        if (value > 0) {
            measured.add("AWS/SQS", name, dimensions, unit, value);
        }
    }

    private static void invoked(Measured measured, Structure input, @Nullable Structure output) {
        String type = text(input, "InvocationType");
        if (type.equals("DryRun")) {
            return;
        }
        SortedMap<String, String> dimensions =
                new TreeMap<>(Map.of("FunctionName", functionName(text(input, "FunctionName"))));
        measured.add("AWS/Lambda", "Invocations", dimensions, "Count", 1);
        if (!type.equals("Event") && output != null) {
            boolean failed = !text(output, "FunctionError").isEmpty();
            measured.add("AWS/Lambda", "Errors", dimensions, "Count", failed ? 1 : 0);
        }
    }

    /** The bare name of a function that is named by its ARN, or with its account or version. */
    private static String functionName(String given) {
        String marker = "function:";
        int at = given.indexOf(marker);
        String name = at < 0 ? given : given.substring(at + marker.length());
        int version = name.indexOf(':');
        return version < 0 ? name : name.substring(0, version);
    }

    private static void published(Measured measured, String arn, int count) {
        if (count > 0 && !arn.isEmpty()) {
            SortedMap<String, String> dimensions =
                    new TreeMap<>(Map.of("TopicName", arn.substring(arn.lastIndexOf(':') + 1)));
            measured.add("AWS/SNS", "NumberOfMessagesPublished", dimensions, "Count", count);
        }
    }

    private static double bytes(String text) {
        return Utf8.length(text);
    }

    private static String text(Structure structure, String member) {
        return structure.get(member) instanceof String text ? text : "";
    }

    private static List<Structure> list(Structure structure, String member) {
        return structure.get(member) instanceof List<?> list
                ? list.stream()
                        .filter(Structure.class::isInstance)
                        .map(Structure.class::cast)
                        .toList()
                : List.of();
    }
}
