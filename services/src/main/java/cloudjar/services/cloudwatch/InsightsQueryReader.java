package cloudjar.services.cloudwatch;

import cloudjar.services.cloudwatch.InsightsQuery.Order;
import cloudjar.services.cloudwatch.math.InvalidMathException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a query of Metrics Insights. Keywords are of any case; names between double quotes, values between single ones. Used once. */
final class InsightsQueryReader {
    private static final Set<String> FUNCTIONS = Set.of("AVG", "COUNT", "MAX", "MIN", "SUM");
    private static final int DEPTH_MAX = 50;

    private final List<String> pieces;
    private int at;
    private int depth;

    InsightsQueryReader(String text) {
        pieces = pieces(text);
    }

    /** Words, symbols, and names and values with the quote they begin with. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int start = i;
            if (Character.isWhitespace(c)) {
                i++;
            } else if (c == '"' || c == '\'') {
                int end = text.indexOf(c, i + 1);
                if (end < 0) {
                    throw new InvalidMathException("The query has no closing quote");
                }
                pieces.add(text.substring(i, end));
                i = end + 1;
            } else if (isName(c)) {
                while (i < text.length() && isName(text.charAt(i))) {
                    i++;
                }
                pieces.add(text.substring(start, i));
            } else {
                i += text.startsWith("!=", i) ? 2 : 1;
                pieces.add(text.substring(start, i));
            }
        }
        return pieces;
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    InsightsQuery read() {
        need("SELECT");
        String function = function();
        need("(");
        String metric = name();
        need(")");
        need("FROM");
        Set<String> schema = null;
        String namespace;
        if (takes("SCHEMA")) {
            need("(");
            namespace = name();
            schema = new LinkedHashSet<>();
            while (takes(",")) {
                schema.add(name());
            }
            need(")");
        } else {
            namespace = name();
        }
        Predicate<MetricKey> where = takes("WHERE") ? either() : _ -> true;
        List<String> groupBy = groupBy();
        Order order = order();
        int limit = takes("LIMIT") ? limit() : (int) CloudWatchLimits.SEARCHED.current();
        if (at < pieces.size()) {
            throw unexpected();
        }
        return new InsightsQuery(function, metric, namespace, schema, where, groupBy, order, limit);
    }

    private InvalidMathException unexpected() {
        return new InvalidMathException(
                at < pieces.size() ? "The query has an unexpected " + pieces.get(at) : "The query ends too early");
    }

    private boolean takes(String word) {
        boolean there = at < pieces.size() && pieces.get(at).equalsIgnoreCase(word);
        at += there ? 1 : 0;
        return there;
    }

    private void need(String word) {
        if (!takes(word)) {
            throw unexpected();
        }
    }

    private String function() {
        String function = at < pieces.size() ? pieces.get(at).toUpperCase(Locale.ROOT) : "";
        if (!FUNCTIONS.contains(function)) {
            throw unexpected();
        }
        at++;
        return function;
    }

    /** A name, between double quotes where it holds more than letters, digits and underscores. */
    private String name() {
        String piece = at < pieces.size() ? pieces.get(at) : "";
        if (piece.isEmpty() || piece.charAt(0) != '"' && !isName(piece.charAt(0))) {
            throw unexpected();
        }
        at++;
        return piece.charAt(0) == '"' ? piece.substring(1) : piece;
    }

    private List<String> groupBy() {
        List<String> names = new ArrayList<>();
        if (takes("GROUP")) {
            need("BY");
            do {
                names.add(name());
            } while (takes(","));
        }
        return names;
    }

    private @Nullable Order order() {
        if (!takes("ORDER")) {
            return null;
        }
        need("BY");
        String function = function();
        need("(");
        need(")");
        boolean descending = takes("DESC");
        if (!descending) {
            boolean unused = takes("ASC");
        }
        return new Order(function, descending);
    }

    private int limit() {
        String number = name();
        int most = (int) CloudWatchLimits.SEARCHED.current();
        if (number.length() > 3 || !number.chars().allMatch(Character::isDigit) || Integer.parseInt(number) == 0) {
            throw new InvalidMathException("LIMIT is between 1 and " + most);
        }
        return Math.min(most, Integer.parseInt(number));
    }

    private Predicate<MetricKey> either() {
        if (++depth > DEPTH_MAX) {
            throw new InvalidMathException("The query is too deep");
        }
        Predicate<MetricKey> filter = both();
        while (takes("OR")) {
            filter = filter.or(both());
        }
        depth--;
        return filter;
    }

    private Predicate<MetricKey> both() {
        Predicate<MetricKey> filter = condition();
        while (takes("AND")) {
            filter = filter.and(condition());
        }
        return filter;
    }

    private Predicate<MetricKey> condition() {
        if (takes("(")) {
            Predicate<MetricKey> inner = either();
            need(")");
            return inner;
        }
        String label = name();
        boolean same = takes("=");
        if (!same) {
            need("!=");
        }
        String piece = at < pieces.size() ? pieces.get(at) : "";
        if (!piece.startsWith("'")) {
            throw unexpected();
        }
        at++;
        String value = piece.substring(1);
        return key -> {
            String found = key.dimensions().get(label);
            return found != null && found.equals(value) == same;
        };
    }
}
