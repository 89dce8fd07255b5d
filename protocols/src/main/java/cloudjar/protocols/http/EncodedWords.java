package cloudjar.protocols.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text in headers that is more than ASCII, in the encoded words of RFC 2047. That is how S3 takes and gives the metadata of
 * objects ("User-defined object metadata" in its guide, whose example is a test of ours).
 */
final class EncodedWords {
    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]{1,40})\\?([BbQq])\\?([^?\\s]*)\\?=");
    private static final String HEXADECIMAL = "0123456789ABCDEF";
    private static final String QUOTED = "=_?";

    private EncodedWords() {}

    /** The text with its encoded words read; those that cannot be read stay as they are. */
    static String decode(String text) {
        if (!text.contains("=?")) {
            return text;
        }
        StringBuilder decoded = new StringBuilder();
        Matcher matcher = WORD.matcher(text);
        int end = 0;
        boolean behindAWord = false;
        while (matcher.find()) {
            String word = word(matcher.group(1), matcher.group(2), matcher.group(3));
            String between = text.substring(end, matcher.start());
            // Space between two words only keeps them apart.
            decoded.append(behindAWord && word != null && between.isBlank() ? "" : between);
            decoded.append(word == null ? matcher.group() : word);
            behindAWord = word != null;
            end = matcher.end();
        }
        return decoded.append(text, end, text.length()).toString();
    }

    private static @Nullable String word(String charset, String encoding, String text) {
        try {
            byte[] bytes = encoding.equalsIgnoreCase("B") ? Base64.getDecoder().decode(text) : unquote(text);
            return new String(bytes, Charset.forName(charset));
        } catch (UnsupportedCharsetException | IllegalCharsetNameException unknown) {
            return null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static byte[] unquote(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                if (i + 2 >= text.length()) {
                    throw new IllegalArgumentException("a quoted byte is cut off");
                }
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(c == '_' ? ' ' : c);
            }
        }
        return bytes.toByteArray();
    }

    /** The text in ASCII: itself where it is, else one encoded word. */
    static String encode(String text) {
        int other = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            other += c >= 0x7f || c < ' ' && c != '\t' ? 1 : 0;
        }
        if (other == 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // What is mostly ASCII stays legible; the rule is that of AWS's library.
        return text.length() - other > other
                ? "=?UTF-8?Q?" + quote(bytes) + "?="
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }

    private static String quote(byte[] bytes) {
        StringBuilder quoted = new StringBuilder();
        for (byte b : bytes) {
            int c = b & 0xff;
            if (c == ' ') {
                quoted.append('_');
            } else if (c < ' ' || c >= 0x7f || QUOTED.indexOf(c) >= 0) {
                quoted.append('=').append(HEXADECIMAL.charAt(c >> 4)).append(HEXADECIMAL.charAt(c & 15));
            } else {
                quoted.append((char) c);
            }
        }
        return quoted.toString();
    }
}
