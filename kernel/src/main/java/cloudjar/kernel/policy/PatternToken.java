package cloudjar.kernel.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A piece of a pattern. */
sealed interface PatternToken {
    /** This character and no other. */
    record Letter(char value) implements PatternToken {}

    /** Any one character: {@code ?}. */
    record AnyOne() implements PatternToken {}

    /** Any characters, also none: {@code *}. */
    record AnyMany() implements PatternToken {}

    /**
     * A policy variable: the value of a context key.
     *
     * @param key in lower case
     * @param fallback the value where the request has none; null where the policy gives none
     */
    record Variable(String key, @Nullable String fallback) implements PatternToken {}

    /** What of a text has a meaning of its own. */
    enum Syntax {
        /** Nothing. */
        PLAIN,
        /** Variables. */
        VARIABLES,
        /** Wildcards. */
        WILDCARDS,
        /** Variables and wildcards. */
        VARIABLES_AND_WILDCARDS;

        static Syntax of(PolicyVersion version, Syntax current) {
            if (version == PolicyVersion.V2012_10_17) {
                return current;
            }
            return current == VARIABLES_AND_WILDCARDS ? WILDCARDS : PLAIN;
        }

        boolean variables() {
            return this == VARIABLES || this == VARIABLES_AND_WILDCARDS;
        }

        boolean wildcards() {
            return this == WILDCARDS || this == VARIABLES_AND_WILDCARDS;
        }
    }

    /** Takes a pattern apart. A variable that is not closed is text. */
    static List<PatternToken> parse(String text, Syntax syntax) {
        List<PatternToken> tokens = new ArrayList<>(text.length());
        int unclosedFrom = text.lastIndexOf('}');
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '$' && syntax.variables() && at < unclosedFrom && text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                tokens.add(variable(text.substring(at + 2, end)));
                at = end + 1;
                continue;
            }
            if (c == '*' && syntax.wildcards()) {
                tokens.add(new AnyMany());
            } else if (c == '?' && syntax.wildcards()) {
                tokens.add(new AnyOne());
            } else {
                tokens.add(new Letter(c));
            }
            at++;
        }
        return tokens;
    }

    private static PatternToken variable(String inside) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            return new Letter(inside.charAt(0));
        }
        int comma = inside.indexOf(',');
        if (comma < 0) {
            return new Variable(inside.strip().toLowerCase(Locale.ROOT), null);
        }
        String fallback = inside.substring(comma + 1).strip();
        boolean quoted = fallback.length() >= 2 && fallback.startsWith("'") && fallback.endsWith("'");
        return new Variable(
                inside.substring(0, comma).strip().toLowerCase(Locale.ROOT),
                quoted ? fallback.substring(1, fallback.length() - 1) : null);
    }
}
