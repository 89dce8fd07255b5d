package cloudjar.kernel.store;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes structures of AWS's API as values: each member that is set by its name, so that a later model, with more members
 * or in another order, reads what an earlier one wrote. Members that the model no longer has are passed over.
 *
 * <p>Meant for what services keep as AWS describes it. Documents, streams and members without a value on the wire are not
 * among it.
 *
 * @param <S> the generated class
 */
public final class StructureCodec<S extends Structure> implements Codec<S> {
    private static final int NONE = 0;
    private static final int SOME = 1;

    private final Class<S> type;
    private final Supplier<Schema> schema;

    private StructureCodec(Class<S> type, Supplier<Schema> schema) {
        this.type = type;
        this.schema = schema;
    }

    /** The codec of the schema's structures, which are of this class; the schema is asked for on first use. */
    public static <S extends Structure> Codec<S> of(Class<S> type, Supplier<Schema> schema) {
        return new StructureCodec<>(type, schema);
    }

    @Override
    public void write(S value, ByteWriter out) {
        writeStructure(value, out);
    }

    @Override
    public S read(ByteReader in) {
        return type.cast(readStructure(schema.get(), in));
    }

    private static void writeStructure(Structure value, ByteWriter out) {
        Schema schema = value.schema();
        int count = 0;
        for (int i = 0; i < schema.memberCount(); i++) {
            count += value.get(i) == null ? 0 : 1;
        }
        out.writeUnsigned(count);
        for (Member member : schema.members()) {
            Object set = value.get(member);
            if (set != null) {
                out.writeString(member.name());
                int part = out.beginPart();
                writeValue(member.target(), set, out);
                out.endPart(part);
            }
        }
    }

    private static Structure readStructure(Schema schema, ByteReader in) {
        in.enter();
        @Nullable Object[] values = new Object[schema.memberCount()];
        for (int left = in.readCount(); left > 0; left--) {
            Member member = schema.member(in.readString());
            ByteReader content = in.readPart();
            if (member != null) {
                values[member.index()] = readValue(member.target(), content);
            }
        }
        in.leave();
        return schema.create(values);
    }

    private static void writeValue(Schema schema, Object value, ByteWriter out) {
        switch (schema.type()) {
            case BOOLEAN -> out.writeByte((Boolean) value ? 1 : 0);
            case BYTE, SHORT, INTEGER -> out.writeSigned((Integer) value);
            case LONG -> out.writeSigned((Long) value);
            case FLOAT -> out.writeFixed(Float.floatToIntBits((Float) value));
            case DOUBLE -> out.writeFixed(Double.doubleToLongBits((Double) value));
            case BIG_INTEGER, BIG_DECIMAL, STRING -> out.writeString(value.toString());
            case BLOB -> out.writeBytes((Bytes) value);
            case TIMESTAMP -> {
                Instant instant = (Instant) value;
                long second = instant.getEpochSecond();
                out.writeSigned(second);
                out.writeUnsigned(instant.getNano());
            }
            case LIST -> writeList(schema, (List<?>) value, out);
            case MAP -> writeMap(schema, (Map<?, ?>) value, out);
            case STRUCTURE, UNION -> writeStructure((Structure) value, out);
            case DOCUMENT -> throw new IllegalArgumentException("documents are not kept: " + schema);
        }
    }

    private static Object readValue(Schema schema, ByteReader in) {
        return switch (schema.type()) {
            case BOOLEAN -> in.readByte() != 0;
            case BYTE, SHORT, INTEGER -> (int) in.readSigned();
            case LONG -> in.readSigned();
            case FLOAT -> Float.intBitsToFloat((int) in.readFixed());
            case DOUBLE -> Double.longBitsToDouble(in.readFixed());
            case BIG_INTEGER -> new BigInteger(in.readString());
            case BIG_DECIMAL -> new BigDecimal(in.readString());
            case STRING -> in.readString();
            case BLOB -> Bytes.wrap(in.readBytes());
            case TIMESTAMP -> Instant.ofEpochSecond(in.readSigned(), in.readUnsigned());
            case LIST -> readList(schema, in);
            case MAP -> readMap(schema, in);
            case STRUCTURE, UNION -> readStructure(schema, in);
            case DOCUMENT -> throw new IllegalArgumentException("documents are not kept: " + schema);
        };
    }

    private static void writeList(Schema schema, List<?> list, ByteWriter out) {
        out.writeUnsigned(list.size());
        for (Object element : list) {
            writeOptional(schema.listMember(), element, out);
        }
    }

    private static List<@Nullable Object> readList(Schema schema, ByteReader in) {
        int count = in.readCount();
        List<@Nullable Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(readOptional(schema.listMember(), in));
        }
        return Collections.unmodifiableList(list);
    }

    private static void writeMap(Schema schema, Map<?, ?> map, ByteWriter out) {
        out.writeUnsigned(map.size());
        map.forEach((key, value) -> {
            out.writeString((String) key);
            writeOptional(schema.mapValue(), value, out);
        });
    }

    private static Map<String, @Nullable Object> readMap(Schema schema, ByteReader in) {
        int count = in.readCount();
        Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            map.put(in.readString(), readOptional(schema.mapValue(), in));
        }
        return Collections.unmodifiableMap(map);
    }

    private static void writeOptional(Schema schema, @Nullable Object value, ByteWriter out) {
        if (value == null) {
            out.writeByte(NONE);
        } else {
            out.writeByte(SOME);
            writeValue(schema, value, out);
        }
    }

    private static @Nullable Object readOptional(Schema schema, ByteReader in) {
        return in.readByte() == NONE ? null : readValue(schema, in);
    }
}
