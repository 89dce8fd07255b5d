package cloudjar.kernel.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pattern whose variables take their values from the request. The last values and what the pattern became with them are
 * kept, since a user's policies see the same values again and again.
 */
final class TextPattern {
    /** Null where there are variables. */
    private final @Nullable Glob fixed;

    private final List<PatternToken> tokens;
    private final List<PatternToken.Variable> variables;

    /** The letters before the first variable or wildcard: a text that begins otherwise needs no values. */
    private final String start;

    private final Casing casing;

    /** Shared without a lock: what is kept is immutable, and whoever misses it makes it anew. */
    private @Nullable Resolved last;

    /** Whether upper and lower case are told apart. */
    private enum Casing {
        EXACT,
        LOWER
    }

    /** What the pattern became with these values. */
    private record Resolved(List<String> values, Glob glob) {}

    TextPattern(List<PatternToken> tokens) {
        this(tokens, Casing.EXACT);
    }

    private TextPattern(List<PatternToken> tokens, Casing casing) {
        this.tokens = List.copyOf(tokens);
        this.casing = casing;
        variables = tokens.stream()
                .filter(PatternToken.Variable.class::isInstance)
                .map(PatternToken.Variable.class::cast)
                .toList();
        fixed = variables.isEmpty() ? Glob.of(tokens) : null;
        start = start(tokens);
    }

    private static String start(List<PatternToken> tokens) {
        StringBuilder start = new StringBuilder();
        for (PatternToken token : tokens) {
            if (!(token instanceof PatternToken.Letter(char c))) {
                break;
            }
            start.append(c);
        }
        return start.toString();
    }

    static TextPattern of(String text, PatternToken.Syntax syntax) {
        return new TextPattern(PatternToken.parse(text, syntax));
    }

    /** A pattern that does not tell upper from lower case. */
    static TextPattern ignoringCase(String text, PatternToken.Syntax syntax) {
        List<PatternToken> lower = new ArrayList<>();
        for (PatternToken token : PatternToken.parse(text, syntax)) {
            lower.add(
                    token instanceof PatternToken.Letter(char c)
                            ? new PatternToken.Letter(Character.toLowerCase(c))
                            : token);
        }
        return new TextPattern(lower, Casing.LOWER);
    }

    boolean varies() {
        return fixed == null;
    }

    /** Whether the text matches; a variable without a value matches nothing. */
    boolean matches(String text, RequestContext context) {
        String cased = casing == Casing.LOWER ? text.toLowerCase(Locale.ROOT) : text;
        return matches(cased, 0, cased.length(), context);
    }

    /** Whether a part of a text matches, all of it. */
    boolean matches(String text, int from, int to, RequestContext context) {
        if (fixed != null) {
            return fixed.matches(text, from, to);
        }
        if (to - from < start.length() || !text.startsWith(start, from)) {
            return false;
        }
        Glob glob = resolved(context);
        return glob != null && glob.matches(text, from, to);
    }

    private @Nullable Glob resolved(RequestContext context) {
        Resolved kept = last;
        if (kept != null && sameValues(kept.values(), context)) {
            return kept.glob();
        }
        List<String> values = new ArrayList<>(variables.size());
        for (PatternToken.Variable variable : variables) {
            String value = value(variable, context);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        Resolved now = new Resolved(List.copyOf(values), glob(values));
        last = now;
        return now.glob();
    }

    private boolean sameValues(List<String> values, RequestContext context) {
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).equals(value(variables.get(i), context))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String value(PatternToken.Variable variable, RequestContext context) {
        String value = context.single(variable.key());
        return value == null ? variable.fallback() : value;
    }

    /** The pattern with its variables replaced; wildcards in their values are letters. */
    private Glob glob(List<String> values) {
        List<PatternToken> resolved = new ArrayList<>();
        int next = 0;
        for (PatternToken token : tokens) {
            if (!(token instanceof PatternToken.Variable)) {
                resolved.add(token);
                continue;
            }
            String value = values.get(next++);
            String cased = casing == Casing.LOWER ? value.toLowerCase(Locale.ROOT) : value;
            for (int i = 0; i < cased.length(); i++) {
                resolved.add(new PatternToken.Letter(cased.charAt(i)));
            }
        }
        return Glob.of(resolved);
    }
}
