package cloudjar.services.s3.select;

import cloudjar.services.s3.select.Expression.Aggregate;
import cloudjar.services.s3.select.Expression.Case;
import cloudjar.services.s3.select.Expression.Cast;
import cloudjar.services.s3.select.Expression.Column;
import cloudjar.services.s3.select.Expression.Function;
import cloudjar.services.s3.select.Expression.Literal;
import cloudjar.services.s3.select.Expression.Operation;
import cloudjar.services.s3.select.Expression.Step;
import cloudjar.services.s3.select.Expression.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the name of the source off the paths of columns.
 *
 * @param alias null where the query gives the source none
 */
record Aliases(@Nullable String alias) {
    private static final String SOURCE = "S3Object";

    private boolean isSource(Step step) {
        String name = step.name();
        return name != null && (name.equalsIgnoreCase(SOURCE) || alias != null && name.equalsIgnoreCase(alias));
    }

    /** Whether it is {@code alias.*}, and so everything. */
    boolean isAll(Expression expression) {
        return expression instanceof Column column
                && column.path().size() == 2
                && isSource(column.path().getFirst())
                && column.path().get(1).name() == null
                && column.path().get(1).index() == Step.ALL;
    }

    Expression resolve(Expression expression) {
        return switch (expression) {
            case Literal literal -> literal;
            case Column column ->
                column.path().size() > 1 && isSource(column.path().getFirst())
                        ? new Column(column.path().subList(1, column.path().size()))
                        : column;
            case Operation operation -> new Operation(operation.operator(), resolve(operation.operands()));
            case Function function -> new Function(function.name(), resolve(function.arguments()));
            case Cast cast -> new Cast(resolve(cast.value()), cast.type());
            case Case branches ->
                new Case(
                        branches.whens().stream()
                                .map(when -> new When(resolve(when.condition()), resolve(when.value())))
                                .toList(),
                        branches.otherwise().map(this::resolve));
            case Aggregate aggregate ->
                new Aggregate(
                        aggregate.number(),
                        aggregate.name(),
                        aggregate.operand() == null ? null : resolve(aggregate.operand()));
        };
    }

    private List<Expression> resolve(List<Expression> expressions) {
        return expressions.stream().map(this::resolve).toList();
    }
}
