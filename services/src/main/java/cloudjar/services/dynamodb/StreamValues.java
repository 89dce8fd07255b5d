package cloudjar.services.dynamodb;

import cloudjar.api.dynamodbstreams.AttributeValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of items as DynamoDB Streams has them: the same as DynamoDB's, by a type of its own. */
final class StreamValues {
    private StreamValues() {}

    /** The attributes, or null for null. */
    static @Nullable Map<String, AttributeValue> of(
            @Nullable Map<String, cloudjar.api.dynamodb.AttributeValue> attributes) {
        if (attributes == null) {
            return null;
        }
        Map<String, AttributeValue> values = LinkedHashMap.newLinkedHashMap(attributes.size());
        attributes.forEach((name, value) -> values.put(name, of(value)));
        return values;
    }

    private static AttributeValue of(cloudjar.api.dynamodb.AttributeValue value) {
        return AttributeValue.builder()
                .s(value.s())
                .n(value.n())
                .b(value.b())
                .ss(value.hasSs() ? value.ss() : null)
                .ns(value.hasNs() ? value.ns() : null)
                .bs(value.hasBs() ? value.bs() : null)
                .m(value.hasM() ? of(value.m()) : null)
                .l(value.hasL() ? list(value.l()) : null)
                .null_(value.null_())
                .bool(value.bool())
                .build();
    }

    private static List<AttributeValue> list(List<cloudjar.api.dynamodb.AttributeValue> values) {
        return values.stream().map(StreamValues::of).toList();
    }
}
