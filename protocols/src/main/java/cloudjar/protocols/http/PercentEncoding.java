package cloudjar.protocols.http;

import cloudjar.protocols.text.MalformedValueException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoded text in paths and queries. */
public final class PercentEncoding {
    private PercentEncoding() {}

    /**
     * Decodes a piece of a path.
     *
     * @throws MalformedValueException where a percent sign is not followed by two hexadecimal digits, or the bytes are
     *     no UTF-8
     */
    public static String decode(String raw) {
        return decode(raw, false);
    }

    /**
     * Decodes a name or value of a query, where a plus sign stands for a space.
     *
     * @throws MalformedValueException as {@link #decode}
     */
    public static String decodeQuery(String raw) {
        return decode(raw, true);
    }

    private static String decode(String raw, boolean plusIsSpace) {
        int first = firstEncoded(raw, plusIsSpace);
        if (first < 0) {
            return raw;
        }
        // Bytes never outnumber the UTF-8 form of the raw text.
        byte[] source = raw.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < source.length; i++) {
            byte b = source[i];
            if (b == '%') {
                if (i + 2 >= source.length) {
                    throw malformed();
                }
                b = (byte) (hex(source[i + 1]) << 4 | hex(source[i + 2]));
                i += 2;
            } else if (b == '+' && plusIsSpace) {
                b = ' ';
            }
            source[length++] = b;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(source, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw malformed();
        }
    }

    private static int firstEncoded(String raw, boolean plusIsSpace) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' || c == '+' && plusIsSpace) {
                return i;
            }
        }
        return -1;
    }

    private static int hex(byte c) {
        int digit = Character.digit(c, 16);
        if (digit < 0) {
            throw malformed();
        }
        return digit;
    }

    private static MalformedValueException malformed() {
        return new MalformedValueException("Malformed percent-encoding");
    }
}
