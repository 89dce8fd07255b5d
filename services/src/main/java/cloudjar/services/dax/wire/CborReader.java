package cloudjar.services.dax.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Reads CBOR as DAX's clients write it. Used by one thread. */
public final class CborReader {
    /** The longest text or bytes; a request has no more than 16 MB of items. */
    private static final int LENGTH_MAX = 17 << 20;

    /** The most elements of one array or map. */
    private static final int COUNT_MAX = 1 << 20;

    private static final int BREAK = 0xff;
    private static final int NULL = 0xf6;
    private static final int STREAM = 31;

    /** The longest request; DynamoDB takes no more than 16 MB of items. */
    private static final int REQUEST_MAX = 32 << 20;

    private final PushbackInputStream in;
    private long read;

    /** @param in of which no more is read than is asked for */
    public CborReader(InputStream in) {
        this.in = new PushbackInputStream(in, 1);
    }

    /** A request begins: what was read before does not count for how long it may be. */
    public void begin() {
        read = 0;
    }

    /** The next byte, which stays; -1 at the end. */
    public int peek() throws IOException {
        int next = in.read();
        if (next >= 0) {
            in.unread(next);
        }
        return next;
    }

    /** The major type of what comes next: 0 to 7. */
    public int major() throws IOException {
        int next = peek();
        if (next < 0) {
            throw new EOFException();
        }
        return next >> 5;
    }

    /** Everything up to the end. */
    public byte[] rest() throws IOException {
        return in.readAllBytes();
    }

    public boolean tryNull() throws IOException {
        return take(NULL);
    }

    public boolean tryBreak() throws IOException {
        return take(BREAK);
    }

    private boolean take(int wanted) throws IOException {
        if (peek() != wanted) {
            return false;
        }
        int unused = in.read();
        return true;
    }

    /** An integer; a boolean counts as 0 or 1. */
    public long readInt() throws IOException {
        int head = head();
        return switch (head >> 5) {
            case 0 -> length(head);
            case 1 -> -1 - length(head);
            case 7 -> bool(head) ? 1 : 0;
            default -> throw wrong("an integer", head);
        };
    }

    public boolean readBoolean() throws IOException {
        return readInt() != 0;
    }

    public String readText() throws IOException {
        int head = head();
        if (head >> 5 != 3 && head >> 5 != 2) {
            throw wrong("a text", head);
        }
        return new String(bytes(head), StandardCharsets.UTF_8);
    }

    public byte[] readBytes() throws IOException {
        int head = head();
        if (head >> 5 != 2) {
            throw wrong("bytes", head);
        }
        return bytes(head);
    }

    /** Begins an array; the count of its elements, or -1 where a break ends it. */
    public int readArray() throws IOException {
        return count(4, "an array");
    }

    /** Begins a map; the count of its entries, or -1 where a break ends it. */
    public int readMap() throws IOException {
        return count(5, "a map");
    }

    public int readTag() throws IOException {
        int head = head();
        if (head >> 5 != 6) {
            throw wrong("a tag", head);
        }
        return (int) length(head);
    }

    /** Whether an array or map of this count goes on after so many elements; takes the break that ends it. */
    public boolean more(int count, int read) throws IOException {
        if (read >= COUNT_MAX) {
            throw new WireException("more than " + COUNT_MAX + " elements");
        }
        return count < 0 ? !tryBreak() : read < count;
    }

    /** A number: an integer of any size, a decimal, or a floating point number of eight bytes. */
    public BigDecimal readNumber() throws IOException {
        int major = major();
        if (major == 0 || major == 1) {
            int head = head();
            BigInteger value = unsigned(head);
            return new BigDecimal(major == 0 ? value : value.not());
        }
        if (major == 6) {
            return tagged(readTag());
        }
        int head = head();
        if (head == 0xfb) {
            return new BigDecimal(Double.toString(Double.longBitsToDouble(fixed(8))));
        }
        throw wrong("a number", head);
    }

    /** What stands behind a tag that says that it is a number. */
    BigDecimal tagged(int tag) throws IOException {
        return switch (tag) {
            case 2 -> new BigDecimal(new BigInteger(1, readBytes()));
            case 3 -> new BigDecimal(new BigInteger(1, readBytes()).not());
            case 4 -> decimal();
            default -> throw new WireException("no number has the tag " + tag);
        };
    }

    private BigDecimal decimal() throws IOException {
        if (readArray() != 2) {
            throw new WireException("a decimal has an exponent and a mantissa");
        }
        int exponent = Math.toIntExact(Math.clamp(readInt(), -1000, 1000));
        return new BigDecimal(readNumber().unscaledValue(), -exponent);
    }

    private int count(int major, String what) throws IOException {
        int head = head();
        if (head >> 5 != major) {
            throw wrong(what, head);
        }
        if ((head & STREAM) == STREAM) {
            return -1;
        }
        long count = length(head);
        if (count < 0 || count > COUNT_MAX) {
            throw new WireException("too many elements: " + count);
        }
        return (int) count;
    }

    private byte[] bytes(int head) throws IOException {
        long length = length(head);
        if (length < 0 || length > LENGTH_MAX) {
            throw new WireException("too long: " + length);
        }
        count(length);
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private BigInteger unsigned(int head) throws IOException {
        long value = length(head);
        return value >= 0 ? BigInteger.valueOf(value) : new BigInteger(Long.toUnsignedString(value));
    }

    private long length(int head) throws IOException {
        int low = head & STREAM;
        return switch (low) {
            case 24 -> fixed(1);
            case 25 -> fixed(2);
            case 26 -> fixed(4);
            case 27 -> fixed(8);
            default -> {
                if (low > 27) {
                    throw new WireException("a length is missing");
                }
                yield low;
            }
        };
    }

    private long fixed(int size) throws IOException {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | head();
        }
        return value;
    }

    private int head() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        count(1);
        return next;
    }

    private void count(long bytes) throws WireException {
        read += bytes;
        if (read > REQUEST_MAX) {
            throw new WireException("a request of more than " + REQUEST_MAX + " bytes");
        }
    }

    private static boolean bool(int head) throws IOException {
        return switch (head) {
            case 0xf4 -> false;
            case 0xf5 -> true;
            default -> throw wrong("a boolean", head);
        };
    }

    private static WireException wrong(String wanted, int head) {
        return new WireException("not " + wanted + ": 0x" + Integer.toHexString(head));
    }
}
