package cloudjar.protocols.cbor;

import cloudjar.protocols.text.MalformedValueException;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads data items one after another. Used by one thread. */
final class CborInput {
    /** How deep arrays, maps and tags may be nested. */
    static final int DEPTH_MAX = 200;

    /** What {@link #count} says of an array or map whose end is marked. */
    static final int UNTIL_BREAK = -1;

    private final byte[] bytes;
    private int at;
    private int depth;

    CborInput(byte[] bytes) {
        this.bytes = bytes;
    }

    static MalformedValueException malformed(String problem) {
        return new MalformedValueException(problem);
    }

    byte[] bytes() {
        return bytes;
    }

    /** The position of the next byte. */
    int at() {
        return at;
    }

    /** Fails unless everything has been read. */
    void end() {
        if (at != bytes.length) {
            throw malformed("Bytes after the end of the CBOR value");
        }
    }

    /** The next byte, unsigned, without reading it. */
    int peek() {
        if (at >= bytes.length) {
            throw malformed("CBOR ends within a value");
        }
        return bytes[at] & 0xff;
    }

    /** The major type of the next item, without reading it. */
    int major() {
        return peek() >>> 5;
    }

    private int next() {
        int next = peek();
        at++;
        return next;
    }

    /** Reads null or undefined where it comes next, and says whether it did. */
    boolean takeNull() {
        int next = peek();
        if (next != Cbor.NULL && next != Cbor.UNDEFINED) {
            return false;
        }
        at++;
        return true;
    }

    /** Reads the end of an array or map of indefinite length where it comes next, and says whether it did. */
    boolean takeBreak() {
        if (peek() != Cbor.BREAK) {
            return false;
        }
        at++;
        return true;
    }

    /** Goes one level deeper; {@link #leave} comes back. */
    void enter() {
        if (++depth > DEPTH_MAX) {
            throw malformed("CBOR nested too deeply");
        }
    }

    void leave() {
        depth--;
    }

    private int info(int major) {
        int head = next();
        if (head >>> 5 != major) {
            throw malformed("Unexpected CBOR type");
        }
        return head & 0x1f;
    }

    private long argument(int info) {
        return switch (info) {
            case 24 -> next();
            case 25 -> bigEndian(2);
            case 26 -> bigEndian(4);
            case 27 -> bigEndian(8);
            default -> {
                if (info > 27) {
                    throw malformed("Malformed CBOR");
                }
                yield info;
            }
        };
    }

