package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Utf8;
import cloudjar.kernel.store.ByteWriter;
import cloudjar.services.dynamodb.value.AttributeValues;
import cloudjar.services.dynamodb.value.DynamoNumber;
import cloudjar.services.dynamodb.value.ValueErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Turns an item into the bytes in which it is kept, checking each value and adding up the item's size on the way. The form
 * is read by {@link ItemReader}.
 *
 * <pre>
 * item:  attribute count, then each: name, value
 * value: type byte, then  S N: string   B: bytes   BOOL NULL: nothing   SS NS: count, strings   BS: count, bytes
 *                         L: count, values   M: count, then each: name, value
 * </pre>
 */
final class ItemWriter {
    static final int STRING = 1;
    static final int NUMBER = 2;
    static final int BINARY = 3;
    static final int TRUE = 4;
    static final int FALSE = 5;
    static final int NULL = 6;
    static final int STRING_SET = 7;
    static final int NUMBER_SET = 8;
    static final int BINARY_SET = 9;
    static final int LIST = 10;
    static final int MAP = 11;

    /** What a list or a map costs besides its content, and what each of its elements costs besides its own. */
    private static final int CONTAINER_SIZE = 3;

    private static final int ELEMENT_SIZE = 1;

    private final ByteWriter out = new ByteWriter();
    private long size;

    private ItemWriter() {}

    /**
     * Writes an item.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException} where a value is none, does not fit, or the
     *     item is too large
     */
    static StoredItem write(Map<String, AttributeValue> item) {
        return write(item, DynamoDbErrors::itemTooLarge);
    }

    /**
     * Writes an item.
     *
     * @param tooLarge what is said where it is too large
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException} where a value is none, does not fit, or the
     *     item is too large
     */
    static StoredItem write(Map<String, AttributeValue> item, Supplier<ApiException> tooLarge) {
        ItemWriter writer = new ItemWriter();
        writer.attributes(item, 0);
        if (writer.size > DynamoDbLimits.ITEM_SIZE.current()) {
            throw tooLarge.get();
        }
        return new StoredItem(Bytes.wrap(writer.out.toBytes()), (int) writer.size, null);
    }

    private void attributes(Map<String, AttributeValue> attributes, int depth) {
        out.writeUnsigned(attributes.size());
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            out.writeString(attribute.getKey());
            size += Utf8.length(attribute.getKey()) + (depth == 0 ? 0 : ELEMENT_SIZE);
            value(attribute.getValue(), depth);
        }
    }

    private void value(AttributeValue value, int depth) {
        if (depth > DynamoDbLimits.NESTING.current()) {
            throw ValueErrors.tooDeep();
        }
        switch (AttributeValues.type(value)) {
            case "S" -> string(required(value.s()));
            case "N" -> number(required(value.n()));
            case "B" -> binary(required(value.b()));
            case "BOOL" -> scalar(required(value.bool()) ? TRUE : FALSE);
            case "NULL" -> nothing(required(value.null_()));
            case "SS" -> strings(value.ss());
            case "NS" -> numbers(value.ns());
            case "BS" -> binaries(value.bs());
            case "L" -> list(value.l(), depth);
            case "M" -> map(value.m(), depth);
            default -> throw new IllegalStateException("a type that DynamoDB does not have");
        }
    }

    private static <T> T required(@org.jspecify.annotations.Nullable T value) {
        return java.util.Objects.requireNonNull(value);
    }

    private void string(String text) {
        out.writeByte(STRING);
        out.writeString(text);
        size += Utf8.length(text);
    }

    private void number(String text) {
        DynamoNumber number = DynamoNumber.parse(text);
        out.writeByte(NUMBER);
        out.writeString(number.text());
        size += number.size();
    }

    private void binary(Bytes bytes) {
        out.writeByte(BINARY);
        out.writeBytes(bytes.toArray());
        size += bytes.size();
    }

    private void scalar(int type) {
        out.writeByte(type);
        size += 1;
    }

    private void nothing(boolean isNull) {
        if (!isNull) {
            throw ValueErrors.falseNull();
        }
        scalar(NULL);
    }

    private void strings(List<String> set) {
        begin(STRING_SET, set, "string");
        if (new HashSet<>(set).size() < set.size()) {
            throw ValueErrors.duplicates(set.toString());
        }
        for (String text : set) {
            out.writeString(text);
            size += Utf8.length(text);
        }
    }

    private void numbers(List<String> set) {
        begin(NUMBER_SET, set, "number");
        Set<DynamoNumber> seen = new HashSet<>();
        for (String text : set) {
            DynamoNumber number = DynamoNumber.parse(text);
            if (!seen.add(number)) {
                throw ValueErrors.duplicates(set.toString());
            }
            out.writeString(number.text());
            size += number.size();
        }
    }

    private void binaries(List<Bytes> set) {
        begin(BINARY_SET, set, "binary");
        if (new HashSet<>(set).size() < set.size()) {
            throw ValueErrors.duplicates("of binary");
        }
        for (Bytes bytes : set) {
            out.writeBytes(bytes.toArray());
            size += bytes.size();
        }
    }

    private void begin(int type, List<?> set, String kind) {
        if (set.isEmpty()) {
            throw ValueErrors.emptySet(kind);
        }
        out.writeByte(type);
        out.writeUnsigned(set.size());
    }

    private void list(List<AttributeValue> list, int depth) {
        out.writeByte(LIST);
        out.writeUnsigned(list.size());
        size += CONTAINER_SIZE + (long) ELEMENT_SIZE * list.size();
        for (AttributeValue element : list) {
            value(element, depth + 1);
        }
    }

    private void map(Map<String, AttributeValue> map, int depth) {
        out.writeByte(MAP);
        size += CONTAINER_SIZE;
        attributes(map, depth + 1);
    }
}
