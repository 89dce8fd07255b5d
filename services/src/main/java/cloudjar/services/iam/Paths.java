package cloudjar.services.iam;

import org.jspecify.annotations.Nullable;

/** Paths, which sort identities and policies of an account. */
final class Paths {
    /** The path of what is given none. */
    static final String ROOT = "/";

    private Paths() {}

    /** The path that something new has. */
    static String of(@Nullable String given) {
        return given == null || given.isEmpty() ? ROOT : given;
    }

    /** Whether a path is among those that a list asks for; null asks for all. */
    static boolean under(String path, @Nullable String prefix) {
        return prefix == null || path.startsWith(prefix);
    }
}
