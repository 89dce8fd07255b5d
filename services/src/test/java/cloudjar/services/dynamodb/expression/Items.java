package cloudjar.services.dynamodb.expression;

import cloudjar.api.dynamodb.AttributeValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values for tests, written shortly. */
final class Items {
    private Items() {}

    static AttributeValue s(String text) {
        return AttributeValue.builder().s(text).build();
    }

    static AttributeValue n(String number) {
        return AttributeValue.builder().n(number).build();
    }

    static AttributeValue ss(String... texts) {
        return AttributeValue.builder().ss(List.of(texts)).build();
    }

    static AttributeValue ns(String... numbers) {
        return AttributeValue.builder().ns(List.of(numbers)).build();
    }

    static AttributeValue l(AttributeValue... elements) {
        return AttributeValue.builder().l(Arrays.asList(elements)).build();
    }

    static AttributeValue m(Object... entries) {
        return AttributeValue.builder().m(item(entries)).build();
    }

    /** Names and values by turns. */
    static Map<String, AttributeValue> item(Object... entries) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            item.put((String) entries[i], (AttributeValue) entries[i + 1]);
        }
        return item;
    }
}
