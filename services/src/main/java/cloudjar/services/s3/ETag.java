package cloudjar.services.s3;

import org.jspecify.annotations.Nullable;

/** The text of entity tags: the store has them without their quotes. */
final class ETag {
    private ETag() {}

    static String quoted(String eTag) {
        return '"' + eTag + '"';
    }

    /** A tag as callers send it, with or without quotes. */
    static String unquoted(String eTag) {
        String text = eTag.strip();
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /** Whether the tags that a condition lists, or its asterisk, cover this one. */
    static boolean matches(@Nullable String condition, String eTag) {
        if (condition == null) {
            return false;
        }
        for (String listed : condition.split(",", -1)) {
            String tag = unquoted(listed);
            if (tag.equals("*") || tag.equals(eTag)) {
                return true;
            }
        }
        return false;
    }
}
