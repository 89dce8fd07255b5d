package cloudjar.services.s3;

import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.shape.Bytes;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about the content it brings, and which checksums are wanted of it.
 *
 * @param md5 from Content-MD5, in base64
 * @param checksum from one of the checksum headers
 * @param algorithms those to be computed, MD5 apart
 * @param quoting how a wrong MD5 is quoted
 */
record ContentClaims(
        Optional<String> md5,
        Optional<ObjectChecksum> checksum,
        Set<ChecksumAlgorithm> algorithms,
        Md5Quoting quoting) {
    private static final int MD5_BYTES = 16;

    /** How the answer to a wrong Content-MD5 quotes it: AWS's operations differ. */
    enum Md5Quoting {
        HEXADECIMAL,
        BASE64
    }

    /** Nothing is claimed of content of our own. */
    static ContentClaims none(ChecksumAlgorithm... wanted) {
        Set<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
        algorithms.addAll(Set.of(wanted));
        return new ContentClaims(Optional.empty(), Optional.empty(), algorithms, Md5Quoting.BASE64);
    }

    /** Claims whose form is checked. */
    static ContentClaims of(
            @Nullable String contentMd5,
            Optional<ObjectChecksum> checksum,
            Set<ChecksumAlgorithm> wanted,
            Md5Quoting quoting) {
        if (contentMd5 != null && !wellFormedMd5(contentMd5)) {
            throw ObjectErrors.invalidDigest(contentMd5);
        }
        Set<ChecksumAlgorithm> algorithms = EnumSet.copyOf(wanted);
        checksum.ifPresent(claim -> algorithms.add(claim.requireWellFormed().algorithm()));
        return new ContentClaims(Optional.ofNullable(contentMd5), checksum, algorithms, quoting);
    }

    /**
     * The algorithm of the checksum that a request sends or has sent after its content: the one it claims, else the one
     * its trailer has, which was verified on the way in.
     */
    static Optional<ChecksumAlgorithm> sent(Optional<ObjectChecksum> claimed, @Nullable String trailer) {
        if (claimed.isPresent() || trailer == null) {
            return claimed.map(ObjectChecksum::algorithm);
        }
        for (String name : trailer.split(",", -1)) {
            Optional<ChecksumAlgorithm> algorithm = ObjectChecksum.ofHeader(name);
            if (algorithm.isPresent()) {
                return algorithm;
            }
        }
        return Optional.empty();
    }

    /** Refuses content that is not what was claimed. */
    void verify(Intake intake) {
        md5.ifPresent(claim -> {
            Bytes calculated = Bytes.wrap(intake.bytes(ChecksumAlgorithm.MD5));
            Bytes expected = Bytes.ofBase64(claim);
            if (!expected.equals(calculated)) {
                throw ObjectErrors.badMd5(
                        quoting == Md5Quoting.HEXADECIMAL ? HexFormat.of().formatHex(expected.toArray()) : claim,
                        calculated.toBase64());
            }
        });
        checksum.ifPresent(claim -> {
            if (!intake.checksum(claim.algorithm()).value().equals(claim.value())) {
                throw ObjectErrors.badChecksum(claim.algorithm().name());
            }
        });
    }

    private static boolean wellFormedMd5(String base64) {
        if (base64.length() % 4 != 0) {
            return false;
        }
        try {
            return Bytes.ofBase64(base64).size() == MD5_BYTES;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
