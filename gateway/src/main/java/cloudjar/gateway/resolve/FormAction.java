package cloudjar.gateway.resolve;

import cloudjar.protocols.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The operation that a form names, as the query protocols have it: in the query or in the body.
 *
 * @param version of the API; null where the form has none
 */
record FormAction(String action, @Nullable String version) {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final byte[] ACTION = "Action=".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VERSION = "Version=".getBytes(StandardCharsets.US_ASCII);

    /** Whether the request could hold an action: nothing of the body is read for this. */
    static boolean mayBeIn(HttpRequest request) {
        return QueryScan.has(request.rawQuery(), "Action", null) || hasFormBody(request);
    }

    private static boolean hasFormBody(HttpRequest request) {
        String type = request.method().equals("POST") ? request.header("Content-Type") : null;
        return type != null && type.regionMatches(true, 0, FORM, 0, FORM.length());
    }

    /** The action in the request; null where it has none. */
    static @Nullable FormAction read(HttpRequest request) throws IOException {
        String query = request.rawQuery();
        FormAction inQuery = query == null ? null : read(query.getBytes(StandardCharsets.ISO_8859_1));
        if (inQuery != null) {
            return inQuery;
        }
        return hasFormBody(request) ? read(request.bytes()) : null;
    }

    private static @Nullable FormAction read(byte[] form) {
        String action = value(form, ACTION);
        return action == null ? null : new FormAction(action, value(form, VERSION));
    }

    /** The value behind {@code name}, which ends with the equals sign; neither actions nor versions need escapes. */
    private static @Nullable String value(byte[] form, byte[] name) {
        for (int at = 0; at + name.length <= form.length; at++) {
            int end = at;
            while (end < form.length && form[end] != '&') {
                end++;
            }
            int value = at + name.length;
            if (value <= end && Arrays.equals(form, at, value, name, 0, name.length)) {
                return new String(form, value, end - value, StandardCharsets.ISO_8859_1);
            }
            at = end;
        }
        return null;
    }
}
