package cloudjar.kernel.store;

import cloudjar.kernel.shape.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The key codec of a record: its components' elements, one after the other. */
final class RecordKeyCodec<R> implements KeyCodec<R> {
    private final RecordShape<R> shape;
    private final KeyCodec<Object>[] components;

    private RecordKeyCodec(RecordShape<R> shape, KeyCodec<Object>[] components) {
        this.shape = shape;
        this.components = components;
    }

    @SuppressWarnings("unchecked")
    static <K> KeyCodec<K> codecOf(Class<K> type) {
        return (KeyCodec<K>) anyCodecOf(type);
    }

    private static KeyCodec<?> anyCodecOf(Class<?> type) {
        if (type == String.class) {
            return KeyCodec.STRING;
        } else if (type == Long.class || type == long.class) {
            return KeyCodec.LONG;
        } else if (type == Integer.class || type == int.class) {
            return KeyCodec.of(
                    (Integer number, KeyWriter out) -> out.add(number.longValue()),
                    in -> Math.toIntExact(in.nextLong()));
        } else if (type == Instant.class) {
            return KeyCodec.INSTANT;
        } else if (type == Boolean.class || type == boolean.class) {
            return KeyCodec.BOOLEAN;
        } else if (type == Bytes.class) {
            return KeyCodec.BYTES;
        } else if (type == Key.class) {
            return KeyCodec.TUPLE;
        } else if (type.isEnum()) {
            return enumCodec(type);
        } else if (type.isRecord()) {
            return recordCodec(type);
        }
        throw new IllegalArgumentException("no type of key elements: " + type);
    }

    private static KeyCodec<?> enumCodec(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        return KeyCodec.of((Object constant, KeyWriter out) -> out.add(((Enum<?>) constant).name()), in -> {
            String name = in.nextString();
            Object constant = constants.get(name);
            if (constant == null) {
                throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + name);
            }
            return constant;
        });
    }

    private static <R> KeyCodec<R> recordCodec(Class<R> type) {
        RecordShape<R> shape = RecordShape.of(type);
        @SuppressWarnings({"unchecked", "rawtypes"})
        KeyCodec<Object>[] components = Arrays.stream(shape.components())
                .map(component -> anyCodecOf(component.getType()))
                .toArray(KeyCodec[]::new);
        return new RecordKeyCodec<>(shape, components);
    }

    @Override
    public void write(R key, KeyWriter out) {
        for (int i = 0; i < components.length; i++) {
            Object component = shape.get(key, i);
            if (component == null) {
                throw new IllegalArgumentException("a key component is null: " + shape.components()[i]);
            }
            components[i].write(component, out);
        }
    }

    @Override
    public R read(KeyReader in) {
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = components[i].read(in);
        }
        return shape.create(values);
    }
}
