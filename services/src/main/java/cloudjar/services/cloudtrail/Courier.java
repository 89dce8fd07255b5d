package cloudjar.services.cloudtrail;

import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.S3;
import cloudjar.api.sns.PublishInput;
import cloudjar.api.sns.Sns;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.sigv4.Sha256;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import cloudjar.services.cloudtrail.CloudTrailTables.PendingKey;
import cloudjar.services.cloudtrail.CloudTrailTables.TrailRegion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Delivers the events that wait, about every five minutes: to the bucket, to the log group, and tells the topic. */
final class Courier {
    /** How long the first event waits for others. */
    static final Duration INTERVAL = Duration.ofMinutes(5);

    static final Principal.Service PRINCIPAL = new Principal.Service("cloudtrail.amazonaws.com");
    static final String HANDLER = "cloudtrail.deliver";

    private final Cloud cloud;
    private final LogDelivery logs;

    Courier(Cloud cloud, LogDelivery logs) {
        this.cloud = cloud;
        this.logs = logs;
    }

    static Timer timer(TrailRegion place) {
        return Timer.of(HANDLER, place.trail() + "|" + place.region());
    }

    /** The trail in one region that a timer is about. */
    static TrailRegion place(Timer timer) {
        int cut = timer.id().lastIndexOf('|');
        return new TrailRegion(timer.id().substring(0, cut), timer.id().substring(cut + 1));
    }

    void fire(World world, Timer timer, Instant due) {
        cloud.endedCalls().settle();
        TrailRegion place = place(timer);
        StoredTrail trail = world.store()
                .read(snapshot -> TrailLookup.byArn(snapshot, place.trail()))
                .orElse(null);
        if (trail == null
                || trail.organization() == null && !place.account(trail).equals(trail.account())) {
            // Gone, or no longer its organization's.
            boolean unused = world.store().write(tx -> forget(tx, place));
            return;
        }
        Range all = Range.prefix(Key.of(place.trail(), place.region())).limit(CloudTrailLimits.FILE_EVENTS_MAX);
        List<Row<PendingKey, TrailEvent>> rows = world.store()
                .read(snapshot -> CloudTrailTables.PENDING.rows(snapshot, all).toList());
        if (rows.isEmpty()) {
            return;
        }
        List<TrailEvent> events = rows.stream().map(Row::value).toList();
        Instant now = world.clock().now();
        FileName name = FileName.of(trail, place, now, world.ids());
        byte[] content = content(events);
        Call call = call(world, trail, now);
        String error = put(trail, name.key(), content, Map.of(), call);
        LogFile file = new LogFile(
                trail.settings().bucket(),
                name.key(),
                Sha256.hex(content),
                events.getFirst().time(),
                events.getLast().time());
        String notified = error == null ? notify(trail, name.key(), call) : null;
        String logged = error == null ? logs.send(trail, place, events, call) : null;
        boolean unused = world.store().write(tx -> {
            DeliveryState state = state(tx, place.trail()).delivered(now, error);
            if (error == null) {
                state = told(trail, state, now, notified, logged);
            }
            CloudTrailTables.STATES.put(tx, place.trail(), state);
            settle(tx, place, error == null ? rows : List.of(), now, timer);
            if (error == null) {
                CloudTrailTables.DIGESTS
                        .get(tx, place)
                        .ifPresent(chain -> CloudTrailTables.DIGESTS.put(tx, place, chain.with(file)));
                Digests.arm(tx, trail, place, now);
            }
            return true;
        });
    }

    private static DeliveryState told(
            StoredTrail trail, DeliveryState state, Instant now, @Nullable String notified, @Nullable String logged) {
        DeliveryState after = trail.settings().topicArn() == null ? state : state.notified(now, notified);
        return trail.settings().logGroupArn() == null ? after : after.logged(now, logged);
    }

    static DeliveryState state(Tx tx, String trail) {
        return CloudTrailTables.STATES.get(tx, trail).orElse(DeliveryState.NONE);
    }

    private static boolean forget(Tx tx, TrailRegion place) {
        CloudTrailTables.PENDING.deleteRange(tx, Range.prefix(Key.of(place.trail(), place.region())));
        return CloudTrailTables.WAITING.delete(tx, place);
    }

    /** Takes away what was delivered; what is left waits for the next time. */
    private static void settle(
            Tx tx, TrailRegion place, List<Row<PendingKey, TrailEvent>> done, Instant now, Timer timer) {
        long gone = 0;
        for (Row<PendingKey, TrailEvent> row : done) {
            gone += CloudTrailTables.PENDING.delete(tx, row.key()) ? 1 : 0;
        }
        long left = CloudTrailTables.WAITING.get(tx, place).orElse(0L) - gone;
        if (left > 0) {
            CloudTrailTables.WAITING.put(tx, place, left);
            tx.at(done.isEmpty() ? now.plus(INTERVAL) : now, timer);
        } else {
            CloudTrailTables.WAITING.delete(tx, place);
        }
    }

    private static byte[] content(List<TrailEvent> events) {
        StringBuilder out = new StringBuilder("{\"Records\":[");
        for (int i = 0; i < events.size(); i++) {
            out.append(i == 0 ? "" : ",").append(events.get(i).json());
        }
        return Bytes.ofUtf8(out.append("]}").toString()).toArray();
    }

    /** A call that CloudTrail makes by itself for a trail. */
    static Call call(World world, StoredTrail trail, Instant now) {
        Arn arn = Arn.of("cloudtrail", trail.homeRegion(), trail.account(), "trail/" + trail.name());
        return Call.own(
                world,
                new Scope(trail.account(), trail.homeRegion()),
                Principal.Service.actingFor(PRINCIPAL.name(), arn, trail.account()),
                now);
    }

    /** Puts a file into the trail's bucket, compressed; the code of the error, or null. */
    @Nullable
    String put(StoredTrail trail, String key, byte[] content, Map<String, String> metadata, Call call) {
        String keyArn = trail.settings().keyArn();
        try {
            cloud.client(S3.API)
                    .putObject(
                            PutObjectRequest.builder()
                                    .bucket(trail.settings().bucket())
                                    .key(key)
                                    .acl("bucket-owner-full-control")
                                    .contentType("application/json")
                                    .contentEncoding("gzip")
                                    .metadata(metadata.isEmpty() ? null : metadata)
                                    .serverSideEncryption(keyArn == null ? null : "aws:kms")
                                    .ssekmsKeyId(keyArn)
                                    .body(Body.of(Bytes.wrap(Gzip.of(content))))
                                    .build(),
                            call);
            return null;
        } catch (ApiException e) {
            return e.code();
        }
    }

    private @Nullable String notify(StoredTrail trail, String key, Call call) {
        String topic = trail.settings().topicArn();
        if (topic == null) {
            return null;
        }
        String message = JsonText.of(Map.of("s3Bucket", trail.settings().bucket(), "s3ObjectKey", List.of(key)));
        String region = Arn.parse(topic).map(Arn::region).orElse(call.region());
        try {
            cloud.client(Sns.API)
                    .publish(
                            PublishInput.builder()
                                    .topicArn(topic)
                                    .message(message)
                                    .build(),
                            call.in(call.account(), region));
            return null;
        } catch (ApiException e) {
            return e.code();
        }
    }
}
