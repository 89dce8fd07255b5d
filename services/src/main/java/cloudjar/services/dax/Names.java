package cloudjar.services.dax;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of clusters and groups: kept in small letters. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z](-?[a-z0-9])*", Pattern.CASE_INSENSITIVE);

    private Names() {}

    /** A cluster's name as it is kept. */
    static String cluster(String name) {
        if (name.length() > DaxLimits.NAME.current() || !NAME.matcher(name).matches()) {
            throw DaxErrors.badName();
        }
        return fold(name);
    }

    /** A group's name as it is kept. */
    static String group(String name) {
        if (!NAME.matcher(name).matches()) {
            throw DaxErrors.invalid("The parameter Name must be provided and must not contain spaces: it begins with a"
                    + " letter, has ASCII letters, digits and hyphens, and does not end with a hyphen or contain two"
                    + " consecutive hyphens.");
        }
        return fold(name);
    }

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
