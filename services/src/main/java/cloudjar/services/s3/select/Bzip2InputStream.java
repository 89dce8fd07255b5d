package cloudjar.services.s3.select;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Undoes BZIP2: blocks of up to 900,000 bytes, each Huffman coded, moved to front, sorted by Burrows and Wheeler. Streams
 * one behind the other count as one. Its checksums are compared. Used by one thread.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Bzip2#File_format">the format</a>
 */
public final class Bzip2InputStream extends InputStream {
    private static final long BLOCK = 0x314159265359L;
    private static final long END = 0x177245385090L;
    private static final int GROUP = 50;
    private static final int LENGTH_MAX = 20;
    private static final int SELECTORS_MAX = 18_002;

    private final InputStream in;
    private long bits;
    private int bitCount;
    private int[] links = new int[0];
    private byte[] bytes = new byte[0];
    private int blockMax;
    private int position;
    private int left;
    private int last = -1;
    private int repeats;
    private int pending;
    private int pendingByte;
    private int crc;
    private int expectedCrc;
    private int streamCrc;
    private boolean inBlock;
    private boolean ended;

    /** Reads the header. */
    public Bzip2InputStream(InputStream in) throws IOException {
        this.in = new BufferedInputStream(in);
        if (!header()) {
            throw new DamagedException("not bzip2");
        }
    }

    /** What is read is not, or no longer, BZIP2. */
    public static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1;

