package cloudjar.kernel.store;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/** Finds the codec of a type; each record type and sealed interface gets one codec, so that types may be recursive. */
final class CodecResolver {
    private final Map<Class<?>, Codec<?>> codecs;

    CodecResolver(Map<Class<?>, Codec<?>> known) {
        codecs = new HashMap<>(ValueCodecs.BY_TYPE);
        codecs.putAll(known);
    }

    Codec<?> codecOf(Type type) {
        return switch (type) {
            case Class<?> plain -> codecOfClass(plain);
            case ParameterizedType generic -> codecOfGeneric(generic);
            default -> throw unsupported(type);
        };
    }

    private Codec<?> codecOfClass(Class<?> type) {
        Codec<?> known = codecs.get(type);
        if (known != null) {
            return known;
        }
        if (type.isEnum()) {
            return remember(type, ValueCodecs.enumCodec(type));
        }
        if (type.isRecord() && type.getTypeParameters().length == 0) {
            RecordCodec<?> codec = RecordCodec.unresolved(type);
            remember(type, codec);
            codec.resolve(this);
            return codec;
        }
        if (type.isInterface() && type.isSealed()) {
            SealedCodec codec = new SealedCodec(type);
            remember(type, codec);
            codec.resolve(this);
            return codec;
        }
        throw unsupported(type);
    }

    private Codec<?> codecOfGeneric(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        Type raw = type.getRawType();
        if (raw == List.class) {
            return CollectionCodecs.list(codecOf(arguments[0]));
        } else if (raw == Set.class) {
            return CollectionCodecs.set(codecOf(arguments[0]));
        } else if (raw == SortedSet.class) {
            return CollectionCodecs.sortedSet(codecOf(arguments[0]));
        } else if (raw == Map.class) {
            return CollectionCodecs.map(codecOf(arguments[0]), codecOf(arguments[1]));
        } else if (raw == SortedMap.class) {
            return CollectionCodecs.sortedMap(codecOf(arguments[0]), codecOf(arguments[1]));
        }
        throw unsupported(type);
    }

    private Codec<?> remember(Class<?> type, Codec<?> codec) {
        codecs.put(type, codec);
        return codec;
    }

    private static IllegalArgumentException unsupported(Type type) {
        return new IllegalArgumentException(
                type == byte[].class ? "an array in a record: use Bytes" : "a type that has no codec: " + type);
    }
}
