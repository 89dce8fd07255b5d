package cloudjar.services.s3;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.checksum.Digesting;
import cloudjar.kernel.checksum.RunningChecksum;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Content on its way in: read to its end, digested on the way, and verified, before anyone may see it.
 *
 * @param blob where it is now, encrypted if it is to be; nobody's yet
 * @param eTag the MD5 of it in hexadecimal, unless it is encrypted
 */
record Intake(Blob blob, long length, String eTag, Map<ChecksumAlgorithm, byte[]> checksums) {
    /**
     * Reads content that a request brings.
     *
     * @throws ApiException where it is not what the request claims; nothing is kept then
     */
    static Intake of(@Nullable Body body, ContentClaims claims, Blobs blobs, Optional<Seal> seal) {
        Body content = body == null ? Body.of(Bytes.EMPTY) : body;
        long announced = content.length();
        if (announced > S3Limits.PUT_MAX.current()) {
            throw ObjectErrors.entityTooLarge(announced);
        }
        Intake intake;
        try (InputStream in = content.open()) {
            intake = read(in, claims, blobs, seal);
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be read or kept", e);
        }
        boolean verified = false;
        try {
            if (announced >= 0 && announced != intake.length()) {
                throw ObjectErrors.incompleteBody();
            }
            claims.verify(intake);
            verified = true;
            return intake;
        } finally {
            if (!verified) {
                blobs.discard(intake.blob());
            }
        }
    }

    /** Content of our own, of which a checksum is wanted. */
    static Intake of(InputStream in, ContentClaims claims, Blobs blobs, Optional<Seal> seal) throws IOException {
        return read(in, claims, blobs, seal);
    }

    private static Intake read(InputStream in, ContentClaims claims, Blobs blobs, Optional<Seal> seal)
            throws IOException {
        DigestingStream digesting = new DigestingStream(in, claims.algorithms());
        Blob blob = seal.isPresent() ? blobs.write(seal.get().close(digesting)) : blobs.write(digesting);
        Map<ChecksumAlgorithm, byte[]> checksums = digesting.finish();
        byte[] md5 = Objects.requireNonNull(checksums.get(ChecksumAlgorithm.MD5));
        byte[] tag = seal.map(used -> salted(md5, used.nonce())).orElse(md5);
        return new Intake(blob, blob.length(), HexFormat.of().formatHex(tag), checksums);
    }

    /** What stands for content that is encrypted: another one each time, so that it tells nothing of the content. */
    private static byte[] salted(byte[] md5, long nonce) {
        RunningChecksum salted = ChecksumAlgorithm.MD5.start();
        byte[] salt = ByteBuffer.allocate(Long.BYTES).putLong(nonce).array();
        salted.update(salt, 0, salt.length);
        salted.update(md5, 0, md5.length);
        return salted.digest();
    }

    /** Stands by while the content gets its owner: it is discarded when that fails. */
    <T> T kept(Blobs blobs, Function<Intake, T> transaction) {
        boolean kept = false;
        try {
            T result = transaction.apply(this);
            kept = true;
            return result;
        } finally {
            if (!kept) {
                blobs.discard(blob);
            }
        }
    }

    /** The checksum of an algorithm among those that were asked for. */
    ObjectChecksum checksum(ChecksumAlgorithm algorithm) {
        return ObjectChecksum.whole(algorithm, bytes(algorithm));
    }

    byte[] bytes(ChecksumAlgorithm algorithm) {
        return Objects.requireNonNull(checksums.get(algorithm), "a checksum nobody asked for");
    }

    /** Digests what is read through it, but for what the stream itself digests. */
    private static final class DigestingStream extends InputStream {
        private final InputStream in;
        private final Map<ChecksumAlgorithm, RunningChecksum> running = new EnumMap<>(ChecksumAlgorithm.class);
        private final Set<ChecksumAlgorithm> borrowed = EnumSet.noneOf(ChecksumAlgorithm.class);

        DigestingStream(InputStream in, Set<ChecksumAlgorithm> algorithms) {
            this.in = in;
            want(ChecksumAlgorithm.MD5);
            algorithms.forEach(this::want);
        }

        private void want(ChecksumAlgorithm algorithm) {
            if (in instanceof Digesting digesting && digesting.algorithms().contains(algorithm)) {
                borrowed.add(algorithm);
            } else {
                running.computeIfAbsent(algorithm, ChecksumAlgorithm::start);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            if (count > 0) {
                running.values().forEach(checksum -> checksum.update(target, offset, count));
            }
            return count;
        }

        Map<ChecksumAlgorithm, byte[]> finish() {
            Map<ChecksumAlgorithm, byte[]> finished = new EnumMap<>(ChecksumAlgorithm.class);
            running.forEach((algorithm, checksum) -> finished.put(algorithm, checksum.digest()));
            if (in instanceof Digesting digesting) {
                borrowed.forEach(algorithm -> finished.put(algorithm, digesting.digest(algorithm)));
            }
            return finished;
        }
    }
}
