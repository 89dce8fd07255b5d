package cloudjar.gateway.resolve;

import org.jspecify.annotations.Nullable;

/** Looks for parameters in a raw query without taking it apart. Names and values are compared as they were sent. */
final class QueryScan {
    private QueryScan() {}

    /**
     * Whether the query has the parameter.
     *
     * @param value what it must equal; null where any value, or none, will do
     */
    static boolean has(@Nullable String rawQuery, String name, @Nullable String value) {
        if (rawQuery == null) {
            return false;
        }
        for (int at = rawQuery.indexOf(name); at >= 0; at = rawQuery.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean begins = at == 0 || rawQuery.charAt(at - 1) == '&';
            boolean ends = end == rawQuery.length() || rawQuery.charAt(end) == '=' || rawQuery.charAt(end) == '&';
            if (begins && ends && (value == null || valueIs(rawQuery, end, value))) {
                return true;
            }
        }
        return false;
    }

    private static boolean valueIs(String rawQuery, int at, String value) {
        if (at == rawQuery.length() || rawQuery.charAt(at) == '&') {
            return value.isEmpty();
        }
        int end = at + 1 + value.length();
        return rawQuery.startsWith(value, at + 1) && (end == rawQuery.length() || rawQuery.charAt(end) == '&');
    }
}
