package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.store.ByteReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads items that {@link ItemWriter} wrote. */
final class ItemReader {
    private static final Schema VALUE = AttributeValue.builder().build().schema();
    private static final int S = slot("S");
    private static final int N = slot("N");
    private static final int B = slot("B");
    private static final int BOOL = slot("BOOL");
    private static final int NULL = slot("NULL");
    private static final int SS = slot("SS");
    private static final int NS = slot("NS");
    private static final int BS = slot("BS");
    private static final int L = slot("L");
    private static final int M = slot("M");

    private final ByteReader in;

    private ItemReader(Bytes item) {
        if (Seals.isSealed(item)) {
            throw new IllegalStateException("a sealed item is read without its key");
        }
        this.in = new ByteReader(item.toArray());
    }

    /** The item's attributes, in the order in which they were written; they cannot be changed. */
    static Map<String, AttributeValue> read(Bytes item) {
        return new ItemReader(item).attributes(null);
    }

    /**
     * As {@link #read(Bytes)}, for one of many items that are much alike.
     *
     * @param names of the item before, which become those of this one
     */
    static Map<String, AttributeValue> read(Bytes item, ItemNames names) {
        return new ItemReader(item).attributes(names);
    }

    private Map<String, AttributeValue> attributes(@Nullable ItemNames names) {
        int count = in.readCount();
        if (count > FewAttributes.MOST) {
            Map<String, AttributeValue> attributes = LinkedHashMap.newLinkedHashMap(count);
            for (int i = 0; i < count; i++) {
                attributes.put(in.readString(), value());
            }
            return Collections.unmodifiableMap(attributes);
        }
        String[] ofItem = new String[count];
        AttributeValue[] values = new AttributeValue[count];
        for (int i = 0; i < count; i++) {
            ofItem[i] = names == null ? in.readString() : names.next(i, in);
            values[i] = value();
        }
        return new FewAttributes(ofItem, values);
    }

    private AttributeValue value() {
        return switch (in.readByte()) {
            case ItemWriter.STRING -> value(S, in.readString());
            case ItemWriter.NUMBER -> value(N, in.readString());
            case ItemWriter.BINARY -> value(B, bytes());
            case ItemWriter.TRUE -> value(BOOL, true);
            case ItemWriter.FALSE -> value(BOOL, false);
            case ItemWriter.NULL -> value(NULL, true);
            case ItemWriter.STRING_SET -> value(SS, list(in::readString));
            case ItemWriter.NUMBER_SET -> value(NS, list(in::readString));
            case ItemWriter.BINARY_SET -> value(BS, list(this::bytes));
            case ItemWriter.LIST -> value(L, list(this::value));
            case ItemWriter.MAP -> value(M, attributes(null));
            default -> throw new IllegalStateException("an item holds a type that DynamoDB does not have");
        };
    }

    /** A value, made without a builder: a page has hundreds. */
    private static AttributeValue value(int slot, Object content) {
        @Nullable Object[] slots = new Object[VALUE.memberCount()];
        slots[slot] = content;
        return (AttributeValue) VALUE.create(slots);
    }

    private static int slot(String type) {
        return Objects.requireNonNull(VALUE.member(type)).index();
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
        return Collections.unmodifiableList(list);
    }
}
