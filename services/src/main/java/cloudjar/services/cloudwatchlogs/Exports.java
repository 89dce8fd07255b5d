package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.ExportTask;
import cloudjar.api.cloudwatchlogs.ExportTaskExecutionInfo;
import cloudjar.api.cloudwatchlogs.ExportTaskStatus;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.S3;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Does exports: one compressed object for some events of a stream. */
final class Exports {
    private static final String HANDLER = "logs.export";

    /** How many events one object holds. */
    private static final int EVENTS_PER_OBJECT = 100_000;

    private final Cloud cloud;
    private final GroupKeys keys;

    Exports(Cloud cloud, GroupKeys keys) {
        this.cloud = cloud;
        this.keys = keys;
    }

    void register(TimerHandlers handlers) {
        handlers.register(HANDLER, (world, timer, _) -> fire(world, timer));
    }

    static Timer timer(Group group, String task, @Nullable String streamPrefix) {
        return Timer.of(
                HANDLER,
                group.account() + "/" + group.region() + "/" + task,
                Objects.requireNonNullElse(streamPrefix, ""));
    }

    /** Writes the object by which AWS finds out whether it may write; refuses the task where it may not. */
    void test(Group group, String bucket, String prefix, Call call) {
        try {
            put(group, bucket, prefix + "/aws-logs-write-test", Bytes.ofUtf8("Permission Check Successful"), call);
        } catch (ApiException e) {
            throw LogsErrors.invalid(
                    e.code().equals("NoSuchBucket")
                            ? "The given bucket does not exist. Please make sure the bucket is valid."
                            : "PutObject call on the given bucket failed. Please check if CloudWatch Logs has been"
                                    + " granted permission to perform this operation.");
        }
    }

    private void put(Group group, String bucket, String key, Bytes content, Call call) {
        Arn arn = Arn.parse(group.arn() + ":*").orElseThrow();
        Principal logs = Principal.Service.actingFor("logs." + group.region() + ".amazonaws.com", arn, group.account());
        var unused = cloud.client(S3.API)
                .putObject(
                        PutObjectRequest.builder()
                                .bucket(bucket)
                                .key(key)
                                .acl("bucket-owner-full-control")
                                .body(Body.of(content))
                                .build(),
                        call.as(logs));
    }

    private void fire(World world, Timer timer) {
        String[] parts = timer.id().split("/", -1);
        LogsTables tables = LogsTables.in(parts[0], parts[1]);
        Instant now = world.clock().now();
        ExportTask task = world.store()
                .read(snapshot -> tables.exports.get(snapshot, parts[2]))
                .filter(found -> ExportOperations.code(found).equals(ExportOperations.PENDING))
                .orElse(null);
        if (task == null) {
            return;
        }
        String problem = null;
        Group group = world.store()
                .read(snapshot -> tables.groups.get(snapshot, Objects.requireNonNull(task.logGroupName())))
                .orElse(null);
        try {
            if (group == null) {
                problem = "The log group does not exist.";
            } else {
                write(world, tables, group, task, timer.payload().utf8(), Filters.own(world, group, now));
            }
        } catch (ApiException e) {
            problem = e.code();
        }
        String message = problem;
        boolean unused = world.store().write(tx -> {
            ExportTask ended = ended(task, message == null ? "COMPLETED" : "FAILED", message, now);
            tables.exports
                    .get(tx, parts[2])
                    .filter(found -> ExportOperations.code(found).equals(ExportOperations.PENDING))
                    .ifPresent(_ -> tables.exports.put(tx, parts[2], ended));
            return true;
        });
    }

    static ExportTask ended(ExportTask task, String code, @Nullable String message, Instant now) {
        ExportTaskExecutionInfo info = Objects.requireNonNull(task.executionInfo());
        return task.toBuilder()
                .status_(ExportTaskStatus.builder()
                        .code_(code)
                        .message(message == null ? code.toLowerCase(Locale.ROOT) : message)
                        .build())
                .executionInfo(
                        info.toBuilder().completionTime(now.toEpochMilli()).build())
                .build();
    }

    private void write(World world, LogsTables tables, Group group, ExportTask task, String prefix, Call call) {
        List<Stream> streams = world.store()
                .read(snapshot ->
                        MergedEvents.streams(snapshot, tables, group, List.of(), prefix.isEmpty() ? null : prefix));
        for (Stream stream : streams) {
            int number = 0;
            EventId after = null;
            List<Row<EventId, Event>> events = part(world, tables, stream, task, after);
            while (!events.isEmpty()) {
                String key = String.format(
                        Locale.ROOT,
                        "%s/%s/%s/%06d.gz",
                        task.destinationPrefix(),
                        task.taskId(),
                        stream.name().replace('/', '-'),
                        number++);
                put(
                        group,
                        Objects.requireNonNull(task.destination()),
                        key,
                        packed(group, events, keys.opening(call)),
                        call);
                after = events.getLast().key();
                events = part(world, tables, stream, task, after);
            }
        }
    }

    private static List<Row<EventId, Event>> part(
            World world, LogsTables tables, Stream stream, ExportTask task, @Nullable EventId after) {
        long from = Objects.requireNonNull(task.from());
        long to = Objects.requireNonNull(task.to());
        return world.store().read(snapshot -> {
            var range = tables.between(stream.number(), from, to - 1).limit(EVENTS_PER_OBJECT);
            return tables.events
                    .rows(snapshot, after == null ? range : range.after(tables.events.tuple(after)))
                    .toList();
        });
    }

    private static Bytes packed(Group group, List<Row<EventId, Event>> events, Opening opening) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            for (Row<EventId, Event> row : events) {
                String line = Instant.ofEpochMilli(row.key().millis()) + " "
                        + opening.open(group.name(), row.value()).masked() + "\n";
                zip.write(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return Bytes.wrap(out.toByteArray());
    }
}
