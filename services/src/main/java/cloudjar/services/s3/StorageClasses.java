package cloudjar.services.s3;

import cloudjar.api.s3.StorageClass;
import java.util.List;

/** The order in which rules may move objects: only to where they are read more rarely. */
final class StorageClasses {
    private static final List<String> WATERFALL = List.of(
            StorageClass.STANDARD,
            StorageClass.REDUCED_REDUNDANCY,
            StorageClass.STANDARD_IA,
            StorageClass.INTELLIGENT_TIERING,
            StorageClass.ONEZONE_IA,
            StorageClass.GLACIER_IR,
            StorageClass.GLACIER,
            StorageClass.DEEP_ARCHIVE);

    private StorageClasses() {}

    /** Whether an object may move from one to the other. */
    static boolean colder(String from, String to) {
        return WATERFALL.indexOf(to) > WATERFALL.indexOf(from);
    }

    /** Whether rules can name it. */
    static boolean isTarget(String storageClass) {
        return WATERFALL.indexOf(storageClass) >= WATERFALL.indexOf(StorageClass.STANDARD_IA);
    }
}
