package cloudjar.kernel.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The codec of a sealed interface of records: the simple name of the record, then the record. */
final class SealedCodec implements Codec<Object> {
    private final Class<?> type;
    private final Map<Class<?>, Codec<Object>> byClass = new LinkedHashMap<>();
    private final Map<String, Codec<Object>> byName = new HashMap<>();

    SealedCodec(Class<?> type) {
        this.type = type;
    }

    @SuppressWarnings("unchecked")
    void resolve(CodecResolver resolver) {
        addAll(type, resolver);
    }

    @SuppressWarnings("unchecked")
    private void addAll(Class<?> sealed, CodecResolver resolver) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isInterface() && permitted.isSealed()) {
                addAll(permitted, resolver);
                continue;
            }
            Codec<Object> codec = (Codec<Object>) resolver.codecOf(permitted);
            byClass.put(permitted, codec);
            if (byName.put(permitted.getSimpleName(), codec) != null) {
                throw new IllegalArgumentException(type + " permits two types named " + permitted.getSimpleName());
            }
        }
    }

    @Override
    public void write(Object value, ByteWriter out) {
        Class<?> valueType = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        Codec<Object> codec = byClass.get(valueType);
        if (codec == null) {
            throw new IllegalArgumentException("no " + type + ": " + valueType);
        }
        out.writeString(valueType.getSimpleName());
        codec.write(value, out);
    }

    @Override
    public Object read(ByteReader in) {
        String name = in.readString();
        Codec<Object> codec = byName.get(name);
        if (codec == null) {
            throw new MalformedValueException("no " + type.getSimpleName() + " that this version knows: " + name);
        }
        return codec.read(in);
    }
}