        DamagedException(String message) {
            super(message);
        }
    }

    private boolean header() throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        int level = first == 'B' && in.read() == 'Z' && in.read() == 'h' ? in.read() - '0' : 0;
        if (level < 1 || level > 9) {
            throw new DamagedException("not bzip2");
        }
        blockMax = level * 100_000;
        streamCrc = 0;
        if (bytes.length < blockMax) {
            bytes = new byte[blockMax];
            links = new int[blockMax];
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int next = next();
            if (next < 0) {
                return count == 0 ? -1 : count;
            }
            target[offset + count++] = (byte) next;
        }
        return count;
    }

    /** The next byte: runs of four are followed by how often the byte is there again. */
    private int next() throws IOException {
        while (true) {
            if (pending > 0) {
                pending--;
                return counted(pendingByte);
            }
            if (left > 0) {
                left--;
                int value = bytes[position] & 0xff;
                position = links[position];
                if (repeats == 4) {
                    pending = value;
                    pendingByte = last;
                    repeats = 0;
                    last = -1;
                    continue;
                }
                repeats = value == last ? repeats + 1 : 1;
                last = value;
                return counted(value);
            }
            if (ended || !block()) {
                return -1;
            }
        }
    }

    private int counted(int value) {
        crc = Crc.next(crc, value);
        return value;
    }

    private boolean block() throws IOException {
        if (inBlock) {
            if (~crc != expectedCrc) {
                throw new DamagedException("a block of bzip2 is damaged");
            }
            streamCrc = (streamCrc << 1 | streamCrc >>> 31) ^ expectedCrc;
            inBlock = false;
        }
        long mark = (long) take(24) << 24 | take(24);
        if (mark == END) {
            int whole = take(16) << 16 | take(16);
            if (whole != streamCrc) {
                throw new DamagedException("bzip2 is damaged");
            }
            bitCount = 0;
            bits = 0;
            ended = !header();
            return !ended && block();
        }
        if (mark != BLOCK) {
            throw new DamagedException("not a block of bzip2");
        }
        expectedCrc = take(16) << 16 | take(16);
        if (take(1) != 0) {
            throw new DamagedException("a block of bzip2 in a form of long ago");
        }
        decode();
        crc = -1;
        inBlock = true;
        last = -1;
        repeats = 0;
        return true;
    }

    private void decode() throws IOException {
        int origin = take(24);
        int[] symbols = symbols();
        int[][] lengths = new int[take(3)][];
        int selectorCount = take(15);
        if (lengths.length < 2 || lengths.length > 6 || selectorCount < 1 || selectorCount > SELECTORS_MAX) {
            throw new DamagedException("a block of bzip2 is damaged");
        }
        int[] selectors = selectors(selectorCount, lengths.length);
        int alphabet = symbols.length + 2;
        Huffman[] tables = new Huffman[lengths.length];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = new Huffman(lengths(alphabet));
        }
        int count = symbols(symbols, selectors, tables, alphabet - 1);
        if (origin < 0 || origin >= count) {
            throw new DamagedException("a block of bzip2 is damaged");
        }
        link(count, origin);
    }

    /** The bytes that occur in the block. */
    private int[] symbols() throws IOException {
        int ranges = take(16);
        int[] symbols = new int[256];
        int count = 0;
        for (int i = 0; i < 16; i++) {
            if ((ranges >> 15 - i & 1) == 0) {
                continue;
            }
            int range = take(16);
            for (int j = 0; j < 16; j++) {
                if ((range >> 15 - j & 1) != 0) {
                    symbols[count++] = i * 16 + j;
                }
            }
        }
        if (count == 0) {
            throw new DamagedException("a block of bzip2 is damaged");
        }
        return java.util.Arrays.copyOf(symbols, count);
    }

    private int[] selectors(int count, int tables) throws IOException {
        int[] front = new int[tables];
        for (int i = 0; i < tables; i++) {
            front[i] = i;
        }
        int[] selectors = new int[count];
        for (int i = 0; i < count; i++) {
            int at = 0;
            while (take(1) == 1) {
                if (++at >= tables) {
                    throw new DamagedException("a block of bzip2 is damaged");
                }
            }
            selectors[i] = toFront(front, at);
        }
        return selectors;
    }

    private static int toFront(int[] list, int at) {
        int value = list[at];
        System.arraycopy(list, 0, list, 1, at);
        list[0] = value;
        return value;
    }

    private int[] lengths(int alphabet) throws IOException {
        int[] lengths = new int[alphabet];
        int length = take(5);
        for (int i = 0; i < alphabet; i++) {
            while (take(1) == 1) {
                length += take(1) == 0 ? 1 : -1;
            }
            if (length < 1 || length > LENGTH_MAX) {
                throw new DamagedException("a block of bzip2 is damaged");
            }
            lengths[i] = length;
        }
        return lengths;
    }

    /** Reads the block's symbols into bytes; returns how many these are. */
    private int symbols(int[] front, int[] selectors, Huffman[] tables, int endOfBlock) throws IOException {
        int count = 0;
        int read = 0;
        int run = 0;
        int weight = 1;
        while (true) {
            int group = read++ / GROUP;
            if (group >= selectors.length) {
                throw new DamagedException("a block of bzip2 is damaged");
            }
            int symbol = symbol(tables[selectors[group]]);
            if (symbol <= 1) {
                run += weight << symbol;
                weight <<= 1;
                if (run > blockMax) {
                    throw new DamagedException("a block of bzip2 is too long");
                }
                continue;
            }
            count = repeat(count, run, front[0]);
            run = 0;
            weight = 1;
            if (symbol == endOfBlock) {
                return count;
            }
            count = repeat(count, 1, toFront(front, symbol - 1));
        }
    }

    private int repeat(int count, int times, int value) throws IOException {
        if (count + times > blockMax) {
            throw new DamagedException("a block of bzip2 is too long");
        }
        java.util.Arrays.fill(bytes, count, count + times, (byte) value);
        return count + times;
    }

    private int symbol(Huffman table) throws IOException {
        int code = 0;
        for (int length = 1; length <= LENGTH_MAX; length++) {
            code = code << 1 | take(1);
            int symbol = table.symbol(code, length);
            if (symbol >= 0) {
                return symbol;
            }
        }
        throw new DamagedException("a block of bzip2 is damaged");
    }

    /** Makes of the sorted bytes a chain in their old order. */
    private void link(int count, int origin) {
        int[] starts = new int[257];
        for (int i = 0; i < count; i++) {
            starts[(bytes[i] & 0xff) + 1]++;
        }
        for (int i = 0; i < 256; i++) {
            starts[i + 1] += starts[i];
        }
        for (int i = 0; i < count; i++) {
            links[starts[bytes[i] & 0xff]++] = i;
        }
        position = links[origin];
        left = count;
    }

    private int take(int count) throws IOException {
        while (bitCount < count) {
            int next = in.read();
            if (next < 0) {
                throw new DamagedException("bzip2 that ends too early");
            }
            bits = bits << 8 | next;
            bitCount += 8;
        }
        bitCount -= count;
        return (int) (bits >>> bitCount & (1L << count) - 1);
    }

    /** Canonical codes: those of a length are numbers one behind the other. */
    private static final class Huffman {
        private final int[] firstCode = new int[LENGTH_MAX + 2];
        private final int[] firstIndex = new int[LENGTH_MAX + 2];
        private final int[] counts = new int[LENGTH_MAX + 2];
        private final int[] sorted;

        Huffman(int[] lengths) {
            sorted = new int[lengths.length];
            for (int length : lengths) {
                counts[length]++;
            }
            int code = 0;
            int index = 0;
            for (int length = 1; length <= LENGTH_MAX; length++) {
                firstCode[length] = code;
                firstIndex[length] = index;
                for (int symbol = 0; symbol < lengths.length; symbol++) {
                    if (lengths[symbol] == length) {
                        sorted[index++] = symbol;
                    }
                }
                code = code + counts[length] << 1;
            }
        }

        /** The symbol of a code; -1 where a code of this length is none. */
        int symbol(int code, int length) {
            int at = code - firstCode[length];
            return at >= 0 && at < counts[length] ? sorted[firstIndex[length] + at] : -1;
        }
    }

    /** The checksum of blocks: CRC-32 with its bits the other way round. */
    private static final class Crc {
        private static final int[] TABLE = new int[256];

        static {
            for (int i = 0; i < 256; i++) {
                int crc = i << 24;
                for (int bit = 0; bit < 8; bit++) {
                    crc = crc < 0 ? crc << 1 ^ 0x04c11db7 : crc << 1;
                }
                TABLE[i] = crc;
            }
        }

        static int next(int crc, int value) {
            return crc << 8 ^ TABLE[(crc >>> 24 ^ value) & 0xff];
        }
    }
}
