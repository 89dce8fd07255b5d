package cloudjar.services.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an object, of which others may be told.
 *
 * @param name as documents carry it, such as {@code ObjectCreated:Put}
 * @param eTag without quotes; null where the document has none
 * @param size in bytes; null where the document has none
 * @param versionId null where the bucket keeps no versions
 * @param storageClass null where the document has none
 * @param restoredUntil null where it is not about an object that was restored
 */
record ObjectEvent(
        String name,
        String key,
        @Nullable String eTag,
        @Nullable Long size,
        @Nullable String versionId,
        @Nullable String storageClass,
        @Nullable Instant restoredUntil) {
    private static final String EMPTY_MD5 = "d41d8cd98f00b204e9800998ecf8427e";

    /** Something that an object has come by, or come to. */
    static ObjectEvent of(String name, String key, StoredObject object) {
        return new ObjectEvent(
                name,
                key,
                object.eTag(),
                object.length(),
                VersionHistory.named(object),
                object.properties().storageClass(),
                null);
    }

    /** Something that was done to what belongs to an object beside its content: its size is not told. */
    static ObjectEvent beside(String name, String key, StoredObject object) {
        return new ObjectEvent(name, key, object.eTag(), null, VersionHistory.named(object), null, null);
    }

    /** An object, or a version of one, is gone for good. */
    static ObjectEvent gone(String name, String key, @Nullable String versionId) {
        return new ObjectEvent(name, key, null, null, versionId, null, null);
    }

    /** A delete marker has come. */
    static ObjectEvent marked(String name, String key, VersionId marker) {
        return new ObjectEvent(name, key, EMPTY_MD5, null, marker.text(), null, null);
    }

    /** An archived object can be read. */
    static ObjectEvent restored(String key, StoredObject object, Instant until) {
        return new ObjectEvent(
                "ObjectRestore:Completed",
                key,
                object.eTag(),
                object.length(),
                VersionHistory.named(object),
                object.properties().storageClass(),
                until);
    }

    /** Until when it can be read, as documents say it; null where it is not about that. */
    @Nullable
    String restoreExpiry() {
        return restoredUntil == null ? null : EventDocument.time(restoredUntil);
    }

    /** Whether a rule that names events, the last part perhaps by an asterisk, means this one. */
    boolean isNamedBy(String rule) {
        String full = "s3:" + name;
        return rule.endsWith("*") ? full.startsWith(rule.substring(0, rule.length() - 1)) : full.equals(rule);
    }

    /** The version of the document's form: events that came later to S3 have another. */
    String form() {
        return name.startsWith("ObjectTagging")
                        || name.startsWith("ObjectAnnotation")
                        || name.startsWith("ObjectAcl")
                        || name.startsWith("Lifecycle")
                ? "2.3"
                : "2.1";
    }

    /** Whether the document orders the events of a key. */
    boolean sequenced() {
        return !name.startsWith("ObjectTagging")
                && !name.startsWith("ObjectAnnotation")
                && !name.startsWith("ObjectAcl");
    }
}
