package cloudjar.services.cloudwatch;

import cloudjar.services.cloudwatch.math.InvalidMathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Reads the terms of a search: words and phrases, {@code property=value}, {@code AND} (which may be left out), {@code OR}, {@code NOT}
 * and parentheses, also behind a property. {@code NOT} binds closest, {@code OR} least. Used once.
 */
final class MetricSearchReader {
    private static final int DEPTH_MAX = 50;

    private final List<Piece> pieces;
    private int at;
    private int depth;

    /** A word, a phrase between quotes, or one of {@code ( ) =}. */
    private record Piece(String text, Kind kind) {
        boolean is(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }

        boolean is(char symbol) {
            return kind == Kind.SYMBOL && text.charAt(0) == symbol;
        }
    }

    private enum Kind {
        WORD,
        PHRASE,
        SYMBOL
    }

    MetricSearchReader(String text) {
        pieces = pieces(text);
    }

    private static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
            } else if (c == '"') {
                int end = text.indexOf('"', i + 1);
                if (end < 0) {
                    throw new InvalidMathException("The search has no closing quote");
                }
                pieces.add(new Piece(text.substring(i + 1, end), Kind.PHRASE));
                i = end + 1;
            } else if (isSymbol(c)) {
                pieces.add(new Piece(String.valueOf(c), Kind.SYMBOL));
                i++;
            } else {
                int start = i;
                while (i < text.length()
                        && !Character.isWhitespace(text.charAt(i))
                        && text.charAt(i) != '"'
                        && !isSymbol(text.charAt(i))) {
                    i++;
                }
                pieces.add(new Piece(text.substring(start, i), Kind.WORD));
            }
        }
        return pieces;
    }

    private static boolean isSymbol(char c) {
        return c == '(' || c == ')' || c == '=';
    }

    /**
     * What metrics must be.
     *
     * @throws InvalidMathException where the search is none
     */
    Predicate<MetricKey> read() {
        if (pieces.isEmpty()) {
            return _ -> true;
        }
        Predicate<MetricKey> filter = either("");
        if (at < pieces.size()) {
            throw unexpected();
        }
        return filter;
    }

    private InvalidMathException unexpected() {
        return new InvalidMathException(
                at < pieces.size()
                        ? "The search has an unexpected " + pieces.get(at).text()
                        : "The search ends too early");
    }

    private boolean takes(char symbol) {
        boolean there = at < pieces.size() && pieces.get(at).is(symbol);
        at += there ? 1 : 0;
        return there;
    }

    private boolean takes(String word) {
        boolean there = at < pieces.size() && pieces.get(at).is(word);
        at += there ? 1 : 0;
        return there;
    }

    private Predicate<MetricKey> either(String property) {
        if (++depth > DEPTH_MAX) {
            throw new InvalidMathException("The search is too deep");
        }
        Predicate<MetricKey> filter = both(property);
        while (takes("OR")) {
            filter = filter.or(both(property));
        }
        depth--;
        return filter;
    }

    private Predicate<MetricKey> both(String property) {
        Predicate<MetricKey> filter = one(property);
        while (at < pieces.size() && !pieces.get(at).is("OR") && !pieces.get(at).is(')')) {
            boolean unused = takes("AND");
            filter = filter.and(one(property));
        }
        return filter;
    }

    private Predicate<MetricKey> one(String property) {
        boolean negative = false;
        while (takes("NOT")) {
            negative ^= true;
        }
        Predicate<MetricKey> filter = term(property);
        return negative ? filter.negate() : filter;
    }

    private Predicate<MetricKey> term(String property) {
        if (takes('(')) {
            Predicate<MetricKey> inner = either(property);
            if (!takes(')')) {
                throw unexpected();
            }
            return inner;
        }
        if (at >= pieces.size() || pieces.get(at).kind() == Kind.SYMBOL) {
            throw unexpected();
        }
        Piece piece = pieces.get(at++);
        if (!takes('=')) {
            return new Term(property, piece.text().toLowerCase(Locale.ROOT), piece.kind() == Kind.PHRASE)::matches;
        }
        if (!property.isEmpty()) {
            throw new InvalidMathException("The search has a property within a property");
        }
        return term(piece.text());
    }

    /**
     * One term.
     *
     * @param property a property's or a dimension's name; empty for any
     * @param text in lower case
     * @param whole whether the value must be the text, and not only hold it
     */
    private record Term(String property, String text, boolean whole) {
        boolean matches(MetricKey key) {
            if (property.isEmpty()) {
                return holds(key.name())
                        || holds(key.namespace())
                        || key.dimensions().values().stream().anyMatch(this::holds)
                        || key.dimensions().keySet().stream().anyMatch(this::holds);
            }
            return switch (property.toLowerCase(Locale.ROOT)) {
                case "metricname" -> holds(key.name());
                case "namespace" -> holds(key.namespace());
                // All metrics here are of the account that asks.
                case ":aws.accountid" -> true;
                default -> {
                    String value = key.dimensions().get(property);
                    yield value != null && holds(value);
                }
            };
        }

        private boolean holds(String value) {
            String lower = value.toLowerCase(Locale.ROOT);
            return whole ? lower.equals(text) : lower.contains(text);
        }
    }
}
