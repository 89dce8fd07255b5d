package cloudjar.services.s3;

import cloudjar.api.s3.ChecksumType;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.shape.Structure;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checksum in S3's own sense, beside the MD5 of the entity tag.
 *
 * @param value in base64; with the number of parts behind a hyphen where it is composite
 * @param type of the whole content, or of the parts' checksums
 */
record ObjectChecksum(ChecksumAlgorithm algorithm, String value, String type) {
    /** The algorithms for which callers may ask. */
    static final List<ChecksumAlgorithm> ALGORITHMS = List.of(
            ChecksumAlgorithm.CRC32,
            ChecksumAlgorithm.CRC32C,
            ChecksumAlgorithm.CRC64NVME,
            ChecksumAlgorithm.SHA1,
            ChecksumAlgorithm.SHA256);

    /** What S3 computes where nobody asks for anything. */
    static final ChecksumAlgorithm DEFAULT = ChecksumAlgorithm.CRC64NVME;

    static ObjectChecksum whole(ChecksumAlgorithm algorithm, byte[] value) {
        return new ObjectChecksum(algorithm, Base64.getEncoder().encodeToString(value), ChecksumType.FULL_OBJECT);
    }

    /** The algorithm that a caller names, in either case. */
    static ChecksumAlgorithm algorithm(String name) {
        for (ChecksumAlgorithm algorithm : ALGORITHMS) {
            if (algorithm.name().equalsIgnoreCase(name)) {
                return algorithm;
            }
        }
        throw ObjectErrors.unsupportedChecksumAlgorithm();
    }

    /** The algorithm whose header is named, in any case. */
    static Optional<ChecksumAlgorithm> ofHeader(String header) {
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(header.strip());
        return algorithm == null || !ALGORITHMS.contains(algorithm) ? Optional.empty() : Optional.of(algorithm);
    }

    /** The checksum that a structure claims, in one of its members; none where all are absent. */
    static Optional<ObjectChecksum> claimed(Structure claiming) {
        ObjectChecksum found = null;
        for (ChecksumAlgorithm algorithm : ALGORITHMS) {
            String value = Members.text(claiming, member(algorithm));
            if (value == null) {
                continue;
            }
            if (found != null) {
                throw ObjectErrors.severalChecksums();
            }
            found = new ObjectChecksum(algorithm, value, ChecksumType.FULL_OBJECT);
        }
        return Optional.ofNullable(found);
    }

    private static String member(ChecksumAlgorithm algorithm) {
        return "Checksum" + algorithm.name();
    }

    /** This claim, when its value is the base64 of a checksum of its algorithm. */
    ObjectChecksum requireWellFormed() {
        if (decoded().length != algorithm.length()) {
            throw ObjectErrors.invalidChecksum(algorithm);
        }
        return this;
    }

    /** Whether it is one of the whole content. */
    boolean isWhole() {
        return type.equals(ChecksumType.FULL_OBJECT);
    }

    /** The bytes of the value, of which a composite one has a number of parts behind them; empty where it is no base64. */
    byte[] decoded() {
        int hyphen = value.indexOf('-');
        String base64 = hyphen < 0 ? value : value.substring(0, hyphen);
        if (base64.length() % 4 != 0) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }

    /** The structure with the value in the one of its members that is of this algorithm. */
    <S extends Structure> S in(S answer) {
        return Members.with(answer, Map.of(member(algorithm), value));
    }

    /** The structure with the value and the type. */
    <S extends Structure> S typedIn(S answer) {
        return Members.with(answer, Map.of(member(algorithm), value, "ChecksumType", type));
    }
}
