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
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives expressions their values.
 *
 * @param now what UTCNOW is
 * @param totals of the aggregates, by their numbers
 */
record Evaluator(Instant now, List<Total> totals) {
    @Nullable
    Object value(Expression expression, Object row) {
        return switch (expression) {
            case Literal literal -> literal.value();
            case Column column -> column(column.path(), row);
            case Operation operation -> operation(operation, row);
            case Function function -> {
                List<@Nullable Object> arguments = new ArrayList<>();
                for (Expression argument : function.arguments()) {
                    arguments.add(value(argument, row));
                }
                yield Functions.call(function.name(), arguments, now);
            }
            case Cast cast -> Functions.cast(value(cast.value(), row), cast.type());
            case Case branches -> branch(branches, row);
            case Aggregate aggregate -> totals.get(aggregate.number()).value();
        };
    }

    /** Whether a row is meant. */
    boolean holds(Expression condition, Object row) {
        return Values.truth(value(condition, row), "WHERE");
    }

    /** Adds a row to the aggregates. */
    void add(List<Aggregate> aggregates, Object row) {
        for (Aggregate aggregate : aggregates) {
            Expression operand = aggregate.operand();
            totals.get(aggregate.number()).add(operand == null ? true : value(operand, row));
        }
    }

    private static @Nullable Object column(List<Step> path, Object row) {
        Object at = row;
        for (int i = 0; i < path.size(); i++) {
            Step step = path.get(i);
            String name = step.name();
            if (at instanceof CsvRow csv && name != null) {
                at = csv.field(name, step.exact());
            } else if (at instanceof Map<?, ?> map && name != null) {
                at = Values.member(map, name, step.exact());
                if (at == Values.MISSING && i == 0 && name.equals("_1")) {
                    at = row;
                }
            } else if (at instanceof List<?> list && name == null && step.index() >= 0) {
                at = step.index() < list.size() ? list.get(step.index()) : Values.MISSING;
            } else if (i == 0 && name != null && name.equals("_1") && !(at instanceof CsvRow)) {
                at = row;
            } else {
                return Values.MISSING;
            }
        }
        return at;
    }

    private @Nullable Object branch(Case branches, Object row) {
        for (When when : branches.whens()) {
            if (Values.truth(value(when.condition(), row), "CASE")) {
                return value(when.value(), row);
            }
        }
        return branches.otherwise().isPresent() ? value(branches.otherwise().get(), row) : null;
    }

    private @Nullable Object operation(Operation operation, Object row) {
        List<Expression> operands = operation.operands();
        String operator = operation.operator();
        switch (operator) {
            case "AND" -> {
                return Values.truth(value(operands.get(0), row), operator)
                        && Values.truth(value(operands.get(1), row), operator);
            }
            case "OR" -> {
                return Values.truth(value(operands.get(0), row), operator)
                        || Values.truth(value(operands.get(1), row), operator);
            }
            case "NOT" -> {
                Object value = value(operands.get(0), row);
                return Values.absent(value) ? null : !Values.truth(value, operator);
            }
            case "IS NULL" -> {
                return Values.absent(value(operands.get(0), row));
            }
            case "IS MISSING" -> {
                return value(operands.get(0), row) == Values.MISSING;
            }
            default -> {}
        }
        List<Object> values = new ArrayList<>();
        for (Expression operand : operands) {
            Object value = value(operand, row);
            if (value == null || Values.absent(value)) {
                if (operator.equals("IN") && !values.isEmpty()) {
                    continue;
                }
                return null;
            }
            values.add(value);
        }
        return applied(operator, values);
    }

    private static @Nullable Object applied(String operator, List<Object> values) {
        Object first = values.get(0);
        return switch (operator) {
            case "+", "-", "*", "/", "%" -> arithmetic(operator, first, values.get(1));
            case "||" -> Values.text(first) + Values.text(values.get(1));
            case "LIKE" ->
                Like.matches(
                        Values.text(first),
                        Values.text(values.get(1)),
                        values.size() == 3 ? Values.text(values.get(2)) : null);
            case "BETWEEN" -> compared(">=", first, values.get(1)) && compared("<=", first, values.get(2));
            case "IN" -> values.subList(1, values.size()).stream().anyMatch(value -> compared("=", first, value));
            default -> compared(operator, first, values.get(1));
        };
    }

    private static boolean compared(String operator, Object left, Object right) {
        Integer order = Values.compare(left, right);
        if (order == null) {
            return operator.equals("<>");
        }
        return switch (operator) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            case ">=" -> order >= 0;
            default -> throw Values.badTypes(operator);
        };
    }

    private static BigDecimal arithmetic(String operator, Object left, Object right) {
        BigDecimal first = Values.number(left);
        BigDecimal second = Values.number(right);
        if (first == null || second == null) {
            throw Values.badTypes(operator);
        }
        boolean divides = operator.equals("/") || operator.equals("%");
        if (divides && second.signum() == 0) {
            throw SelectErrors.divisionByZero();
        }
        return switch (operator) {
            case "+" -> first.add(second, MathContext.DECIMAL128);
            case "-" -> first.subtract(second, MathContext.DECIMAL128);
            case "*" -> first.multiply(second, MathContext.DECIMAL128);
            case "/" ->
                first.scale() <= 0 && second.scale() <= 0
                        ? first.divideToIntegralValue(second, MathContext.DECIMAL128)
                        : first.divide(second, MathContext.DECIMAL128);
            default -> first.remainder(second, MathContext.DECIMAL128);
        };
    }
}
