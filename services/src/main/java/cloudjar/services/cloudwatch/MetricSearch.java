package cloudjar.services.cloudwatch;

import cloudjar.services.cloudwatch.math.InvalidMathException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a search expression asks for: {@code {Namespace,Dimension} MetricName="x" NOT y}.
 *
 * @param namespace empty for any
 * @param dimensions the names of all dimensions; null entries do not occur; empty where the search names none
 * @param terms all must hold
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html">Search expression
 *     syntax</a>
 */
record MetricSearch(String namespace, Set<String> dimensions, boolean exact, List<Term> terms) {
    /**
     * One term.
     *
     * @param property a property's or a dimension's name; empty for any
     * @param text in lower case
     * @param whole whether the value must be the text, and not only hold it
     */
    record Term(String property, String text, boolean whole, boolean negative) {
        boolean matches(MetricKey key) {
            boolean found = property.isEmpty()
                    ? holds(key.name())
                            || holds(key.namespace())
                            || key.dimensions().values().stream().anyMatch(this::holds)
                            || key.dimensions().keySet().stream().anyMatch(this::holds)
                    : switch (property.toLowerCase(Locale.ROOT)) {
                        case "metricname" -> holds(key.name());
                        case "namespace" -> holds(key.namespace());
                        default -> {
                            String value = key.dimensions().get(property);
                            yield value != null && holds(value);
                        }
                    };
            return found != negative;
        }

        private boolean holds(String value) {
            String lower = value.toLowerCase(Locale.ROOT);
            return whole ? lower.equals(text) : lower.contains(text);
        }
    }

    static MetricSearch parse(String search) {
        String rest = search.strip();
        String namespace = "";
        Set<String> dimensions = new HashSet<>();
        boolean exact = rest.startsWith("{");
        if (exact) {
            int close = rest.indexOf('}');
            if (close < 0) {
                throw new InvalidMathException("The search has no closing brace");
            }
            String[] schema = rest.substring(1, close).split(",");
            namespace = unquoted(schema[0]);
            for (int i = 1; i < schema.length; i++) {
                dimensions.add(unquoted(schema[i]));
            }
            rest = rest.substring(close + 1).strip();
        }
        List<Term> terms = new ArrayList<>();
        boolean negative = false;
        for (String word : words(rest)) {
            if (word.equalsIgnoreCase("NOT")) {
                negative = true;
            } else if (word.equalsIgnoreCase("OR")) {
                throw new InvalidMathException("Searches with OR are not supported");
            } else if (!word.equalsIgnoreCase("AND")) {
                terms.add(term(word, negative));
                negative = false;
            }
        }
        return new MetricSearch(namespace, dimensions, exact, terms);
    }

    private static String unquoted(String text) {
        String stripped = text.strip();
        return stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"")
                ? stripped.substring(1, stripped.length() - 1)
                : stripped;
    }

    /** Words, of which one may hold blanks between quotes. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (Character.isWhitespace(c) && !quoted) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static Term term(String word, boolean negative) {
        int equals = word.startsWith("\"") ? -1 : word.indexOf('=');
        String property = equals < 0 ? "" : unquoted(word.substring(0, equals));
        String value = word.substring(equals + 1);
        return new Term(property, unquoted(value).toLowerCase(Locale.ROOT), value.startsWith("\""), negative);
    }

    boolean matches(MetricKey key) {
        return (namespace.isEmpty() || namespace.equals(key.namespace()))
                && (!exact || key.dimensions().keySet().equals(dimensions))
                && terms.stream().allMatch(term -> term.matches(key));
    }
}
