package cloudjar.gateway.resolve;

/** The form of region names: {@code us-east-1}, {@code us-gov-west-1}. */
final class RegionName {
    private static final int LENGTH_MAX = 25;

    private RegionName() {}

    /** Whether the text has the form of a region: two letters, words, and a number, joined by hyphens. */
    static boolean is(String text) {
        int length = text.length();
        if (length < 6 || length > LENGTH_MAX || text.charAt(2) != '-') {
            return false;
        }
        int last = text.lastIndexOf('-');
        if (last < 4 || last == length - 1) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean fits = i > last ? c >= '0' && c <= '9' : c >= 'a' && c <= 'z' || c == '-' && i >= 2;
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
