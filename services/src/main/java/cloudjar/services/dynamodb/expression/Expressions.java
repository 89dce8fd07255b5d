package cloudjar.services.dynamodb.expression;

import cloudjar.api.dynamodb.ValidationException;
import java.util.function.Supplier;

/** Reads the expressions of a request; what is wrong with one is said with the name of its parameter. */
public final class Expressions {
    private Expressions() {}

    /**
     * A condition.
     *
     * @param parameter such as {@code FilterExpression}
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     */
    public static Condition condition(String parameter, String text, Placeholders placeholders) {
        return named(parameter, () -> ConditionParser.parse(text, placeholders));
    }

    /**
     * What is to be changed.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     */
    public static Update update(String text, Placeholders placeholders) {
        return named("UpdateExpression", () -> UpdateParser.parse(text, placeholders));
    }

    /**
     * What is to be shown.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     */
    public static Projection projection(String text, Placeholders placeholders) {
        return named("ProjectionExpression", () -> Projection.parse(text, placeholders));
    }

    private static <T> T named(String parameter, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ExpressionException e) {
            throw new ValidationException("Invalid " + parameter + ": " + e.text());
        }
    }
}
