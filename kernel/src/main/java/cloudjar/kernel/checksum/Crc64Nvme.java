package cloudjar.kernel.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The CRC-64 of the NVM Express specification, which S3 calls CRC64NVME: polynomial 0xAD93D23594C93659, reflected, all
 * ones before and after.
 *
 * <p>Eight bytes a step ("slicing by 8"). Each step waits for the one before; so long content is cut into pieces of four lanes,
 * whose steps do not wait for each other, and the lanes are put together by what so many zero bytes make of a checksum.
 */
final class Crc64Nvme implements RunningChecksum {
    /** The polynomial with its bits in reverse. */
    static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;

    private static final int SLICES = 8;
    private static final int VALUES = 256;
    private static final int LANE_BYTES = 1024;
    private static final int PIECE_BYTES = 4 * LANE_BYTES;

    /** What each value of each byte of the checksum becomes in a step, slice behind slice: one array, so that no bound is checked. */
    private static final long[] STEP = new long[SLICES * VALUES];

    /** What each value of each byte of the checksum becomes by the zero bytes of a lane. */
    private static final long[] LANE = new long[SLICES * VALUES];

    static {
        for (int i = 0; i < VALUES; i++) {
            long crc = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
            }
            STEP[(SLICES - 1) * VALUES + i] = crc;
        }
        for (int slice = SLICES - 2; slice >= 0; slice--) {
            for (int i = 0; i < VALUES; i++) {
                long before = STEP[(slice + 1) * VALUES + i];
                STEP[slice * VALUES + i] = before >>> Byte.SIZE ^ STEP[(SLICES - 1) * VALUES + ((int) before & 0xff)];
            }
        }
        long[] ofBits = new long[Long.SIZE];
        for (int bit = 0; bit < Long.SIZE; bit++) {
            long crc = 1L << bit;
            for (int i = 0; i < LANE_BYTES; i += SLICES) {
                crc = looked(STEP, crc);
            }
            ofBits[bit] = crc;
        }
        for (int i = 0; i < LANE.length; i++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                LANE[i] ^= (i >>> bit & 1) * ofBits[i / VALUES * Byte.SIZE + bit];
            }
        }
    }

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long crc = ~0L;

    @Override
    public void update(byte[] data, int offset, int length) {
        long value = crc;
        int at = offset;
        int end = offset + length;
        for (; at + PIECE_BYTES <= end; at += PIECE_BYTES) {
            value = piece(data, at, value);
        }
        for (; at + SLICES <= end; at += SLICES) {
            value = looked(STEP, value ^ (long) LONGS.get(data, at));
        }
        for (; at < end; at++) {
            value = value >>> Byte.SIZE ^ STEP[(SLICES - 1) * VALUES + (((int) value ^ data[at]) & 0xff)];
        }
        crc = value;
    }

    private static long piece(byte[] data, int offset, long before) {
        long first = before;
        long second = 0;
        long third = 0;
        long fourth = 0;
        int end = offset + LANE_BYTES;
        for (int at = offset; at < end; at += SLICES) {
            first = looked(STEP, first ^ (long) LONGS.get(data, at));
            second = looked(STEP, second ^ (long) LONGS.get(data, at + LANE_BYTES));
            third = looked(STEP, third ^ (long) LONGS.get(data, at + 2 * LANE_BYTES));
            fourth = looked(STEP, fourth ^ (long) LONGS.get(data, at + 3 * LANE_BYTES));
        }
        return looked(LANE, looked(LANE, looked(LANE, first) ^ second) ^ third) ^ fourth;
    }

    /** What a checksum becomes by a table of what its bytes become; by halves, whose bytes are cut out more quickly. */
    private static long looked(long[] table, long value) {
        int low = (int) value;
        int high = (int) (value >>> Integer.SIZE);
        return table[low & 0xff]
                ^ table[VALUES + (low >>> 8 & 0xff)]
                ^ (table[2 * VALUES + (low >>> 16 & 0xff)] ^ table[3 * VALUES + (low >>> 24)])
                ^ (table[4 * VALUES + (high & 0xff)] ^ table[5 * VALUES + (high >>> 8 & 0xff)])
                ^ (table[6 * VALUES + (high >>> 16 & 0xff)] ^ table[7 * VALUES + (high >>> 24)]);
    }

    @Override
    public byte[] digest() {
        return ChecksumAlgorithm.bigEndian(~crc, Long.BYTES);
    }
}
