package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.services.dynamodb.expression.Update;
import java.util.Map;

/** What a request does to one item. */
sealed interface ItemChange {
    /** Puts an item in the place of one with its key. */
    record Put(Map<String, AttributeValue> item, StoredItem stored) implements ItemChange {}

    /** Puts an item where there is none with its key. */
    record Insert(Map<String, AttributeValue> item, StoredItem stored) implements ItemChange {}

    /** Takes the item with this key away. */
    record Delete(Map<String, AttributeValue> key) implements ItemChange {}

    /** Changes the item with this key, or makes it. */
    record Modify(Map<String, AttributeValue> key, Update update) implements ItemChange {}

    /** Leaves the item with this key as it is, and only looks at the condition. */
    record Check(Map<String, AttributeValue> key) implements ItemChange {}
}
