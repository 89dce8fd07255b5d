package cloudjar.services.s3;

import cloudjar.api.s3.Grant;
import cloudjar.api.s3.Grantee;
import cloudjar.api.s3.InventoryOptionalField;
import cloudjar.kernel.shape.Bytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The columns of an inventory beside those that each has; S3 User Guide, Amazon S3 Inventory list. */
final class InventoryField {
    private static final Map<String, BiFunction<StoredObject, Context, String>> VALUES = Map.ofEntries(
            Map.entry(InventoryOptionalField.SIZE, (object, context) -> Long.toString(object.length())),
            Map.entry(InventoryOptionalField.LAST_MODIFIED_DATE, (object, context) -> time(object.lastModified())),
            Map.entry(InventoryOptionalField.STORAGE_CLASS, (object, context) -> object.properties()
                    .storageClass()),
            Map.entry(InventoryOptionalField.E_TAG, (object, context) -> object.eTag()),
            Map.entry(
                    InventoryOptionalField.IS_MULTIPART_UPLOADED,
                    (object, context) -> Boolean.toString(!object.parts().isEmpty())),
            Map.entry(
                    InventoryOptionalField.REPLICATION_STATUS,
                    (object, context) -> text(object.settings().replicationStatus())),
            Map.entry(InventoryOptionalField.ENCRYPTION_STATUS, (object, context) -> Sealing.status(object.sealing())),
            Map.entry(InventoryOptionalField.OBJECT_LOCK_RETAIN_UNTIL_DATE, (object, context) -> object.settings()
                    .lock()
                    .retention()
                    .map(kept -> kept.until().toString())
                    .orElse("")),
            Map.entry(InventoryOptionalField.OBJECT_LOCK_MODE, (object, context) -> object.settings()
                    .lock()
                    .retention()
                    .map(ObjectLock.Retention::mode)
                    .orElse("")),
            Map.entry(
                    InventoryOptionalField.OBJECT_LOCK_LEGAL_HOLD_STATUS,
                    (object, context) -> text(object.settings().lock().legalHold())),
            Map.entry(InventoryOptionalField.INTELLIGENT_TIERING_ACCESS_TIER, (object, context) -> ""),
            Map.entry(
                    InventoryOptionalField.BUCKET_KEY_STATUS,
                    (object, context) -> object.sealing()
                                    .map(Sealing::kms)
                                    .filter(KmsEncryption::bucketKey)
                                    .isPresent()
                            ? "ENABLED"
                            : "DISABLED"),
            Map.entry(
                    InventoryOptionalField.CHECKSUM_ALGORITHM,
                    (object, context) -> object.checksum() == null
                            ? ""
                            : object.checksum().algorithm().name()),
            Map.entry(
                    InventoryOptionalField.OBJECT_OWNER,
                    (object, context) -> CanonicalUser.id(acl(object, context).owner())),
            Map.entry(
                    InventoryOptionalField.OBJECT_ACCESS_CONTROL_LIST, (object, context) -> list(acl(object, context))),
            Map.entry(InventoryOptionalField.LIFECYCLE_EXPIRATION_DATE, (object, context) -> context.rules()
                    .filter(rules -> context.latest())
                    .flatMap(rules -> rules.expiry(context.key(), object))
                    .map(expiry -> time(expiry.at()))
                    .orElse("")));

    /**
     * What columns can say beside the object.
     *
     * @param rules of the bucket's lifecycle, if it has any
     * @param latest whether it is what its key shows
     */
    record Context(S3Bucket bucket, String key, boolean latest, Optional<LifecycleRules> rules) {}

    private InventoryField() {}

    /** Whether there are such columns. */
    static boolean areNames(List<String> names) {
        return VALUES.keySet().containsAll(names);
    }

    /** What a column says of an object. */
    static String value(String name, StoredObject object, Context context) {
        return VALUES.getOrDefault(name, (any, of) -> "").apply(object, context);
    }

    private static Acl acl(StoredObject object, Context context) {
        return object.settings()
                .acl()
                .orElseGet(() -> Acl.ownersAlone(context.bucket().account()));
    }

    /** S3 User Guide, Working with the Object ACL field: JSON in base64. */
    private static String list(Acl acl) {
        List<JsonText> grants = acl.grants().stream().map(InventoryField::grant).toList();
        String json = new JsonText()
                .member("version", "2022-11-10")
                .member("status", "AVAILABLE")
                .list("grants", grants)
                .text();
        return Bytes.ofUtf8(json).toBase64();
    }

    private static JsonText grant(Grant grant) {
        Grantee grantee = grant.grantee();
        return new JsonText()
                .member("canonicalId", grantee == null ? null : grantee.id())
                .member("uri", grantee == null ? null : grantee.uri())
                .member("permission", grant.permission())
                .member("type", grantee == null ? null : grantee.type());
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z");
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
