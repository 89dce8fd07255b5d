package cloudjar.services.s3;

import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.checksum.RunningChecksum;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Which version of a key it is.
 *
 * @param stamp orders the versions of a key, the newest first; 32 characters, the last of which check the others
 * @param named whether callers know it by its stamp; else it is the one called null
 */
record VersionId(String stamp, boolean named) {
    /** What callers call the version that was written while the bucket kept none. */
    static final String NULL = "null";

    private static final int TIME_CHARACTERS = 13;
    private static final int OWN_CHARACTERS = 13;
    private static final int CHECK_CHARACTERS = 6;
    private static final int RADIX = 36;

    /**
     * The id of a version written at a time, in microseconds since 1970.
     *
     * @param seed another one for each write
     */
    static VersionId at(long micros, boolean named, long seed, String key) {
        RunningChecksum own = ChecksumAlgorithm.CRC64NVME.start();
        byte[] bytes = (seed + " " + key).getBytes(StandardCharsets.UTF_8);
        own.update(bytes, 0, bytes.length);
        String start = padded(Long.toString(Long.MAX_VALUE - micros, RADIX), TIME_CHARACTERS)
                + padded(new BigInteger(1, own.digest()).toString(RADIX), OWN_CHARACTERS);
        return new VersionId(start + check(start), named);
    }

    private static String padded(String digits, int length) {
        return "0".repeat(length - digits.length()) + digits;
    }

    /** When it was made, or just after, if another version of the key was made at the same time. */
    long micros() {
        return Long.MAX_VALUE - Long.parseLong(stamp.substring(0, TIME_CHARACTERS), RADIX);
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** The name by which callers know it. */
    String text() {
        return named ? stamp : NULL;
    }

    /** Whether a version can have, or have had, the name. */
    static boolean mayBe(String text) {
        int checked = TIME_CHARACTERS + OWN_CHARACTERS;
        return text.length() == checked + CHECK_CHARACTERS
                && text.substring(checked).equals(check(text.substring(0, checked)));
    }

    private static String check(String start) {
        byte[] bytes = start.getBytes(StandardCharsets.UTF_8);
        RunningChecksum crc = ChecksumAlgorithm.CRC32.start();
        crc.update(bytes, 0, bytes.length);
        return HexFormat.of().formatHex(crc.digest()).substring(0, CHECK_CHARACTERS);
    }
}
