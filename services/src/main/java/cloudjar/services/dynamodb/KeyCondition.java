package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import java.util.List;

/**
 * What a query demands of one key attribute.
 *
 * @param operator {@code EQ}, {@code LT}, {@code LE}, {@code GT}, {@code GE}, {@code BETWEEN} or {@code BEGINS_WITH}
 * @param values two for {@code BETWEEN}, one otherwise
 */
record KeyCondition(String operator, List<AttributeValue> values) {
    KeyCondition {
        values = List.copyOf(values);
    }

    AttributeValue first() {
        return values.getFirst();
    }

    AttributeValue last() {
        return values.getLast();
    }
}
