package cloudjar.protocols.fuzz;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes structures of any schema without documents, of values that every protocol can carry. */
final class RandomStructures {
    private static final int DEPTH_MAX = 4;
    private static final String CHARACTERS = "abcXYZ019 \t\n\r<>&\"'/:;=äß€\u0085\u2028😹]";

    private final RandomGenerator random;

    RandomStructures(long seed) {
        random = new Random(seed);
    }

    Structure structure(Schema schema) {
        return structure(schema, 0);
    }

    private Structure structure(Schema schema, int depth) {
        @Nullable Object[] slots = new Object[schema.memberCount()];
        if (schema.type() == ShapeType.UNION) {
            List<Member> leaves = schema.members().stream()
                    .filter(member -> depth < DEPTH_MAX || isLeaf(member.target()))
                    .toList();
            List<Member> choices = leaves.isEmpty() ? schema.members() : leaves;
            Member chosen = choices.get(random.nextInt(choices.size()));
            slots[chosen.index()] = value(chosen.target(), depth + 1);
        } else {
            for (Member member : schema.members()) {
                boolean tooDeep = depth >= DEPTH_MAX && !isLeaf(member.target());
                if (!tooDeep && random.nextInt(3) > 0) {
                    slots[member.index()] = value(member.target(), depth + 1);
                }
            }
        }
        return schema.create(slots);
    }

    private static boolean isLeaf(Schema schema) {
        return !schema.isStructural() && schema.type() != ShapeType.LIST && schema.type() != ShapeType.MAP;
    }

    private Object value(Schema schema, int depth) {
        return switch (schema.type()) {
            case BOOLEAN -> random.nextBoolean();
            case BYTE -> (int) (byte) random.nextInt();
            case SHORT -> (int) (short) random.nextInt();
            case INTEGER -> random.nextInt();
            case LONG -> random.nextLong();
            case FLOAT -> Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> Double.longBitsToDouble(random.nextLong());
            case BIG_INTEGER -> BigInteger.valueOf(random.nextLong());
            case BIG_DECIMAL -> BigDecimal.valueOf(random.nextLong(), random.nextInt(20));
            case STRING -> text();
            case BLOB -> Bytes.ofUtf8(text());
            case TIMESTAMP -> Instant.ofEpochSecond(random.nextInt());
            case LIST -> list(schema, depth);
            case MAP -> map(schema, depth);
            case STRUCTURE, UNION -> structure(schema, depth);
            case DOCUMENT -> throw new IllegalArgumentException("documents do not travel in XML");
        };
    }

    private List<Object> list(Schema schema, int depth) {
        List<Object> values = new ArrayList<>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            values.add(value(schema.listMember(), depth));
        }
        return values;
    }

    private Map<String, Object> map(Schema schema, int depth) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            values.put(text(), value(schema.mapValue(), depth));
        }
        return values;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(12); left > 0; left--) {
            int at =
                    CHARACTERS.offsetByCodePoints(0, random.nextInt(CHARACTERS.codePointCount(0, CHARACTERS.length())));
            text.appendCodePoint(CHARACTERS.codePointAt(at));
        }
        return text.toString();
    }
}
