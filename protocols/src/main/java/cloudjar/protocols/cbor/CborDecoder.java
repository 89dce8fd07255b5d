package cloudjar.protocols.cbor;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Document;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.Defaults;
import cloudjar.protocols.text.AwsTimestamp;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values from CBOR. */
final class CborDecoder {
    private static final String TYPE_KEY = "__type";

    private final CborInput in;
    private final CborTime time;

    CborDecoder(CborInput in, CborTime time) {
        this.in = in;
        this.time = time;
    }

    /**
     * Reads the members of a structure into its slots.
     *
     * @param bindings which members to read; null for all
     */
    void members(CborShape shape, @Nullable Object[] slots, @Nullable Bindings bindings) {
        in.enter();
        in.skipTags();
        int count = in.count(Cbor.MAP);
        for (int i = 0; more(count, i); i++) {
            int index = key(shape);
            if (index < 0 || bindings != null && !bindings.inBody(index)) {
                in.skip();
            } else if (!in.takeNull()) {
                slots[index] = value(shape.target(index));
            }
        }
        in.leave();
    }

    private boolean more(int count, int read) {
        return count == CborInput.UNTIL_BREAK ? !in.takeBreak() : read < count;
    }

    /** Reads a key and returns the index of its member, or -1. */
    private int key(CborShape shape) {
        int length = in.textSpan();
        if (length >= 0) {
            return shape.index(in.bytes(), in.at() - length, length);
        }
        byte[] key = Bytes.ofUtf8(in.text()).toArray();
        return shape.index(key, 0, key.length);
    }

    Object value(CborShape shape) {
        return switch (shape.type) {
            case STRING -> {
                in.skipTags();
                yield in.text();
            }
            case BOOLEAN -> in.bool();
            case BYTE -> (int) in.smallInteger(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> (int) in.smallInteger(Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> (int) in.smallInteger(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> in.smallInteger(Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> (float) in.real();
            case DOUBLE -> in.real();
            case BIG_INTEGER -> in.bigInteger();
            case BIG_DECIMAL -> in.decimal();
            case BLOB -> {
                in.skipTags();
                yield Bytes.wrap(in.byteString());
            }
            case TIMESTAMP -> timestamp();
            case DOCUMENT -> new Document(bare());
            case LIST -> list(shape);
            case MAP -> map(shape);
            case STRUCTURE -> {
                @Nullable Object[] slots = new @Nullable Object[shape.schema.memberCount()];
                members(shape, slots, null);
                Defaults.fill(shape.schema, slots);
                yield shape.schema.create(slots);
            }
            case UNION -> union(shape);
        };
    }

    private Instant timestamp() {
        in.skipTags();
        if (!in.atReal()) {
            long number = in.smallInteger(Long.MIN_VALUE, Long.MAX_VALUE);
            return switch (time) {
                case SECONDS -> AwsTimestamp.instant(number, 0);
                case MILLISECONDS ->
                    AwsTimestamp.instant(Math.floorDiv(number, 1000L), (int) Math.floorMod(number, 1000L) * 1_000_000);
            };
        }
        double number = in.real();
        return AwsTimestamp.instant(time == CborTime.SECONDS ? number : number / 1000);
    }

    private List<?> list(CborShape shape) {
        in.enter();
        in.skipTags();
        CborShape element = shape.target(0);
        List<@Nullable Object> values = new ArrayList<>();
        int count = in.count(Cbor.ARRAY);
        for (int i = 0; more(count, i); i++) {
            values.add(element(shape, element));
        }
        in.leave();
        return Collections.unmodifiableList(values);
    }

    private @Nullable Object element(CborShape holder, CborShape element) {
        if (!in.takeNull()) {
            return value(element);
        }
        if (!holder.sparse) {
            throw CborInput.malformed("Null in a collection that may not hold nulls");
        }
        return null;
    }

    private Map<String, ?> map(CborShape shape) {
        in.enter();
        in.skipTags();
        CborShape element = shape.target(1);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        int count = in.count(Cbor.MAP);
        for (int i = 0; more(count, i); i++) {
            String key = in.text();
            values.put(key, element(shape, element));
        }
        in.leave();
        return Collections.unmodifiableMap(values);
    }

    private Structure union(CborShape shape) {
        in.enter();
        in.skipTags();
        @Nullable Object[] slots = new @Nullable Object[shape.schema.memberCount()];
        boolean known = false;
        int set = 0;
        int count = in.count(Cbor.MAP);
        for (int i = 0; more(count, i); i++) {
            int from = in.at();
            int index = key(shape);
            if (in.takeNull()) {
                continue;
            }
            if (index >= 0) {
                known = true;
                set++;
                slots[index] = value(shape.target(index));
            } else {
                set += isType(from) ? 0 : 1;
                in.skip();
            }
        }
        in.leave();
        if (!known || set != 1) {
            throw CborInput.malformed("A union must have exactly one member set");
        }
        return shape.schema.create(slots);
    }

    /** Whether the key that begins at {@code from} names a type, which is no member. */
    private boolean isType(int from) {
        int length = in.at() - from;
        return length == TYPE_KEY.length() + 1
                && Bytes.ofUtf8(TYPE_KEY).equals(Bytes.copyOf(Arrays.copyOfRange(in.bytes(), from + 1, in.at())));
    }

    /** Reads a value that no schema describes. */
    private @Nullable Object bare() {
        if (in.takeNull()) {
            return null;
        }
        in.enter();
        Object value =
                switch (in.major()) {
                    case Cbor.UNSIGNED, Cbor.NEGATIVE -> narrow(in.bigInteger());
                    case Cbor.BYTES -> Bytes.wrap(in.byteString()).toBase64();
                    case Cbor.TEXT -> in.text();
                    case Cbor.ARRAY -> bareList();
                    case Cbor.MAP -> bareMap();
                    case Cbor.TAG -> bareTagged();
                    default -> in.atReal() ? (Object) in.real() : (Object) in.bool();
                };
        in.leave();
        return value;
    }

    private @Nullable Object bareTagged() {
        int tag = in.peek() & 0x1f;
        if (tag == Cbor.TAG_POSITIVE || tag == Cbor.TAG_NEGATIVE) {
            return in.bigInteger();
        }
        if (tag == Cbor.TAG_DECIMAL) {
            return in.decimal();
        }
        in.tag();
        return bare();
    }

    private static Number narrow(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private List<?> bareList() {
        List<@Nullable Object> values = new ArrayList<>();
        int count = in.count(Cbor.ARRAY);
        for (int i = 0; more(count, i); i++) {
            values.add(bare());
        }
        return Collections.unmodifiableList(values);
    }

    private Map<String, ?> bareMap() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        int count = in.count(Cbor.MAP);
        for (int i = 0; more(count, i); i++) {
            String key = in.text();
            values.put(key, bare());
        }
        return Collections.unmodifiableMap(values);
    }
}
