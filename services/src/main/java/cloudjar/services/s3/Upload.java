package cloudjar.services.s3;

import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.checksum.RunningChecksum;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Tx;
import cloudjar.services.s3.S3Tables.PartKey;
import cloudjar.services.s3.S3Tables.UploadKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A multipart upload in progress.
 *
 * @param algorithm the checksum that its parts have; null where the caller named none
 * @param checksumType of the object's checksum; null where the caller named no algorithm
 * @param keyMd5 of the key by which the caller has it encrypted, in base64; null where there is none
 * @param kms the data key by which all of it is encrypted; null where there is none
 * @param objectAtStart which write the key then showed; 0 where there was no object
 */
record Upload(
        UploadKey at,
        Instant initiated,
        String initiator,
        ObjectProperties properties,
        ObjectSettings settings,
        @Nullable ChecksumAlgorithm algorithm,
        @Nullable String checksumType,
        long objectAtStart,
        @Nullable String keyMd5,
        @Nullable KmsEncryption kms) {
    private static final int RANDOM_CHARACTERS = 40;
    private static final int CHECK_CHARACTERS = 8;

    /** This upload, begun when the key showed a write. */
    Upload startedAt(long writeId) {
        return new Upload(
                at, initiated, initiator, properties, settings, algorithm, checksumType, writeId, keyMd5, kms);
    }

    /**
     * The key by which a part is encrypted, if it is; refuses one that is not the upload's.
     *
     * @param own the caller's
     * @param keys opens the upload's data key
     */
    Optional<ContentKey> contentKey(Call call, Optional<CustomerKey> own, DataKeys keys) {
        requireKey(own);
        return kms == null ? own.map(ContentKey::of) : Optional.of(keys.open(call, kms));
    }

    /** What answers tell of its encryption, and the object made of it keeps. */
    Optional<Sealing> sealing(List<Long> nonces) {
        return keyMd5 == null && kms == null ? Optional.empty() : Optional.of(new Sealing(keyMd5, nonces, kms));
    }

    private void requireKey(Optional<CustomerKey> key) {
        if (key.isPresent() != (keyMd5 != null)) {
            throw EncryptionErrors.keyOfUploadNeeded();
        }
        if (key.isPresent() && !key.get().md5().equals(keyMd5)) {
            throw EncryptionErrors.otherKeyThanUpload();
        }
    }

    /** An id that sorts by time and tells whether it can be one of this key's. */
    static String newId(Call call, String key) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, call.time());
        return HexFormat.of().toHexDigits(micros) + call.world().ids().alphanumeric(RANDOM_CHARACTERS) + check(key);
    }

    /** Whether an upload of this key can have, or have had, the id. */
    static boolean mayBeId(String uploadId, String key) {
        return uploadId.length() == Long.BYTES * 2 + RANDOM_CHARACTERS + CHECK_CHARACTERS
                && uploadId.endsWith(check(key));
    }

    /** The checksum that each part must have, so that the object can have its own. */
    ChecksumAlgorithm partAlgorithm() {
        return algorithm == null ? ObjectChecksum.DEFAULT : algorithm;
    }

    /** Takes an upload and all of its parts away. */
    static void forget(Tx tx, Blobs blobs, S3Bucket bucket, UploadKey upload) {
        ScopedTable<PartKey, UploadedPart> parts = S3Tables.parts(bucket);
        List<PartKey> keys = new ArrayList<>();
        for (Row<PartKey, UploadedPart> part : parts.rows(tx, Range.prefix(upload.uploadId()))) {
            blobs.drop(tx, part.value().blob());
            keys.add(part.key());
        }
        keys.forEach(key -> parts.delete(tx, key));
        S3Tables.uploads(bucket).delete(tx, upload);
    }

    private static String check(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        RunningChecksum crc = ChecksumAlgorithm.CRC32.start();
        crc.update(bytes, 0, bytes.length);
        return HexFormat.of().formatHex(crc.digest());
    }
}
