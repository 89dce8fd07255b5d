package cloudjar.protocols.form;

import cloudjar.kernel.shape.CommonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a form, in the order in which they came: names and values decoded from percent-encoding, {@code +}
 * and UTF-8. Immutable. Knows nothing of HTTP, so that a front door can look at {@code Action} and {@code Version} before
 * it knows what the request is.
 */
public final class FormParameters {
    /** No parameters. */
    public static final FormParameters EMPTY = new FormParameters(new String[0], 0);
    /** How many parameters a form may have; CloudWatch's largest request comes to some 70,000. */
    public static final int COUNT_MAX = 100_000;

    /** Names at even, values at odd positions. */
    private final String[] pairs;

    private final int count;

    private FormParameters(String[] pairs, int count) {
        this.pairs = pairs;
        this.count = count;
    }

    /**
     * Reads a body.
     *
     * @throws CommonException {@code MalformedQueryString} where an escape or a character is broken, or there are more
     *     than {@link #COUNT_MAX} parameters
     */
    public static FormParameters parse(byte[] form) {
        if (form.length == 0) {
            return EMPTY;
        }
        String[] pairs = new String[16];
        int count = 0;
        for (int at = 0; at <= form.length; ) {
            int end = find(form, at, form.length, '&');
            if (end > at) {
                if (count == COUNT_MAX) {
                    throw malformed();
                }
                if (count * 2 == pairs.length) {
                    pairs = Arrays.copyOf(pairs, pairs.length * 2);
                }
                int equals = find(form, at, end, '=');
                pairs[count * 2] = decode(form, at, equals);
                pairs[count * 2 + 1] = equals == end ? "" : decode(form, equals + 1, end);
                count++;
            }
            at = end + 1;
        }
        return new FormParameters(pairs, count);
    }

    /**
     * Reads a query string, without its question mark; null means none.
     *
     * @throws CommonException as {@link #parse(byte[])}
     */
    public static FormParameters parse(@Nullable String query) {
        return query == null ? EMPTY : parse(query.getBytes(StandardCharsets.UTF_8));
    }

    /** These parameters, then {@code more}. */
    public FormParameters and(FormParameters more) {
        if (more.count == 0) {
            return this;
        }
        if (count == 0) {
            return more;
        }
        String[] both = Arrays.copyOf(pairs, (count + more.count) * 2);
        System.arraycopy(more.pairs, 0, both, count * 2, more.count * 2);
        return new FormParameters(both, count + more.count);
    }

    /** The first value with this name; null where there is none. Looks at every parameter. */
    public @Nullable String first(String name) {
        for (int i = 0; i < count; i++) {
            if (pairs[i * 2].equals(name)) {
                return pairs[i * 2 + 1];
            }
        }
        return null;
    }

    public int count() {
        return count;
    }

    /** The name of parameter {@code i}, from 0 to {@link #count()} - 1. */
    public String name(int i) {
        return pairs[i * 2];
    }

    /** The value of parameter {@code i}, from 0 to {@link #count()} - 1. */
    public String value(int i) {
        return pairs[i * 2 + 1];
    }

    private static int find(byte[] form, int from, int to, char wanted) {
        int at = from;
        while (at < to && form[at] != wanted) {
            at++;
        }
        return at;
    }

    private static String decode(byte[] form, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = form[i];
            if (b == '%' || b == '+' || b < 0) {
                return decodeSlowly(form, from, to);
            }
        }
        return new String(form, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String decodeSlowly(byte[] form, int from, int to) {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = form[i];
            if (b == '%') {
                if (i + 2 >= to) {
                    throw malformed();
                }
                int high = Character.digit(form[i + 1], 16);
                int low = Character.digit(form[i + 2], 16);
                if (high < 0 || low < 0) {
                    throw malformed();
                }
                b = (byte) (high << 4 | low);
                i += 2;
            } else if (b == '+') {
                b = ' ';
            }
            plain[length++] = b;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    /** The sentence of AWS's list of common errors, which gives it status 404. */
    static CommonException malformed() {
        return new CommonException("MalformedQueryString", 404, "The query string contains a syntax error.");
    }
}
