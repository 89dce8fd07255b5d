package cloudjar.engines.function;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The languages that functions are started in here; {@code provided} has none. */
enum Language {
    NODEJS,
    PYTHON,
    RUBY,
    JAVA;

    private static final Pattern RUNTIME = Pattern.compile("(nodejs|python|ruby|java)([\\d.]*).*");
    private static final Pattern VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?[.\\d]*");
    private static final int MINORS = 1000;

    /** A version of a language, as a runtime asks for it or a program is. */
    record Version(Language language, int major, int minor) {
        /** Its place among the versions of its language. */
        int rank() {
            return major * MINORS + (language.countsMajors() ? 0 : minor);
        }

        /** The runtime of AWS that is this version. */
        String runtime() {
            return switch (language) {
                case NODEJS -> "nodejs" + major + ".x";
                case PYTHON -> "python" + major + "." + minor;
                case RUBY -> "ruby" + major + "." + minor;
                case JAVA -> "java" + major;
            };
        }
    }

    /** What a runtime asks for; empty for {@code provided}, and what nobody knows. */
    static Optional<Version> ofRuntime(String runtime) {
        Matcher name = RUNTIME.matcher(runtime);
        if (!name.matches()) {
            return Optional.empty();
        }
        Language language =
                switch (name.group(1)) {
                    case "nodejs" -> NODEJS;
                    case "python" -> PYTHON;
                    case "ruby" -> RUBY;
                    default -> JAVA;
                };
        return Optional.of(language.version(name.group(2)).orElse(new Version(language, 0, 0)));
    }

    /** The first version in a text: in what a program says of itself. */
    Optional<Version> version(String text) {
        Matcher parts = VERSION.matcher(text);
        if (!parts.find()) {
            return Optional.empty();
        }
        int major = Integer.parseInt(parts.group(1));
        int minor = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        // Java 8 calls itself 1.8.
        return Optional.of(this == JAVA && major == 1 ? new Version(this, minor, 0) : new Version(this, major, minor));
    }

    /** The first whole number of a version in a text; empty where there is none. */
    static String number(String text) {
        Matcher parts = VERSION.matcher(text);
        return parts.find() ? parts.group() : "";
    }

    private boolean countsMajors() {
        return this == NODEJS || this == JAVA;
    }
}
