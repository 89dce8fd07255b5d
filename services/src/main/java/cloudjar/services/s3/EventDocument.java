package cloudjar.services.s3;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The document that tells of an event.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">its structure</a>
 */
final class EventDocument {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private EventDocument() {}

    /** The document of one event, for whoever a bucket's rule names. */
    static String of(ObjectEvent event, S3Bucket bucket, EventCause cause, String configurationId) {
        JsonText object = new JsonText()
                .member("key", PercentCoding.encode(event.key()).replace("*", "%2A"))
                .number("size", event.size())
                .member("eTag", event.eTag())
                .member("versionId", event.versionId())
                .member("sequencer", event.sequenced() ? sequencer(cause.time()) : null);
        JsonText owner = new JsonText().member("principalId", ownerId(bucket));
        JsonText about = new JsonText()
                .member("s3SchemaVersion", "1.0")
                .member("configurationId", configurationId)
                .object(
                        "bucket",
                        new JsonText()
                                .member("name", bucket.name())
                                .object("ownerIdentity", owner)
                                .member("arn", bucket.arn()))
                .object("object", object);
        JsonText record = new JsonText()
                .member("eventVersion", event.form())
                .member("eventSource", "aws:s3")
                .member("awsRegion", bucket.region())
                .member("eventTime", TIME.format(cause.time()))
                .member("eventName", event.name())
                .object("userIdentity", new JsonText().member("principalId", cause.principalId()))
                .object("requestParameters", new JsonText().member("sourceIPAddress", cause.sourceIp()))
                .object(
                        "responseElements",
                        new JsonText()
                                .member("x-amz-request-id", cause.requestId())
                                .member("x-amz-id-2", hostId(cause)))
                .object("s3", about);
        if (event.restoreExpiry() != null) {
            JsonText restored = new JsonText()
                    .member("lifecycleRestorationExpiryTime", event.restoreExpiry())
                    .member("lifecycleRestoreStorageClass", event.storageClass());
            record.object("glacierEventData", new JsonText().object("restoreEventData", restored));
        }
        return "{\"Records\":[" + record.text() + "]}";
    }

    /** What a destination gets when a bucket's rules name it. */
    static String test(S3Bucket bucket, EventCause cause) {
        return new JsonText()
                .member("Service", "Amazon S3")
                .member("Event", "s3:TestEvent")
                .member("Time", TIME.format(cause.time()))
                .member("Bucket", bucket.name())
                .member("RequestId", cause.requestId())
                .member("HostId", hostId(cause))
                .text();
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    /** Hexadecimal digits that grow with time. */
    static String sequencer(Instant time) {
        return "00" + String.format(Locale.ROOT, "%016X", VersionId.micros(time));
    }

    static String ownerId(S3Bucket bucket) {
        return CanonicalUser.id(bucket.account()).substring(0, 14).toUpperCase(Locale.ROOT);
    }

    private static @Nullable String hostId(EventCause cause) {
        return CanonicalUser.id(cause.requestId());
    }
}
