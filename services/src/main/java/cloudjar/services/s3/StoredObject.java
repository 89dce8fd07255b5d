package cloudjar.services.s3;

import cloudjar.api.s3.StorageClass;
import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.shape.Bytes;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
 * @param settings what may be changed while the content stays
 * @param writeId another one each time that the key is written
 * @param version which version of its key; null where the bucket kept none when it was written
 * @param sealing how its content is encrypted; nothing where no key was named
 */
record StoredObject(
        List<Blob> content,
        long length,
        String eTag,
        @Nullable ObjectChecksum checksum,
        Instant lastModified,
        ObjectProperties properties,
        List<PartSpan> parts,
        ObjectSettings settings,
        long writeId,
        @Nullable VersionId version,
        Optional<Sealing> sealing) {
    /** Odd, so that no two numbers become one. */
    private static final long TAG_FACTOR = 0x9E3779B97F4A7C15L;

    StoredObject {
        content = List.copyOf(content);
        parts = List.copyOf(parts);
    }

    StoredObject withSettings(ObjectSettings changed) {
        return new StoredObject(
                content, length, eTag, checksum, lastModified, properties, parts, changed, writeId, version, sealing);
    }

    /** This, moved to another storage class. */
    StoredObject inStorageClass(String storageClass) {
        return new StoredObject(
                content,
                length,
                eTag,
                checksum,
                lastModified,
                properties.inStorageClass(storageClass),
                parts,
                settings,
                writeId,
                version,
                sealing);
    }

    /** This as directory buckets keep it: with a tag that says nothing of its content, in the one storage class that there is. */
    StoredObject inDirectory() {
        return new StoredObject(
                content,
                length,
                HexFormat.of().toHexDigits(writeId * TAG_FACTOR)
                        + HexFormat.of().toHexDigits(writeId),
                checksum,
                lastModified,
                properties.inStorageClass(StorageClass.EXPRESS_ONEZONE),
                parts,
                settings,
                writeId,
                version,
                sealing);
    }

    /** Whether its entity tag is made of its content's MD5. */
    boolean taggedByContent() {
        return !properties.storageClass().equals(StorageClass.EXPRESS_ONEZONE);
    }

    /** This, whose data key is kept by another key of KMS. */
    StoredObject sealedBy(KmsEncryption kms) {
        return new StoredObject(
                content,
                length,
                eTag,
                checksum,
                lastModified,
                properties,
                parts,
                settings,
                writeId,
                version,
                sealing.map(kept -> new Sealing(null, kept.nonces(), kms)));
    }

    /** This, whose content is kept encrypted. */
    StoredObject sealed(List<Blob> sealedContent, Sealing how) {
        return new StoredObject(
                sealedContent,
                length,
                eTag,
                checksum,
                lastModified,
                properties,
                parts,
                settings,
                writeId,
                version,
                Optional.of(how));
    }

    StoredObject withVersion(VersionId id) {
        return new StoredObject(
                content, length, eTag, checksum, lastModified, properties, parts, settings, writeId, id, sealing);
    }

    /** The version id as an answer to a reader tells it; null from a bucket that never kept versions. */
    @Nullable
    String versionIn(S3Bucket bucket) {
        if (bucket.versioning() == Versioning.NEVER) {
            return null;
        }
        return version == null ? VersionId.NULL : version.text();
    }

    /** How one of its blobs is encrypted; nothing where it is not. */
    Optional<Seal> seal(int blob, Optional<Bytes> secret) {
        return sealing.flatMap(
                kept -> secret.map(used -> new Seal(used, kept.nonces().get(blob))));
    }

    /** The entity tag as headers and documents carry it. */
    String quotedETag() {
        return ETag.quoted(eTag);
    }

    /** How many parts it has; one when it was made in one piece. */
    int partCount() {
        return Math.max(1, parts.size());
    }

    /** Refuses to read what its storage class has put into an archive, unless it was restored. */
    void requireReadable(Instant now) {
        boolean restored = settings.restoration()
                .filter(restoration -> restoration.readableAt(now))
                .isPresent();
        if (properties.archived() && !restored) {
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
