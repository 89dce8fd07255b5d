package cloudjar.kernel.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A pattern whose variables take their values from the request. */
final class TextPattern {
    /** Null where there are variables. */
    private final @Nullable Glob fixed;

    private final List<PatternToken> tokens;

    TextPattern(List<PatternToken> tokens) {
        this.tokens = List.copyOf(tokens);
        boolean varies = tokens.stream().anyMatch(token -> token instanceof PatternToken.Variable);
        fixed = varies ? null : Glob.of(tokens);
    }

    static TextPattern of(String text, PatternToken.Syntax syntax) {
        return new TextPattern(PatternToken.parse(text, syntax));
    }

    /** A text to be found as it is, but for variables; both in lower case. */
    static TextPattern ofLowerCase(String text, PatternToken.Syntax syntax) {
        List<PatternToken> lower = new ArrayList<>();
        for (PatternToken token : PatternToken.parse(text, syntax)) {
            lower.add(token instanceof PatternToken.Letter(char c) ? new PatternToken.Letter(lower(c)) : token);
        }
        return new TextPattern(lower);
    }

    private static char lower(char c) {
        return Character.toLowerCase(c);
    }

    /** Whether the text matches; a variable without a value matches nothing. */
    boolean matches(CharSequence text, int from, int to, RequestContext context) {
        Glob glob = fixed != null ? fixed : resolved(context, false);
        return glob != null && glob.matches(text, from, to);
    }

    boolean matches(String text, RequestContext context) {
        return matches(text, 0, text.length(), context);
    }

    /** As {@link #matches}, for a pattern in lower case. */
    boolean matchesLowerCase(String text, RequestContext context) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            lower.append(lower(text.charAt(i)));
        }
        Glob glob = fixed != null ? fixed : resolved(context, true);
        return glob != null && glob.matches(lower);
    }

    /** The pattern with its variables replaced; wildcards in their values are letters. */
    private @Nullable Glob resolved(RequestContext context, boolean lowerCase) {
        List<PatternToken> resolved = new ArrayList<>();
        for (PatternToken token : tokens) {
            if (!(token instanceof PatternToken.Variable(String key, String fallback))) {
                resolved.add(token);
                continue;
            }
            String value = context.single(key);
            String text = value == null ? fallback : value;
            if (text == null) {
                return null;
            }
            String cased = lowerCase ? text.toLowerCase(Locale.ROOT) : text;
            for (int i = 0; i < cased.length(); i++) {
                resolved.add(new PatternToken.Letter(cased.charAt(i)));
            }
        }
        return Glob.of(resolved);
    }
}
