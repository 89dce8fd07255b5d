package cloudjar.services.s3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The form in which S3 puts keys into headers and, when asked to, into listings: that of a form's fields, with slashes. */
final class PercentCoding {
    private static final String PLAIN = "-._*/";
    private static final String HEX = "0123456789ABCDEF";

    private PercentCoding() {}

    /** Letters, digits and {@code -._*}{@code /} as they are, a blank as a plus, all other bytes as percent signs. */
    static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                out.append(c);
            } else if (c == ' ') {
                out.append('+');
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
        return out.toString();
    }

    /** The text whose encoded form this is, a plus being a blank; null where a percent sign is not followed by two digits. */
    static @Nullable String decode(String encoded) {
        if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
            return encoded;
        }
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '+') {
                out.write(' ');
            } else if (bytes[i] != '%') {
                out.write(bytes[i]);
            } else {
                int high = i + 2 <= bytes.length - 1 ? Character.digit((char) bytes[i + 1], 16) : -1;
                int low = i + 2 <= bytes.length - 1 ? Character.digit((char) bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                out.write(high << 4 | low);
                i += 2;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
