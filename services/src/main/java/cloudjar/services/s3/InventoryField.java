package cloudjar.services.s3;

import cloudjar.api.s3.InventoryOptionalField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The columns of an inventory beside those that each has; S3 User Guide, Amazon S3 Inventory list. */
final class InventoryField {
    private static final Map<String, Function<StoredObject, String>> VALUES = Map.ofEntries(
            Map.entry(InventoryOptionalField.SIZE, object -> Long.toString(object.length())),
            Map.entry(
                    InventoryOptionalField.LAST_MODIFIED_DATE,
                    object -> object.lastModified().toString().replace("Z", ".000Z")),
            Map.entry(InventoryOptionalField.STORAGE_CLASS, object -> object.properties()
                    .storageClass()),
            Map.entry(InventoryOptionalField.E_TAG, StoredObject::eTag),
            Map.entry(
                    InventoryOptionalField.IS_MULTIPART_UPLOADED,
                    object -> Boolean.toString(!object.parts().isEmpty())),
            Map.entry(
                    InventoryOptionalField.REPLICATION_STATUS,
                    object -> text(object.settings().replicationStatus())),
            Map.entry(InventoryOptionalField.ENCRYPTION_STATUS, object -> Sealing.status(object.sealing())),
            Map.entry(InventoryOptionalField.OBJECT_LOCK_RETAIN_UNTIL_DATE, object -> object.settings()
                    .lock()
                    .retention()
                    .map(kept -> kept.until().toString())
                    .orElse("")),
            Map.entry(InventoryOptionalField.OBJECT_LOCK_MODE, object -> object.settings()
                    .lock()
                    .retention()
                    .map(ObjectLock.Retention::mode)
                    .orElse("")),
            Map.entry(
                    InventoryOptionalField.OBJECT_LOCK_LEGAL_HOLD_STATUS,
                    object -> text(object.settings().lock().legalHold())),
            Map.entry(InventoryOptionalField.INTELLIGENT_TIERING_ACCESS_TIER, object -> ""),
            Map.entry(InventoryOptionalField.BUCKET_KEY_STATUS, object -> "DISABLED"),
            Map.entry(
                    InventoryOptionalField.CHECKSUM_ALGORITHM,
                    object -> object.checksum() == null
                            ? ""
                            : object.checksum().algorithm().name()),
            Map.entry(InventoryOptionalField.OBJECT_OWNER, object -> object.settings()
                    .acl()
                    .map(acl -> CanonicalUser.id(acl.owner()))
                    .orElse("")));

    /** Columns that AWS has and we do not write. */
    private static final Set<String> LACKING =
            Set.of(InventoryOptionalField.OBJECT_ACCESS_CONTROL_LIST, InventoryOptionalField.LIFECYCLE_EXPIRATION_DATE);

    private InventoryField() {}

    static boolean areNames(List<String> names) {
        return names.stream().allMatch(name -> VALUES.containsKey(name) || LACKING.contains(name));
    }

    /** Whether all of these columns are written. */
    static boolean areWritten(List<String> names) {
        return VALUES.keySet().containsAll(names);
    }

    /** What a column says of an object. */
    static String value(String name, StoredObject object) {
        return VALUES.getOrDefault(name, any -> "").apply(object);
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }
}
