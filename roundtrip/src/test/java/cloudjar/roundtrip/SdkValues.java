package cloudjar.roundtrip;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Document;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** Our values as the client's classes hold them, and back. */
final class SdkValues {
    private SdkValues() {}

    /** The object that {@code builder} builds with the members of {@code structure} that it has fields for. */
    static SdkPojo toSdk(Structure structure, SdkPojo builder) {
        SdkFields.of(structure.schema(), builder).forEach((member, field) -> {
            Object value = structure.get(member);
            if (value != null) {
                field.set(builder, toSdk(member.target(), value, field));
            }
        });
        return (SdkPojo) ((Buildable) builder).build();
    }

    private static Object toSdk(Schema schema, Object value, SdkField<?> field) {
        return switch (schema.type()) {
            case BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, BIG_INTEGER, BIG_DECIMAL -> number((Number) value, field);
            case BLOB -> blob((Bytes) value, field);
            case DOCUMENT -> SdkDocuments.toSdk(((Document) value).value());
            case LIST -> {
                SdkField<?> element = SdkFields.element(field);
                List<Object> items = new ArrayList<>();
                for (Object item : (List<?>) value) {
                    items.add(toSdk(schema.listMember(), item, element));
                }
                yield items;
            }
            case MAP -> {
                SdkField<?> entryValue = SdkFields.mapValue(field);
                Map<Object, Object> entries = new LinkedHashMap<>();
                ((Map<?, ?>) value)
                        .forEach((key, item) -> entries.put(key, toSdk(schema.mapValue(), item, entryValue)));
                yield entries;
            }
            case STRUCTURE, UNION ->
                toSdk((Structure) value, field.constructor().get());
            case BOOLEAN, STRING, TIMESTAMP -> value;
        };
    }

    private static Object blob(Bytes value, SdkField<?> field) {
        return field.marshallingType() == MarshallingType.STRING
                ? value.utf8()
                : SdkBytes.fromByteArray(value.toArray());
    }

    private static Object number(Number value, SdkField<?> field) {
        Class<?> type = field.marshallingType().getTargetClass();
        if (type == Byte.class) {
            return value.byteValue();
        }
        if (type == Short.class) {
            return value.shortValue();
        }
        if (type == Integer.class) {
            return value.intValue();
        }
        if (type == Long.class) {
            return value.longValue();
        }
        if (type == Float.class) {
            return value.floatValue();
        }
        if (type == Double.class) {
            return value.doubleValue();
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(value.toString());
        }
        return value.toString();
    }

    /** The structure that {@code pojo} shows; what it holds beyond the schema is left out. */
    static Structure fromSdk(Schema schema, SdkPojo pojo) {
        @Nullable Object[] slots = new @Nullable Object[schema.memberCount()];
        for (Map.Entry<Member, SdkField<?>> pair : SdkFields.of(schema, pojo).entrySet()) {
            Object value = pair.getValue().getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                Member member = pair.getKey();
                slots[member.index()] = fromSdk(member.target(), value);
            }
        }
        return schema.create(slots);
    }

    private static Object fromSdk(Schema schema, Object value) {
        return switch (schema.type()) {
            case BYTE, SHORT, INTEGER ->
                value instanceof String text ? Integer.valueOf(text) : ((Number) value).intValue();
            case LONG -> value instanceof String text ? Long.valueOf(text) : ((Number) value).longValue();
            case FLOAT -> ((Number) value).floatValue();
            case DOUBLE -> ((Number) value).doubleValue();
            case BIG_INTEGER -> new BigInteger(value.toString());
            case BIG_DECIMAL -> new BigDecimal(value.toString());
            case BLOB ->
                value instanceof String text ? Bytes.ofUtf8(text) : Bytes.wrap(((SdkBytes) value).asByteArray());
            case DOCUMENT -> new Document(SdkDocuments.fromSdk((software.amazon.awssdk.core.document.Document) value));
            case LIST -> {
                List<Object> items = new ArrayList<>();
                for (Object item : (List<?>) value) {
                    items.add(fromSdk(schema.listMember(), item));
                }
                yield items;
            }
            case MAP -> {
                Map<String, Object> entries = new LinkedHashMap<>();
                ((Map<?, ?>) value)
                        .forEach((key, item) -> entries.put(key.toString(), fromSdk(schema.mapValue(), item)));
                yield entries;
            }
            case STRUCTURE, UNION -> fromSdk(schema, (SdkPojo) value);
            case BOOLEAN, STRING, TIMESTAMP -> value;
        };
    }
}
