package cloudjar.services.s3;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as the event bus gets it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">its structure</a>
 */
final class BusEvent {
    private static final Map<String, String> REASONS = Map.of(
            "Put", "PutObject",
            "Post", "POST Object",
            "Copy", "CopyObject",
            "CompleteMultipartUpload", "CompleteMultipartUpload",
            "Delete", "DeleteObject",
            "DeleteMarkerCreated", "DeleteObject");

    private static final Map<String, String> TYPES = Map.of(
            "ObjectCreated", "Object Created",
            "ObjectRemoved", "Object Deleted",
            "LifecycleExpiration", "Object Deleted",
            "LifecycleTransition", "Object Storage Class Changed",
            "ObjectTagging:Put", "Object Tags Added",
            "ObjectTagging:Delete", "Object Tags Deleted",
            "ObjectAcl", "Object ACL Updated",
            "ObjectRestore:Post", "Object Restore Initiated",
            "ObjectRestore:Completed", "Object Restore Completed",
            "ObjectRestore:Delete", "Object Restore Expired");

    private BusEvent() {}

    /** Its type, the resource that it is about, and its detail, a line each; null where the bus is not told of it. */
    static @Nullable String of(ObjectEvent event, S3Bucket bucket, EventCause cause) {
        int colon = event.name().indexOf(':');
        String group = colon < 0 ? event.name() : event.name().substring(0, colon);
        String kind = colon < 0 ? "" : event.name().substring(colon + 1);
        String type = TYPES.getOrDefault(event.name(), TYPES.get(group));
        return type == null ? null : type + "\n" + bucket.arn() + "\n" + detail(event, group, kind, bucket, cause);
    }

    private static String detail(ObjectEvent event, String group, String kind, S3Bucket bucket, EventCause cause) {
        boolean removed = group.equals("ObjectRemoved") || group.equals("LifecycleExpiration");
        boolean restored = group.equals("ObjectRestore");
        boolean lifecycle = group.startsWith("Lifecycle");
        JsonText object = new JsonText()
                .member("key", event.key())
                .number("size", removed ? null : event.size())
                .member("etag", removed ? null : event.eTag())
                .member("version-id", event.versionId())
                .member("sequencer", event.sequenced() && !restored ? EventDocument.sequencer(cause.time()) : null);
        boolean reasoned = group.equals("ObjectCreated") || removed;
        JsonText detail = new JsonText()
                .member("version", "0")
                .object("bucket", new JsonText().member("name", bucket.name()))
                .object("object", object)
                .member("request-id", cause.requestId())
                .member("requester", lifecycle ? EventCause.SERVICE : cause.requester())
                .member("source-ip-address", cause.sourceIp().equals(EventCause.SERVICE) ? null : cause.sourceIp())
                .member("reason", lifecycle && removed ? "Lifecycle Expiration" : reasoned ? REASONS.get(kind) : null)
                .member(
                        "deletion-type",
                        !removed
                                ? null
                                : kind.equals("DeleteMarkerCreated") ? "Delete Marker Created" : "Permanently Deleted")
                .member("source-storage-class", restored ? event.storageClass() : null)
                .member("restore-expiry-time", event.restoreExpiry())
                .member("destination-storage-class", group.equals("LifecycleTransition") ? event.storageClass() : null);
        return detail.text();
    }
}
