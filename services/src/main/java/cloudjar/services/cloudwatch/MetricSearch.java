package cloudjar.services.cloudwatch;

import cloudjar.services.cloudwatch.math.InvalidMathException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a search expression asks for: {@code {Namespace,Dimension} MetricName="x" NOT (y OR z)}.
 *
 * @param namespace empty for any
 * @param dimensions the names of all dimensions; empty where the search names none
 * @param exact whether metrics must have these dimensions and no others
 * @param filter what the terms behind say
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html">Search expression
 *     syntax</a>
 */
record MetricSearch(String namespace, Set<String> dimensions, boolean exact, Predicate<MetricKey> filter) {
    MetricSearch {
        dimensions = Set.copyOf(dimensions);
    }

    static MetricSearch parse(String search) {
        String rest = search.strip();
        String namespace = "";
        Set<String> dimensions = new HashSet<>();
        boolean exact = false;
        if (rest.startsWith("{")) {
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
            exact = true;
        }
        return new MetricSearch(namespace, dimensions, exact, new MetricSearchReader(rest).read());
    }

    private static String unquoted(String text) {
        String stripped = text.strip();
        return stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"")
                ? stripped.substring(1, stripped.length() - 1)
                : stripped;
    }

    boolean matches(MetricKey key) {
        return (namespace.isEmpty() || namespace.equals(key.namespace()))
                && (!exact || key.dimensions().keySet().equals(dimensions))
                && filter.test(key);
    }
}
