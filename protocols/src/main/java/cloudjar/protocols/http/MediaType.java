package cloudjar.protocols.http;

import java.util.Locale;

/** Content types as requests name them, without their parameters. */
final class MediaType {
    private MediaType() {}

    /** The type without parameters, in lower case. */
    static String essence(String header) {
        int semicolon = header.indexOf(';');
        String type = semicolon < 0 ? header : header.substring(0, semicolon);
        return type.trim().toLowerCase(Locale.ROOT);
    }

    /** Whether an {@code Accept} header lets {@code type} through; weights are not looked at. */
    static boolean accepts(String header, String type) {
        String group = type.substring(0, type.indexOf('/') + 1);
        for (String range : header.split(",")) {
            String wanted = essence(range);
            if (wanted.isEmpty() || wanted.equals("*/*") || wanted.equals(type) || wanted.equals(group + "*")) {
                return true;
            }
        }
        return false;
    }
}
