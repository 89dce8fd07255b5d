package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.ByteReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads items that {@link ItemWriter} wrote. */
final class ItemReader {
    private final ByteReader in;

    private ItemReader(Bytes item) {
        this.in = new ByteReader(item.toArray());
    }

    /** The item's attributes, in the order in which they were written. */
    static Map<String, AttributeValue> read(Bytes item) {
        return new ItemReader(item).attributes();
    }

    private Map<String, AttributeValue> attributes() {
        int count = in.readCount();
        Map<String, AttributeValue> attributes = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            attributes.put(in.readString(), value());
        }
        return attributes;
    }

    private AttributeValue value() {
        AttributeValue.Builder value = AttributeValue.builder();
        switch (in.readByte()) {
            case ItemWriter.STRING -> value.s(in.readString());
            case ItemWriter.NUMBER -> value.n(in.readString());
            case ItemWriter.BINARY -> value.b(bytes());
            case ItemWriter.TRUE -> value.bool(true);
            case ItemWriter.FALSE -> value.bool(false);
            case ItemWriter.NULL -> value.null_(true);
            case ItemWriter.STRING_SET -> value.ss(list(in::readString));
            case ItemWriter.NUMBER_SET -> value.ns(list(in::readString));
            case ItemWriter.BINARY_SET -> value.bs(list(this::bytes));
            case ItemWriter.LIST -> value.l(list(this::value));
            case ItemWriter.MAP -> value.m(attributes());
            default -> throw new IllegalStateException("an item holds a type that DynamoDB does not have");
        }
        return value.build();
    }

    private Bytes bytes() {
        return Bytes.wrap(in.readBytes());
    }

    private <T> List<T> list(Supplier<T> element) {
        int count = in.readCount();
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(element.get());
        }
        return list;
    }
}