    private long bigEndian(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | next();
        }
        return value;
    }

    /** The tag that comes next; read. */
    long tag() {
        return argument(info(Cbor.TAG));
    }

    /** Reads tags where they come next; what they say changes nothing for the reader. */
    void skipTags() {
        while (major() == Cbor.TAG) {
            tag();
        }
    }

    /** Reads the head of an array or map: the number of its elements or entries, or {@link #UNTIL_BREAK}. */
    int count(int major) {
        int info = info(major);
        if (info == Cbor.INDEFINITE) {
            return UNTIL_BREAK;
        }
        long count = argument(info);
        // Every element has at least one byte, so a larger count is a lie.
        if (count < 0 || count > bytes.length - at) {
            throw malformed("CBOR ends within a value");
        }
        return (int) count;
    }

    boolean bool() {
        return switch (next()) {
            case Cbor.TRUE -> true;
            case Cbor.FALSE -> false;
            default -> throw malformed("Expected a boolean");
        };
    }

    /** A whole number between the bounds. */
    long smallInteger(long min, long max) {
        skipTags();
        int major = major();
        if (major != Cbor.UNSIGNED && major != Cbor.NEGATIVE) {
            throw malformed("Expected a whole number");
        }
        long argument = argument(info(major));
        long value = major == Cbor.UNSIGNED ? argument : ~argument;
        if (argument < 0 || value < min || value > max) {
            throw malformed("Number out of range");
        }
        return value;
    }

    /** A whole number of any size. */
    BigInteger bigInteger() {
        while (major() == Cbor.TAG) {
            long tag = tag();
            if (tag == Cbor.TAG_POSITIVE) {
                return new BigInteger(1, byteString());
            }
            if (tag == Cbor.TAG_NEGATIVE) {
                return new BigInteger(1, byteString()).not();
            }
        }
        int major = major();
        if (major != Cbor.UNSIGNED && major != Cbor.NEGATIVE) {
            throw malformed("Expected a whole number");
        }
        BigInteger argument = unsigned(argument(info(major)));
        return major == Cbor.UNSIGNED ? argument : argument.not();
    }

    private static BigInteger unsigned(long bits) {
        BigInteger value = BigInteger.valueOf(bits & Long.MAX_VALUE);
        return bits < 0 ? value.setBit(63) : value;
    }

    /** Whether the next byte begins a number with a binary fraction. */
    boolean atReal() {
        int next = peek();
        return next == Cbor.HALF || next == Cbor.FLOAT || next == Cbor.DOUBLE;
    }

    /** A number of any kind, as a double. */
    double real() {
        skipTags();
        return switch (peek()) {
            case Cbor.HALF -> {
                at++;
                yield Float.float16ToFloat((short) bigEndian(2));
            }
            case Cbor.FLOAT -> {
                at++;
                yield Float.intBitsToFloat((int) bigEndian(4));
            }
            case Cbor.DOUBLE -> {
                at++;
                yield Double.longBitsToDouble(bigEndian(8));
            }
            default -> bigInteger().doubleValue();
        };
    }

    /** A decimal number: a tagged pair of exponent and digits, or any other number. */
    BigDecimal decimal() {
        if (major() == Cbor.TAG) {
            int start = at;
            if (tag() == Cbor.TAG_DECIMAL) {
                int count = count(Cbor.ARRAY);
                long exponent = smallInteger(-Integer.MAX_VALUE, Integer.MAX_VALUE);
                BigDecimal value = new BigDecimal(bigInteger(), (int) -exponent);
                if (count != 2 && !(count == UNTIL_BREAK && takeBreak())) {
                    throw malformed("Malformed decimal number");
                }
                return value;
            }
            at = start;
            return new BigDecimal(bigInteger());
        }
        if (!atReal()) {
            return new BigDecimal(bigInteger());
        }
        double value = real();
        if (!Double.isFinite(value)) {
            throw malformed("Expected a decimal number");
        }
        return BigDecimal.valueOf(value);
    }

    byte[] byteString() {
        int info = info(Cbor.BYTES);
        return info == Cbor.INDEFINITE ? chunks(Cbor.BYTES) : piece(info);
    }

    String text() {
        int info = info(Cbor.TEXT);
        if (info == Cbor.INDEFINITE) {
            return new String(chunks(Cbor.TEXT), StandardCharsets.UTF_8);
        }
        int length = length(info);
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    /** Reads a text of definite length and returns its length in bytes; it ends at {@link #at}. -1 for any other. */
    int textSpan() {
        int head = peek();
        if (head >>> 5 != Cbor.TEXT || (head & 0x1f) == Cbor.INDEFINITE) {
            return -1;
        }
        int length = length(info(Cbor.TEXT));
        at += length;
        return length;
    }

    private int length(int info) {
        long length = argument(info);
        if (length < 0 || length > bytes.length - at) {
            throw malformed("CBOR ends within a value");
        }
        return (int) length;
    }

    private byte[] piece(int info) {
        int length = length(info);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    private byte[] chunks(int major) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (!takeBreak()) {
            all.writeBytes(piece(info(major)));
        }
        return all.toByteArray();
    }

    /** Reads the next item and forgets it. */
    void skip() {
        enter();
        switch (major()) {
            case Cbor.UNSIGNED, Cbor.NEGATIVE -> argument(info(major()));
            case Cbor.BYTES -> byteString();
            case Cbor.TEXT -> text();
            case Cbor.ARRAY -> skipAll(count(Cbor.ARRAY), 1);
            case Cbor.MAP -> skipAll(count(Cbor.MAP), 2);
            case Cbor.TAG -> {
                tag();
                skip();
            }
            default -> skipSimple();
        }
        leave();
    }

    private void skipAll(int count, int each) {
        for (int i = 0; count == UNTIL_BREAK ? !takeBreak() : i < count; i++) {
            for (int j = 0; j < each; j++) {
                skip();
            }
        }
    }

    private void skipSimple() {
        if (peek() == Cbor.BREAK) {
            throw malformed("Malformed CBOR");
        }
        argument(info(Cbor.SIMPLE));
    }
}
