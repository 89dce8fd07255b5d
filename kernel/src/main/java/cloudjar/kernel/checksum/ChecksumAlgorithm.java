package cloudjar.kernel.checksum;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/** The checksum algorithms of AWS's {@code x-amz-checksum-*} headers, and MD5 of {@code Content-MD5}. */
public enum ChecksumAlgorithm {
    CRC32(4) {
        @Override
        public RunningChecksum start() {
            return new Zip(new CRC32());
        }
    },
    CRC32C(4) {
        @Override
        public RunningChecksum start() {
            return new Zip(new CRC32C());
        }
    },
    CRC64NVME(8) {
        @Override
        public RunningChecksum start() {
            return new Crc64Nvme();
        }
    },
    SHA1(20) {
        @Override
        public RunningChecksum start() {
            return new Digest("SHA-1");
        }
    },
    SHA256(32) {
        @Override
        public RunningChecksum start() {
            return new Digest("SHA-256");
        }
    },
    MD5(16) {
        @Override
        public RunningChecksum start() {
            return new Digest("MD5");
        }
    };

    private static final String HEADER_PREFIX = "x-amz-checksum-";

    private final int length;
    private final String header;

    ChecksumAlgorithm(int length) {
        this.length = length;
        header = name().equals("MD5") ? "content-md5" : HEADER_PREFIX + name().toLowerCase(Locale.ROOT);
    }

    /** Begins a checksum. */
    public abstract RunningChecksum start();

    /** Whether checksums of pieces can be {@link #joined}. */
    public boolean joins() {
        return crc() != null;
    }

    /**
     * The checksum of two pieces of content one after the other.
     *
     * @param secondBytes how long the second one is
     * @throws IllegalStateException where this algorithm does not {@linkplain #joins() join}
     */
    public byte[] joined(byte[] first, byte[] second, long secondBytes) {
        Crc crc = crc();
        if (crc == null) {
            throw new IllegalStateException("digests of pieces say nothing about the whole: " + this);
        }
        return bigEndian(crc.joined(number(first), number(second), secondBytes), length);
    }

    /** The length of a checksum, in bytes. */
    public int length() {
        return length;
    }

    /** The name of the header or trailer that carries it, in lower case. */
    public String header() {
        return header;
    }

    /** The algorithm whose header or trailer has this name, in any case; null where there is none. */
    public static @Nullable ChecksumAlgorithm ofHeader(String name) {
        for (ChecksumAlgorithm algorithm : values()) {
            if (algorithm.header.equalsIgnoreCase(name)) {
                return algorithm;
            }
        }
        return null;
    }

    static byte[] bigEndian(long value, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (value >>> (length - 1 - i) * Byte.SIZE);
        }
        return bytes;
    }

    private @Nullable Crc crc() {
        return switch (this) {
            case CRC32 -> Crc.CRC32;
            case CRC32C -> Crc.CRC32C;
            case CRC64NVME -> Crc.CRC64NVME;
            case SHA1, SHA256, MD5 -> null;
        };
    }

    private static long number(byte[] bigEndian) {
        long number = 0;
        for (byte b : bigEndian) {
            number = number << Byte.SIZE | b & 0xff;
        }
        return number;
    }

    private record Zip(Checksum checksum) implements RunningChecksum {
        @Override
        public void update(byte[] data, int offset, int size) {
            checksum.update(data, offset, size);
        }

        @Override
        public byte[] digest() {
            return bigEndian(checksum.getValue(), Integer.BYTES);
        }
    }

    private static final class Digest implements RunningChecksum {
        private final MessageDigest digest;

        Digest(String name) {
            try {
                digest = MessageDigest.getInstance(name);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has this digest", e);
            }
        }

        @Override
        public void update(byte[] data, int offset, int size) {
            digest.update(data, offset, size);
        }

        @Override
        public byte[] digest() {
            return digest.digest();
        }
    }
}
