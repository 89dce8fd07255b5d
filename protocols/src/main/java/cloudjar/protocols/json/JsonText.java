package cloudjar.protocols.json;

import cloudjar.protocols.ContentBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Strings in JSON. */
public final class JsonText {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /** From this length on it pays to encode the text first and to look for escapes eight bytes at a time. */
    private static final int LONG_TEXT = 24;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private JsonText() {}

    /** Writes {@code text} in quotation marks, escaping only what must be. */
    public static void quoted(String text, ContentBuffer out) {
        if (text.length() >= LONG_TEXT) {
            quotedLong(text.getBytes(StandardCharsets.UTF_8), out);
            return;
        }
        int count = text.length();
        byte[] bytes = out.room(count + 2);
        int start = out.length();
        int at = start;
        bytes[at++] = '"';
        int i = 0;
        for (; i < count; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            bytes[at++] = (byte) c;
        }
        out.advance(at - start);
        for (; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\') {
                i += out.utf8(text, i);
            } else {
                escaped(c, out);
            }
        }
        out.write('"');
    }

    private static void quotedLong(byte[] utf8, ContentBuffer out) {
        out.room(utf8.length + 2);
        out.write('"');
        int from = 0;
        while (true) {
            int escape = nextEscape(utf8, from);
            out.write(utf8, from, escape - from);
            if (escape == utf8.length) {
                break;
            }
            escaped(utf8[escape], out);
            from = escape + 1;
        }
        out.write('"');
    }

    /** The position of the next byte that must be escaped, or the length. */
    private static int nextEscape(byte[] utf8, int from) {
        int at = from;
        for (; at + Long.BYTES <= utf8.length; at += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(utf8, at);
            long quotes = eight ^ ONES * '"';
            long backslashes = eight ^ ONES * '\\';
            // A byte below the bound borrows from its high bit; bytes that have theirs set already are none of these.
            long found =
                    (eight - ONES * 0x20) & ~eight | (quotes - ONES) & ~quotes | (backslashes - ONES) & ~backslashes;
            if ((found & HIGH_BITS) != 0) {
                break;
            }
        }
        for (; at < utf8.length; at++) {
            byte b = utf8[at];
            if (b >= 0 && b < 0x20 || b == '"' || b == '\\') {
                return at;
            }
        }
        return utf8.length;
    }

    private static void escaped(int c, ContentBuffer out) {
        out.write('\\');
        switch (c) {
            case '"', '\\' -> out.write(c);
            case '\n' -> out.write('n');
            case '\r' -> out.write('r');
            case '\t' -> out.write('t');
            case '\b' -> out.write('b');
            case '\f' -> out.write('f');
            default -> {
                out.ascii("u00");
                out.write(HEX[c >> 4]);
                out.write(HEX[c & 0xf]);
            }
        }
    }
}
