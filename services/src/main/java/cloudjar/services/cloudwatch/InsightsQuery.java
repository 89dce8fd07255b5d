package cloudjar.services.cloudwatch;

import cloudjar.services.cloudwatch.math.InvalidMathException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A query of Metrics Insights: {@code SELECT AVG(m) FROM SCHEMA("ns", d) WHERE d = 'x' GROUP BY d ORDER BY MAX() DESC LIMIT 5}.
 *
 * @param function {@code AVG}, {@code COUNT}, {@code MAX}, {@code MIN} or {@code SUM}
 * @param schema the names of all dimensions that metrics must have; null for any
 * @param order what series are ordered by; null for their names
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html">Query
 *     components and syntax</a>
 */
record InsightsQuery(
        String function,
        String metric,
        String namespace,
        @Nullable Set<String> schema,
        Predicate<MetricKey> where,
        List<String> groupBy,
        @Nullable Order order,
        int limit) {
    /** How series are ordered: by a function of all that they hold. */
    record Order(String function, boolean descending) {}

    InsightsQuery {
        groupBy = List.copyOf(groupBy);
        schema = schema == null ? null : Set.copyOf(schema);
    }

    /** Whether an expression is such a query, and not metric math. */
    static boolean is(String expression) {
        String text = expression.strip();
        return text.regionMatches(true, 0, "SELECT", 0, "SELECT".length())
                && text.length() > "SELECT".length()
                && Character.isWhitespace(text.charAt("SELECT".length()));
    }

    /**
     * The query.
     *
     * @throws InvalidMathException where it is none
     */
    static InsightsQuery parse(String text) {
        return new InsightsQueryReader(text).read();
    }

    boolean matches(MetricKey key) {
        return key.name().equals(metric)
                && key.namespace().equals(namespace)
                && (schema == null || key.dimensions().keySet().equals(schema))
                && key.dimensions().keySet().containsAll(groupBy)
                && where.test(key);
    }
}
