package cloudjar.services.s3;

import cloudjar.kernel.blob.Blob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object.
 *
 * @param content its bytes, one blob after the other
 * @param length in bytes, of all of them
 * @param eTag without quotes
 * @param checksum of the whole; null where there is none
 * @param lastModified in whole seconds
 * @param parts those of the multipart upload that made it; empty for an object made in one piece
 * @param tags in the order in which they were given
 * @param writeId another one each time that the key is written
 */
record StoredObject(
        List<Blob> content,
        long length,
        String eTag,
        @Nullable ObjectChecksum checksum,
        Instant lastModified,
        ObjectProperties properties,
        List<PartSpan> parts,
        Map<String, String> tags,
        long writeId) {
    StoredObject {
        content = List.copyOf(content);
        parts = List.copyOf(parts);
        tags = Tags.ordered(tags);
    }

    StoredObject withTags(Map<String, String> newTags) {
        return new StoredObject(content, length, eTag, checksum, lastModified, properties, parts, newTags, writeId);
    }

    /** The entity tag as headers and documents carry it. */
    String quotedETag() {
        return ETag.quoted(eTag);
    }

    /** How many parts it has; one when it was made in one piece. */
    int partCount() {
        return Math.max(1, parts.size());
    }

    /** Refuses to read what its storage class has put into an archive. */
    void requireReadable() {
        if (properties.archived()) {
            throw ObjectErrors.archived(properties.storageClass());
        }
    }

    /**
     * Where one of the parts lies.
     *
     * @param index from 0 to {@link #partCount()} - 1
     */
    ByteRange partRange(int index) {
        if (parts.isEmpty()) {
            return new ByteRange(0, length);
        }
        long from = 0;
        for (PartSpan part : parts.subList(0, index)) {
            from += part.length();
        }
        return new ByteRange(from, parts.get(index).length());
    }
}
