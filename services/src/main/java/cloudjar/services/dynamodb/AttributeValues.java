package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Member;
import java.util.Objects;

/** Questions about an {@link AttributeValue}: which of the ten types it has, and how it orders as a key. */
final class AttributeValues {
    private AttributeValues() {}

    /**
     * The type that is set, as AWS names it: {@code S}, {@code N}, {@code B}, {@code SS}, {@code NS}, {@code BS},
     * {@code M}, {@code L}, {@code NULL} or {@code BOOL}.
     *
     * @throws cloudjar.kernel.shape.ApiException where none is set, or several are
     */
    static String type(AttributeValue value) {
        Member set = value.variant();
        if (set == null) {
            throw DynamoDbErrors.emptyValue();
        }
        for (int i = set.index() + 1; i < value.schema().memberCount(); i++) {
            if (value.get(i) != null) {
                throw DynamoDbErrors.ambiguousValue();
            }
        }
        return set.name();
    }

    /** The bytes of a string, number or binary value, whose unsigned order is the order of the values. */
    static Bytes sortable(AttributeValue value) {
        String text = value.s();
        if (text != null) {
            return Bytes.ofUtf8(text);
        }
        String number = value.n();
        if (number != null) {
            return Bytes.wrap(DynamoNumber.parse(number).sortable());
        }
        return Objects.requireNonNull(value.b(), "a key is a string, a number or a binary");
    }
}
