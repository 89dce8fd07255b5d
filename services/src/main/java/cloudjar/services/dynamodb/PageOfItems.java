package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query or a scan has found.
 *
 * @param items as they are shown; empty where they are only counted
 * @param count those that the filter let through
 * @param scanned those that were looked at
 * @param lastKey where to go on; null at the end
 */
record PageOfItems(
        List<Map<String, AttributeValue>> items,
        int count,
        int scanned,
        @Nullable Map<String, AttributeValue> lastKey,
        Units units) {}
