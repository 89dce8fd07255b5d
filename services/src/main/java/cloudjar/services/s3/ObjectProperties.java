package cloudjar.services.s3;

import cloudjar.api.s3.StorageClass;
import cloudjar.kernel.shape.Structure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about an object, and gets back with it.
 *
 * @param contentEncoding without {@code aws-chunked}, which is about the request alone
 * @param metadata the caller's own, by names in lower case
 */
record ObjectProperties(
        String contentType,
        @Nullable String cacheControl,
        @Nullable String contentDisposition,
        @Nullable String contentEncoding,
        @Nullable String contentLanguage,
        @Nullable Instant expires,
        @Nullable String websiteRedirectLocation,
        String storageClass,
        Map<String, String> metadata) {
    private static final String DEFAULT_TYPE = "binary/octet-stream";

    /** What callers may ask for; the others belong to other kinds of buckets. */
    private static final Set<String> STORAGE_CLASSES = Set.of(
            StorageClass.STANDARD,
            StorageClass.REDUCED_REDUNDANCY,
            StorageClass.STANDARD_IA,
            StorageClass.ONEZONE_IA,
            StorageClass.INTELLIGENT_TIERING,
            StorageClass.GLACIER,
            StorageClass.DEEP_ARCHIVE,
            StorageClass.GLACIER_IR);

    ObjectProperties {
        metadata = Tags.ordered(metadata);
    }

    /** What a request says, checked. */
    static ObjectProperties of(Structure request) {
        String contentType = Members.text(request, "ContentType");
        return new ObjectProperties(
                contentType == null || contentType.isEmpty() ? DEFAULT_TYPE : contentType,
                Members.text(request, "CacheControl"),
                Members.text(request, "ContentDisposition"),
                withoutChunked(Members.text(request, "ContentEncoding")),
                Members.text(request, "ContentLanguage"),
                (Instant) request.get("Expires"),
                Members.text(request, "WebsiteRedirectLocation"),
                requireStorageClass(Members.text(request, "StorageClass")),
                requireMetadata(Members.texts(request, "Metadata")));
    }

    /** These, with the storage class and redirect that a copy asks for. */
    ObjectProperties copied(@Nullable String newStorageClass, @Nullable String newRedirect) {
        return with(requireStorageClass(newStorageClass), newRedirect);
    }

    /** These, in another storage class. */
    ObjectProperties inStorageClass(String newStorageClass) {
        return with(newStorageClass, websiteRedirectLocation);
    }

    private ObjectProperties with(String newStorageClass, @Nullable String newRedirect) {
        return new ObjectProperties(
                contentType,
                cacheControl,
                contentDisposition,
                contentEncoding,
                contentLanguage,
                expires,
                newRedirect,
                newStorageClass,
                metadata);
    }

    /** Whether the storage class is one from which nothing can be read at once. */
    boolean archived() {
        return storageClass.equals(StorageClass.GLACIER) || storageClass.equals(StorageClass.DEEP_ARCHIVE);
    }

    /** The storage class as headers carry it: not said where it is the usual one. */
    @Nullable
    String unusualStorageClass() {
        return storageClass.equals(StorageClass.STANDARD) ? null : storageClass;
    }

    private static @Nullable String withoutChunked(@Nullable String encoding) {
        if (encoding == null || !encoding.contains("aws-chunked")) {
            return encoding;
        }
        String rest = Arrays.stream(encoding.split(",", -1))
                .map(String::strip)
                .filter(coding -> !coding.isEmpty() && !coding.equals("aws-chunked"))
                .collect(Collectors.joining(","));
        return rest.isEmpty() ? null : rest;
    }

    private static String requireStorageClass(@Nullable String storageClass) {
        if (storageClass == null || storageClass.isEmpty()) {
            return StorageClass.STANDARD;
        }
        if (!STORAGE_CLASSES.contains(storageClass)) {
            throw ObjectErrors.invalidStorageClass(storageClass);
        }
        return storageClass;
    }

    private static Map<String, String> requireMetadata(Map<String, String> metadata) {
        if (metadata.isEmpty()) {
            return metadata;
        }
        Map<String, String> ordered = new TreeMap<>();
        long size = 0;
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            size += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
            size += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
            ordered.put(entry.getKey().toLowerCase(java.util.Locale.ROOT), entry.getValue());
        }
        if (size > S3Limits.USER_METADATA.current()) {
            throw ObjectErrors.metadataTooLarge(size);
        }
        return ordered;
    }
}
