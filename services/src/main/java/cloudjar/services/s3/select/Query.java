package cloudjar.services.s3.select;

import cloudjar.services.s3.select.Expression.Aggregate;
import cloudjar.services.s3.select.Expression.Step;
import java.util.List;
import java.util.Optional;

/**
 * A query.
 *
 * @param columns empty where everything is selected
 * @param source where rows lie within a record
 * @param limit as many rows at most; -1 for all
 */
public record Query(
        List<Selected> columns, List<Step> source, Optional<Expression> where, long limit, List<Aggregate> aggregates) {
    /** Copies the lists. */
    public Query {
        columns = List.copyOf(columns);
        source = List.copyOf(source);
        aggregates = List.copyOf(aggregates);
    }

    /** A column of the result. */
    record Selected(String name, Expression value) {}

    /** Reads the text of a query. */
    public static Query parse(String text) {
        return new Parser(Lexer.tokens(text)).query();
    }

    /** Whether it has one row, of all rows together. */
    boolean aggregated() {
        return !aggregates.isEmpty();
    }
}
