package cloudjar.services.s3;

import cloudjar.api.s3.LoggingEnabled;
import cloudjar.api.s3.PartitionDateSource;
import cloudjar.api.s3.PartitionedPrefix;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.S3;
import cloudjar.api.s3.TargetObjectKeyFormat;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Exchange;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Log;
import cloudjar.kernel.store.LogEntry;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.ScopedLog;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.s3.S3Tables.BucketKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes requests to buckets down, a line each, and puts the lines into the buckets that their owners name: at the end of
 * each hour of the world's clock; AWS says within a few hours.
 */
final class AccessLogs implements Exchange.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLogs.class);
    private static final String HANDLER = "s3.logs";
    private static final String SERVICE = "logging.s3.amazonaws.com";
    private static final int LINES_PER_OBJECT = 10_000;

    /** A line that waits to be delivered. */
    record Line(String text) {}

    private static final Log<String, Line> LINES =
            Log.of(S3Tables.SERVICE, "accesses", KeyCodec.STRING, RecordCodec.of(Line.class));
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss-", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Cloud cloud;

    AccessLogs(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Registers the handler. */
    void register(TimerHandlers handlers) {
        handlers.register(HANDLER, this::fire);
    }

    private static ScopedLog<String, Line> lines(S3Bucket bucket) {
        return LINES.in(bucket.account(), bucket.region());
    }

    /** Forgets what was not delivered. */
    static void forget(Tx tx, S3Bucket bucket) {
        lines(bucket).delete(tx, bucket.name());
    }

    @Override
    public void answered(Exchange exchange) {
        AccessLine line = AccessLine.of(exchange);
        if (line == null) {
            return;
        }
        Call call = exchange.call();
        Optional<S3Bucket> bucket =
                call.read(snapshot -> S3Tables.buckets().get(snapshot, BucketKey.of(call, line.bucket())));
        if (bucket.isPresent() && bucket.get().has(BucketTrait.LOGGING)) {
            call.write(tx -> append(tx, bucket.get(), call.time(), line.text(bucket.get())));
        }
    }

    private static boolean append(Tx tx, S3Bucket bucket, Instant now, String line) {
        lines(bucket).append(tx, bucket.name(), now, new Line(line));
        Instant hour = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        tx.at(hour, Timer.of(HANDLER, bucket.partition() + "/" + bucket.name()));
        return true;
    }

    private void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", 2);
        Optional<S3Bucket> found =
                world.store().read(snapshot -> S3Tables.buckets().get(snapshot, new BucketKey(parts[0], parts[1])));
        if (found.isEmpty()) {
            return;
        }
        S3Bucket bucket = found.get();
        Optional<LoggingEnabled> logging = world.store().read(snapshot -> Configuration.LOGGING.find(snapshot, bucket));
        while (true) {
            List<String> lines = new ArrayList<>();
            world.store().read(snapshot -> {
                long first = lines(bucket).first(snapshot, bucket.name());
                for (Row<Long, LogEntry<Line>> row :
                        lines(bucket).from(snapshot, bucket.name(), first, LINES_PER_OBJECT)) {
                    if (row.value().time().isBefore(due)) {
                        lines.add(row.value().value().text());
                    }
                }
                return true;
            });
            if (lines.isEmpty()) {
                return;
            }
            logging.ifPresent(target -> deliver(world, bucket, target, due, lines));
            world.store().write(tx -> {
                lines(bucket).trim(tx, bucket.name(), due, lines.size());
                return true;
            });
        }
    }

    private void deliver(World world, S3Bucket bucket, LoggingEnabled logging, Instant due, List<String> lines) {
        String key = key(bucket, logging, due, world);
        Call call = ServiceCalls.of(world, bucket, SERVICE, due);
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(logging.targetBucket())
                .key(key)
                .contentType("text/plain")
                .body(Body.of(Bytes.ofUtf8(String.join("\n", lines) + "\n")))
                .build();
        try {
            cloud.client(S3.API).putObject(request, call);
        } catch (ApiException refused) {
            // As on AWS, what a destination refuses is lost.
            LOG.info("Access logs were refused: bucket={}, code={}", logging.targetBucket(), refused.code());
            return;
        }
        // The delivery is itself a request to the target: a bucket that logs to itself never comes to an end, as on
        // AWS.
        world.store().write(tx -> S3Tables.buckets()
                .get(tx, new BucketKey(bucket.partition(), logging.targetBucket()))
                .filter(target -> target.has(BucketTrait.LOGGING))
                .map(target -> append(tx, target, due, AccessLine.ofDelivery(target, key, SERVICE, due)))
                .orElse(false));
    }

    private static String key(S3Bucket bucket, LoggingEnabled logging, Instant due, World world) {
        TargetObjectKeyFormat format = logging.targetObjectKeyFormat();
        PartitionedPrefix partitioned = format == null ? null : format.partitionedPrefix();
        String folder = "";
        if (partitioned != null) {
            boolean delivery = PartitionDateSource.DELIVERY_TIME.equals(partitioned.partitionDateSource());
            Instant day = delivery ? due : due.minus(1, ChronoUnit.HOURS);
            folder = bucket.account() + "/" + bucket.region() + "/" + bucket.name() + "/" + DAY.format(day);
        }
        String unique = String.format(Locale.ROOT, "%016X", world.ids().number());
        return logging.targetPrefix() + folder + NAME.format(due) + unique;
    }
}
