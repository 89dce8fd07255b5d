package cloudjar.services.s3.select;

import org.jspecify.annotations.Nullable;

/** Patterns in which a percent sign stands for any text and an underscore for any character. */
final class Like {
    private Like() {}

    /** @param escape takes the meaning from the character behind it; null for none */
    static boolean matches(String text, String pattern, @Nullable String escape) {
        if (escape != null && escape.length() != 1) {
            throw SelectErrors.wrongArguments("LIKE ESCAPE");
        }
        int mark = escape == null ? -1 : escape.charAt(0);
        int textAt = 0;
        int patternAt = 0;
        int star = -1;
        int starText = 0;
        while (textAt < text.length()) {
            boolean escaped = patternAt + 1 < pattern.length() && pattern.charAt(patternAt) == mark;
            int literal = escaped ? patternAt + 1 : patternAt;
            char wanted = literal < pattern.length() ? pattern.charAt(literal) : 0;
            if (!escaped && patternAt < pattern.length() && wanted == '%') {
                star = ++patternAt;
                starText = textAt;
            } else if (patternAt < pattern.length() && (!escaped && wanted == '_' || wanted == text.charAt(textAt))) {
                textAt++;
                patternAt = literal + 1;
            } else if (star >= 0) {
                // The last percent sign stands for one character more.
                patternAt = star;
                textAt = ++starText;
            } else {
                return false;
            }
        }
        while (patternAt < pattern.length() && pattern.charAt(patternAt) == '%') {
            patternAt++;
        }
        return patternAt == pattern.length();
    }
}
