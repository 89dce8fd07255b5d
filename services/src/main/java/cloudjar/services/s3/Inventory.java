package cloudjar.services.s3;

import cloudjar.api.s3.InventoryConfiguration;
import cloudjar.api.s3.InventoryFrequency;
import cloudjar.api.s3.InventoryS3BucketDestination;
import cloudjar.api.s3.PutObjectOutput;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.S3;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.checksum.RunningChecksum;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.s3.S3Tables.BucketKey;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists of what is in a bucket, put into another one at midnights of UTC: each day, or each Sunday.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html">where they lie</a>
 */
final class Inventory {
    private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);
    private static final String HANDLER = "s3.inventory";
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HIVE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Cloud cloud;

    Inventory(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Registers the handler. */
    void register(TimerHandlers handlers) {
        handlers.register(HANDLER, this::fire);
    }

    /** Sets the timer of a bucket's inventory. */
    static void schedule(Tx tx, S3Bucket bucket, String id, Instant now) {
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        tx.at(midnight, Timer.of(HANDLER, bucket.partition() + "/" + bucket.name() + "/" + id));
    }

    private void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", 3);
        Optional<S3Bucket> bucket =
                world.store().read(snapshot -> S3Tables.buckets().get(snapshot, new BucketKey(parts[0], parts[1])));
        Optional<InventoryConfiguration> inventory = bucket.flatMap(
                found -> world.store().read(snapshot -> Reports.INVENTORY.find(snapshot, found, parts[2])));
        if (inventory.isEmpty()) {
            return;
        }
        boolean daily = inventory.get().schedule().frequency().equals(InventoryFrequency.DAILY);
        boolean sunday = due.atOffset(ZoneOffset.UTC).getDayOfWeek() == DayOfWeek.SUNDAY;
        if (inventory.get().isEnabled() && (daily || sunday)) {
            try {
                deliver(world, bucket.get(), inventory.get(), due);
            } catch (ApiException refused) {
                // As on AWS, a report that its destination refuses is lost; the next one is tried again.
                LOG.info(
                        "An inventory was refused: bucket={}, code={}",
                        bucket.get().name(),
                        refused.code());
            }
        }
        world.store().write(tx -> {
            schedule(tx, bucket.get(), parts[2], world.clock().now());
            return true;
        });
    }

    private void deliver(World world, S3Bucket bucket, InventoryConfiguration inventory, Instant due) {
        InventoryS3BucketDestination to = inventory.destination().s3BucketDestination();
        String target = Arn.parse(to.bucket()).orElseThrow().resource();
        String prefix = to.prefix() == null || to.prefix().isEmpty() ? "" : to.prefix() + "/";
        String home = prefix + bucket.name() + "/" + inventory.id() + "/";
        String folder = home + FOLDER.format(due) + "/";
        String data = home + "data/" + world.ids().uuid() + ".csv.gz";
        Call call = ServiceCalls.of(world, bucket, EventCause.SERVICE, due);
        S3 s3 = cloud.client(S3.API);
        InventoryRows rows = new InventoryRows(world.store(), bucket, inventory);
        PutObjectOutput written = put(s3, call, target, data, Body.of(rows.compressed(), -1));
        String manifest = manifest(bucket, inventory, due, data, rows.length(), String.valueOf(written.eTag()));
        text(s3, call, target, folder + "manifest.json", manifest);
        text(s3, call, target, folder + "manifest.checksum", md5(manifest));
        text(s3, call, target, home + "hive/dt=" + HIVE.format(due) + "/symlink.txt", "s3://" + target + "/" + data);
    }

    private static void text(S3 s3, Call call, String bucket, String key, String text) {
        put(s3, call, bucket, key, Body.of(Bytes.ofUtf8(text)));
    }

    private static PutObjectOutput put(S3 s3, Call call, String bucket, String key, Body content) {
        return s3.putObject(
                PutObjectRequest.builder().bucket(bucket).key(key).body(content).build(), call);
    }

    private static String manifest(
            S3Bucket bucket, InventoryConfiguration inventory, Instant due, String data, long length, String eTag) {
        InventoryS3BucketDestination to = inventory.destination().s3BucketDestination();
        JsonText file =
                new JsonText().member("key", data).number("size", length).member("MD5checksum", eTag.replace("\"", ""));
        return new JsonText()
                .member("sourceBucket", bucket.name())
                .member("destinationBucket", to.bucket())
                .member("version", "2016-11-30")
                .member("creationTimestamp", Long.toString(due.toEpochMilli()))
                .member("fileFormat", "CSV")
                .member("fileSchema", String.join(", ", InventoryRows.columns(inventory)))
                .objects("files", file)
                .text();
    }

    private static String md5(String text) {
        byte[] bytes = Bytes.ofUtf8(text).toArray();
        RunningChecksum md5 = ChecksumAlgorithm.MD5.start();
        md5.update(bytes, 0, bytes.length);
        return HexFormat.of().formatHex(md5.digest());
    }
}
