package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.ApiException;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.expression.Expressions;
import cloudjar.services.dynamodb.expression.Placeholders;
import cloudjar.services.dynamodb.expression.Projection;
import cloudjar.services.dynamodb.expression.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of a request and the older parameters that they replaced: named first, so that what does not go together
 * is seen, then read one by one. Used once, by one thread.
 */
final class ExpressionParameters {
    private static final String PROJECTION = "ProjectionExpression";

    private final Map<String, @Nullable String> expressions = new LinkedHashMap<>();
    private final List<String> older = new ArrayList<>();
    private @Nullable Placeholders placeholders;

    /** Names an expression that the operation takes, in the order in which AWS lists them. */
    ExpressionParameters expression(String name, @Nullable String text) {
        expressions.put(name, text);
        return this;
    }

    /** Names an older parameter. */
    ExpressionParameters older(String name, boolean given) {
        if (given) {
            older.add(name);
        }
        return this;
    }

    /**
     * Takes the placeholders; to be called when all is named.
     *
     * @param names null where the request has no such parameter
     * @param values null where the request has no such parameter
     * @throws ApiException {@code ValidationException} where parameters do not go together, or a value is none
     */
    ExpressionParameters placeholders(
            @Nullable Map<String, String> names, @Nullable Map<String, AttributeValue> values) {
        List<String> given = expressions.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(Map.Entry::getKey)
                .toList();
        if (!given.isEmpty() && !older.isEmpty()) {
            throw DynamoDbErrors.validation(
                    "Can not use both expression and non-expression parameters in the same request:"
                            + " Non-expression parameters: {" + String.join(", ", older) + "} Expression parameters: {"
                            + String.join(", ", given) + "}");
        }
        if (names != null) {
            requirePlace("ExpressionAttributeNames", names, given.isEmpty(), "");
        }
        if (values != null) {
            List<String> takers = expressions.keySet().stream()
                    .filter(name -> !name.equals(PROJECTION))
                    .toList();
            boolean nowhere = takers.stream().allMatch(name -> expressions.get(name) == null);
            String which = takers.isEmpty()
                    ? ""
                    : ": " + String.join(" and ", takers) + (takers.size() > 1 ? " are null" : " is null");
            requirePlace("ExpressionAttributeValues", values, nowhere, which);
        }
        placeholders = Placeholders.of(names == null ? Map.of() : names, values == null ? Map.of() : checked(values));
        return this;
    }

    private static void requirePlace(String parameter, Map<String, ?> content, boolean nowhere, String which) {
        if (nowhere) {
            throw DynamoDbErrors.validation(parameter + " can only be specified when using expressions" + which);
        }
        if (content.isEmpty()) {
            throw DynamoDbErrors.validation(parameter + " must not be empty");
        }
    }

    private static Map<String, AttributeValue> checked(Map<String, AttributeValue> values) {
        Map<String, AttributeValue> checked = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            try {
                checked.putAll(ItemWriter.write(Map.of(name, value)).attributes());
            } catch (ApiException e) {
                throw DynamoDbErrors.validation(
                        "ExpressionAttributeValues contains invalid value: " + e.getMessage() + " for key " + name);
            }
        });
        return checked;
    }

    /** The condition in an expression; null where there is none. */
    @Nullable
    Condition condition(String name) {
        String text = expressions.get(name);
        return text == null ? null : Expressions.condition(name, text, known());
    }

    /** The update; null where there is none. */
    @Nullable
    Update update() {
        String text = expressions.get("UpdateExpression");
        return text == null ? null : Expressions.update(text, known());
    }

    /** The projection; null where there is none. */
    @Nullable
    Projection projection() {
        String text = expressions.get(PROJECTION);
        return text == null ? null : Expressions.projection(text, known());
    }

    /** To be called when all is read. */
    void requireAllUsed() {
        known().requireAllUsed();
    }

    private Placeholders known() {
        return Objects.requireNonNull(placeholders, "placeholders come before expressions are read");
    }
}
