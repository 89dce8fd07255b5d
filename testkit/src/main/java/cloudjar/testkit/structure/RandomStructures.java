package cloudjar.testkit.structure;

import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Constraints;
import cloudjar.kernel.shape.Document;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of any schema that keep its constraints: lengths, ranges, patterns, enums, required members. The same seed
 * makes the same values. Not safe for several threads.
 *
 * <p>Values also survive the wire of every protocol: times are whole seconds, numbers are finite, text in headers and
 * labels has only characters that go there. Event streams are left out.
 */
public final class RandomStructures {
    private static final int DEPTH_MAX = 5;
    private static final int ELEMENTS_MORE_MAX = 3;
    private static final int BYTES_MORE_MAX = 40;
    private static final long TIME_MIN = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final long TIME_MAX = Instant.parse("2040-01-01T00:00:00Z").getEpochSecond();

    private final Random random;
    private final RandomText texts;

    public RandomStructures(long seed) {
        this.random = new Random(seed);
        this.texts = new RandomText(random);
    }

    /** A structure or union of the schema. */
    public Structure structure(Schema schema) {
        return structure(schema, 0);
    }

    private Structure structure(Schema schema, int depth) {
        @Nullable Object[] values = new Object[schema.memberCount()];
        if (schema.type() == ShapeType.UNION) {
            // A member whose value cannot be made at this depth is passed over; then another is set.
            List<Member> members = new ArrayList<>(schema.members());
            Collections.shuffle(members, random);
            for (Member member : members) {
                Object value = value(member, depth);
                if (value != null) {
                    values[member.index()] = value;
                    break;
                }
            }
            return schema.create(values);
        }
        for (Member member : schema.members()) {
            if (member.required() || wanted(depth)) {
                values[member.index()] = value(member, depth);
            }
        }
        return schema.create(values);
    }

    /** Optional members become rarer with depth, so that values of deep schemas stay small. */
    private boolean wanted(int depth) {
        return random.nextInt(depth + 2) == 0;
    }

    private @Nullable Object value(Member member, int depth) {
        return value(member.target(), Place.of(member, false), depth);
    }

    private @Nullable Object value(Schema schema, Place place, int depth) {
        return switch (schema.type()) {
            case BOOLEAN -> random.nextBoolean();
            case BYTE -> (int) number(schema, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> (int) number(schema, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> (int) number(schema, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> number(schema, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> (float) fraction(schema);
            case DOUBLE -> fraction(schema);
            case BIG_INTEGER -> new BigInteger(100, random);
            case BIG_DECIMAL -> new BigDecimal(new BigInteger(60, random), random.nextInt(10));
            case STRING -> text(schema, place);
            case BLOB -> blob(schema);
            case TIMESTAMP -> Instant.ofEpochSecond(random.nextLong(TIME_MIN, TIME_MAX));
            case DOCUMENT -> new Document(Map.of("key" + random.nextInt(10), "value"));
            case LIST -> list(schema, place, depth);
            case MAP -> map(schema, place, depth);
            case STRUCTURE, UNION -> schema.eventStream() || depth >= DEPTH_MAX ? null : structure(schema, depth + 1);
        };
    }

    private long number(Schema schema, long typeMin, long typeMax) {
        Constraints constraints = schema.constraints();
        double least = constraints.min() == null ? typeMin : Math.ceil(constraints.min());
        double most = constraints.max() == null ? typeMax : Math.floor(constraints.max());
        long min = Math.max((long) least, typeMin);
        long max = Math.min((long) most, typeMax);
        // The edges are where mistakes are.
        return switch (random.nextInt(8)) {
            case 0 -> min;
            case 1 -> max;
            default -> max == Long.MAX_VALUE ? random.nextLong(min, max) : random.nextLong(min, max + 1);
        };
    }

    /** Eighths, which both float and double hold exactly and every protocol writes exactly. */
    private double fraction(Schema schema) {
        Constraints constraints = schema.constraints();
        double min = constraints.min() == null ? -1e5 : constraints.min();
        double max = constraints.max() == null ? Math.max(min, 1e5) : constraints.max();
        double eighths = Math.floor((min + random.nextDouble() * (max - min)) * 8) / 8;
        return Math.max(min, Math.min(max, eighths));
    }

    private Object blob(Schema schema) {
        byte[] content = new byte[size(schema.constraints(), BYTES_MORE_MAX)];
        random.nextBytes(content);
        Bytes bytes = Bytes.wrap(content);
        return schema.streaming() ? Body.of(bytes) : bytes;
    }

    private @Nullable String text(Schema schema, Place place) {
        return texts.make(schema.constraints(), place).orElse(null);
    }

    private @Nullable List<@Nullable Object> list(Schema schema, Place place, int depth) {
        Constraints constraints = schema.constraints();
        int size = size(constraints, ELEMENTS_MORE_MAX);
        List<@Nullable Object> elements = new ArrayList<>();
        for (int tries = 0; elements.size() < size && tries < size * 10; tries++) {
            Object element = value(schema.listMember(), place, depth + 1);
            if (element == null) {
                return smallest(constraints) == 0 ? List.of() : null;
            }
            if (!constraints.uniqueItems() || !elements.contains(element)) {
                elements.add(element);
            }
        }
        return Collections.unmodifiableList(elements);
    }

    private @Nullable Map<String, @Nullable Object> map(Schema schema, Place place, int depth) {
        Constraints constraints = schema.constraints();
        int size = size(constraints, ELEMENTS_MORE_MAX);
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (int tries = 0; entries.size() < size && tries < size * 10; tries++) {
            String key = text(schema.mapKey(), place == Place.HEADER ? Place.HEADER_NAME : place);
            Object value = value(schema.mapValue(), place, depth + 1);
            if (key == null || value == null) {
                return smallest(constraints) == 0 ? Map.of() : null;
            }
            entries.put(key, value);
        }
        return Collections.unmodifiableMap(entries);
    }

    private int size(Constraints constraints, int more) {
        int min = smallest(constraints);
        int max = constraints.max() == null
                ? Integer.MAX_VALUE
                : constraints.max().intValue();
        return Math.min(max, min + random.nextInt(more + 1));
    }

    private static int smallest(Constraints constraints) {
        return constraints.min() == null ? 0 : constraints.min().intValue();
    }
}
