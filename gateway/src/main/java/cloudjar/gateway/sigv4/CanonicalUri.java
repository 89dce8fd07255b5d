package cloudjar.gateway.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Paths and queries as they are signed; see "Create a signed AWS API request" in the IAM User Guide. Escapes that a client
 * writes in another way are the same URI to AWS, so all are undone and made anew.
 */
final class CanonicalUri {
    private static final String HEXADECIMAL = "0123456789ABCDEF";
    private static final String SIGNATURE = "X-Amz-Signature=";

    private CanonicalUri() {}

    /** The path for S3, whose keys may hold anything: each octet escaped once, nothing taken out. */
    static String once(String rawPath) {
        return escape(octets(rawPath, false), true);
    }

    /** The path for all other services: without dot segments and empty ones, and what was sent escaped once more. */
    static String twice(String rawPath) {
        return escape(normal(rawPath).getBytes(StandardCharsets.UTF_8), true);
    }

    private static String normal(String rawPath) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : rawPath.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        if (segments.isEmpty()) {
            return "/";
        }
        boolean closed = rawPath.endsWith("/") || rawPath.endsWith("/.") || rawPath.endsWith("/..");
        return "/" + String.join("/", segments) + (closed ? "/" : "");
    }

    /** The query, its parameters in the order of their escaped names and values, without the signature itself. */
    static String query(String rawQuery) {
        List<String> parameters = new ArrayList<>();
        for (String parameter : rawQuery.split("&", -1)) {
            if (parameter.isEmpty() || parameter.startsWith(SIGNATURE)) {
                continue;
            }
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            // A line break sorts a name before every longer one that begins with it, as "=" would not.
            parameters.add(escape(octets(name, true), false) + '\n' + escape(octets(value, true), false));
        }
        parameters.sort(null);
        return String.join("&", parameters).replace('\n', '=');
    }

    /** The text with its escapes undone; one that is broken stands for itself. */
    private static byte[] octets(String raw, boolean plusIsSpace) {
        byte[] in = raw.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            byte octet = in[i];
            if (octet == '%' && i + 2 < in.length) {
                int high = Character.digit(in[i + 1], 16);
                int low = Character.digit(in[i + 2], 16);
                if (high >= 0 && low >= 0) {
                    octet = (byte) (high << 4 | low);
                    i += 2;
                }
            } else if (octet == '+' && plusIsSpace) {
                octet = ' ';
            }
            out[length++] = octet;
        }
        return Arrays.copyOf(out, length);
    }

    private static String escape(byte[] octets, boolean slashesStay) {
        StringBuilder text = new StringBuilder(octets.length + 16);
        for (byte octet : octets) {
            char c = (char) (octet & 0xff);
            if (unreserved(c) || c == '/' && slashesStay) {
                text.append(c);
            } else {
                text.append('%').append(HEXADECIMAL.charAt(c >> 4)).append(HEXADECIMAL.charAt(c & 15));
            }
        }
        return text.toString();
    }

    private static boolean unreserved(char c) {
        return c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
