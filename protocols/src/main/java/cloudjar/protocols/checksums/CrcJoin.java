package cloudjar.protocols.checksums;

/**
 * Joins CRCs: from the CRC of two pieces of content and the length of the second follows the CRC of the whole. So a
 * multipart upload has a checksum of its full object without anyone reading it again. Takes time in the logarithm of the
 * length.
 */
public final class CrcJoin {
    /** The polynomials with their bits in reverse. */
    private static final long CRC32 = 0xedb88320L;

    private static final long CRC32C = 0x82f63b78L;

    private CrcJoin() {}

    /**
     * The checksum of content made of two pieces.
     *
     * @param algorithm one of the CRCs
     * @param first the checksum of the first piece
     * @param second the checksum of the second piece
     * @param secondLength of the second piece, in bytes
     * @throws IllegalArgumentException where the algorithm is no CRC
     */
    public static byte[] join(ChecksumAlgorithm algorithm, byte[] first, byte[] second, long secondLength) {
        long polynomial =
                switch (algorithm) {
                    case CRC32 -> CRC32;
                    case CRC32C -> CRC32C;
                    case CRC64NVME -> Crc64Nvme.POLYNOMIAL;
                    case SHA1, SHA256, MD5 -> throw new IllegalArgumentException("no CRC: " + algorithm);
                };
        int bits = algorithm.length() * Byte.SIZE;
        // The register and its inversion cancel out, so that zeros shift the first CRC and xor adds the second.
        long shifted = multiply(toLong(first), power(secondLength, polynomial, bits), polynomial, bits);
        return ChecksumAlgorithm.bigEndian(shifted ^ toLong(second), algorithm.length());
    }

    /** x to the power of eight times {@code bytes}, modulo the polynomial: what that many zero bytes do. */
    private static long power(long bytes, long polynomial, int bits) {
        // The highest bit is x^0 in the reflected notation; one byte is x^8.
        long result = 1L << bits - 1;
        long square = 1L << bits - 1 - Byte.SIZE;
        for (long left = bytes; left > 0; left >>>= 1) {
            if ((left & 1) != 0) {
                result = multiply(result, square, polynomial, bits);
            }
            square = multiply(square, square, polynomial, bits);
        }
        return result;
    }

    /** The product of two polynomials modulo a third, all reflected. */
    private static long multiply(long a, long b, long polynomial, int bits) {
        long product = 0;
        long shifting = b;
        for (long bit = 1L << bits - 1; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifting;
            }
            shifting = (shifting & 1) == 0 ? shifting >>> 1 : shifting >>> 1 ^ polynomial;
        }
        return product;
    }

    private static long toLong(byte[] bigEndian) {
        long value = 0;
        for (byte b : bigEndian) {
            value = value << Byte.SIZE | b & 0xff;
        }
        return value;
    }
}
