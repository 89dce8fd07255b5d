package cloudjar.kernel.checksum;

/**
 * The arithmetic of a reflected CRC that begins and ends with all ones, as all of ours do: the CRC of two pieces of content
 * one after the other follows from theirs, without the content.
 */
final class Crc {
    static final Crc CRC32 = new Crc(0xedb88320L, Integer.SIZE);
    static final Crc CRC32C = new Crc(0x82f63b78L, Integer.SIZE);
    static final Crc CRC64NVME = new Crc(Crc64Nvme.POLYNOMIAL, Long.SIZE);

    private final long polynomial;
    private final long one;

    /** {@code x} to the power of two to the power of the index, modulo the polynomial. */
    private final long[] powers = new long[Long.SIZE + 3];

    /**
     * @param polynomial with its bits in reverse
     * @param bits how wide it is
     */
    private Crc(long polynomial, int bits) {
        this.polynomial = polynomial;
        one = 1L << (bits - 1);
        powers[0] = one >>> 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = product(powers[i - 1], powers[i - 1]);
        }
    }

    /** The CRC of content made of two pieces, of which the second has so many bytes. */
    long joined(long first, long second, long secondBytes) {
        long shift = one;
        // A byte is two to the power of three bits.
        int power = 3;
        for (long left = secondBytes; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                shift = product(powers[power], shift);
            }
            power++;
        }
        return product(shift, first) ^ second;
    }

    /** The product of two polynomials, modulo this one. */
    private long product(long a, long b) {
        long sum = 0;
        long shifted = b;
        for (long bit = one; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                sum ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ polynomial;
        }
        return sum;
    }
}
