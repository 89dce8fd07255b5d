package cloudjar.services.s3.select;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of CSV.
 *
 * @param header where fields are named, the number of each name's field
 */
record CsvRow(List<String> fields, Map<String, Integer> header) {
    /** The field of a name, or of a number behind an underscore, counted from one. */
    Object field(String name, boolean exact) {
        Integer index = index(name, exact);
        return index == null || index < 0 || index >= fields.size() ? Values.MISSING : fields.get(index);
    }

    private @Nullable Integer index(String name, boolean exact) {
        Integer named = header.get(name);
        if (named != null) {
            return named;
        }
        if (!exact) {
            for (Map.Entry<String, Integer> entry : header.entrySet()) {
                if (entry.getKey().equalsIgnoreCase(name)) {
                    return entry.getValue();
                }
            }
        }
        return name.length() > 1 && name.length() < 8 && name.charAt(0) == '_' && digits(name)
                ? Integer.parseInt(name.substring(1)) - 1
                : null;
    }

    private static boolean digits(String name) {
        return name.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }
}
