package cloudjar.services.s3;

import cloudjar.kernel.blob.BlobGoneException;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.checksum.RunningChecksum;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the sources of copies. */
final class ObjectCopier {
    private static final int BUFFER_BYTES = 128 << 10;

    private ObjectCopier() {}

    /** The source that a request to copy names, under the conditions of the copy. */
    static FoundObject source(Call call, Structure request) {
        CopySource named = CopySource.parse(Members.required(request, "CopySource"));
        FoundObject source = call.read(snapshot -> {
            String owner = Members.text(request, "ExpectedSourceBucketOwner");
            S3Bucket bucket = S3Tables.bucketAnywhere(snapshot, call, named.bucket(), owner);
            return found(snapshot, bucket, named);
        });
        Sealing.requireKey(source.object().sealing(), CustomerKey.ofSource(request));
        Conditions.ofSource(request).require(source.object(), call.time());
        source.object().requireReadable(call.time());
        return source;
    }

    private static FoundObject found(Snapshot snapshot, S3Bucket bucket, CopySource named) {
        String versionId = named.versionId();
        if (versionId != null
                && S3Tables.version(snapshot, bucket, named.key(), versionId)
                        .filter(Version::isMarker)
                        .isPresent()) {
            throw ObjectErrors.copyOfMarker();
        }
        return FoundObject.in(snapshot, bucket, named.key(), versionId, "GET");
    }

    /**
     * The entity tag and checksum of a copy made in one piece. They are its source's, unless that was made of parts or
     * another algorithm is asked for: then the content is read.
     */
    static Digests digests(StoredObject source, @Nullable ChecksumAlgorithm wanted, Blobs blobs) throws IOException {
        ObjectChecksum known = source.checksum();
        ChecksumAlgorithm algorithm =
                wanted != null ? wanted : known == null ? ObjectChecksum.DEFAULT : known.algorithm();
        if (source.taggedByContent() && source.parts().isEmpty() && known != null && known.algorithm() == algorithm) {
            return new Digests(source.eTag(), known);
        }
        Map<ChecksumAlgorithm, RunningChecksum> running = new EnumMap<>(ChecksumAlgorithm.class);
        running.put(ChecksumAlgorithm.MD5, ChecksumAlgorithm.MD5.start());
        running.put(algorithm, algorithm.start());
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = ObjectBody.of(source, new ByteRange(0, source.length()), blobs, Optional.empty())
                .open()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (RunningChecksum checksum : running.values()) {
                    checksum.update(buffer, 0, count);
                }
            }
        }
        byte[] md5 = Objects.requireNonNull(running.get(ChecksumAlgorithm.MD5)).digest();
        byte[] checksum = Objects.requireNonNull(running.get(algorithm)).digest();
        return new Digests(HexFormat.of().formatHex(md5), ObjectChecksum.whole(algorithm, checksum));
    }

    /** What identifies content. */
    record Digests(String eTag, ObjectChecksum checksum) {}

    /** Reads a range of the source into a blob of its own; nothing where the source was replaced meanwhile. */
    static Optional<Intake> part(
            StoredObject source,
            Optional<Bytes> secret,
            ByteRange range,
            ChecksumAlgorithm algorithm,
            Blobs blobs,
            Optional<Seal> seal) {
        try (InputStream in = ObjectBody.of(source, range, blobs, secret).open()) {
            return Optional.of(Intake.of(in, ContentClaims.none(algorithm), blobs, seal));
        } catch (BlobGoneException replaced) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be copied", e);
        }
    }
}
