package cloudjar.roundtrip;

import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Constraints;
import cloudjar.kernel.shape.Document;
import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.UriPattern;
import cloudjar.testkit.structure.Place;
import cloudjar.testkit.structure.RandomText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.DefaultValueTrait;

/** Makes structures that keep the model's constraints, of the members that the client knows as well. */
final class ClientStructures {
    private static final int DEPTH_MAX = 5;
    private static final int VALUES_MAX = 1500;
    private static final long SECONDS_MAX = 4_000_000_000L;

    /**
     * What is wanted.
     *
     * @param fullness how likely an optional member is set, 0 to 1
     * @param emptyCollections whether the protocol tells an empty list from none
     * @param emptyStructures whether it tells an empty structure from none
     * @param bound whether members travel in headers, queries and paths
     */
    record Wish(double fullness, boolean emptyCollections, boolean emptyStructures, boolean bound) {}

    private final Random random;
    private final RandomText text;
    private final Wish wish;
    private final UriPattern uri;
    private final Rules rules;
    private int left = VALUES_MAX;

    ClientStructures(Random random, RandomText text, Wish wish, UriPattern uri, Rules rules) {
        this.random = random;
        this.text = text;
        this.wish = wish;
        this.uri = uri;
        this.rules = rules;
    }

    /**
     * A structure of the members that {@code pojo} has fields for, and of those that stream.
     *
     * @throws IllegalStateException where a member that must be there cannot be made
     */
    Structure structure(Schema schema, SdkPojo pojo) {
        return structure(schema, pojo, "", 0);
    }

    private Structure structure(Schema schema, SdkPojo pojo, String path, int depth) {
        Map<Member, SdkField<?>> fields = SdkFields.of(schema, pojo);
        @Nullable Object[] slots = new @Nullable Object[schema.memberCount()];
        if (schema.type() == ShapeType.UNION) {
            choose(fields, slots, path, depth);
            return schema.create(slots);
        }
        for (Member member : schema.members()) {
            String memberPath = path + member.name();
            SdkField<?> field = fields.get(member);
            boolean demanded = member.required() || rules.demands(memberPath);
            // What must be there is there, whether or not it arrives as it was sent.
            if (demanded || !rules.leavesOut(memberPath)) {
                if (depth == 0 && member.target().streaming()) {
                    slots[member.index()] = content();
                } else if (field != null && (demanded || !optional(member, field) || chosen(depth))) {
                    slots[member.index()] = value(member, field, path, depth);
                }
            }
            if (slots[member.index()] == null && member.required()) {
                throw new IllegalStateException("cannot be made: " + memberPath);
            }
        }
        if (depth > 0 && !wish.emptyStructures() && Arrays.stream(slots).allMatch(Objects::isNull)) {
            fillOne(fields, slots, path, depth);
        }
        return schema.create(slots);
    }

    /** Sets one member of a union. */
    private void choose(Map<Member, SdkField<?>> fields, @Nullable Object[] slots, String path, int depth) {
        List<Map.Entry<Member, SdkField<?>>> choices = new ArrayList<>(fields.entrySet());
        choices.removeIf(choice -> rules.leavesOut(path + choice.getKey().name()));
        Map.Entry<Member, SdkField<?>> choice = choices.get(random.nextInt(choices.size()));
        slots[choice.getKey().index()] = value(choice.getKey(), choice.getValue(), path, depth);
    }

    /** Sets the first member that can be set, the simplest kinds first. */
    private void fillOne(Map<Member, SdkField<?>> fields, @Nullable Object[] slots, String path, int depth) {
        List<Map.Entry<Member, SdkField<?>>> simplestFirst = new ArrayList<>(fields.entrySet());
        simplestFirst.sort(Comparator.comparing(entry -> entry.getKey().target().type()));
        for (Map.Entry<Member, SdkField<?>> entry : simplestFirst) {
            int slot = entry.getKey().index();
            if (slots[slot] == null && !rules.leavesOut(path + entry.getKey().name())) {
                slots[slot] = value(entry.getKey(), entry.getValue(), path, depth);
                if (slots[slot] != null) {
                    return;
                }
            }
        }
    }

    /** Whether it may be left out: a token is made by the client; an answer has a status and content in any case. */
    private static boolean optional(Member member, SdkField<?> field) {
        boolean token = member.idempotencyToken() || field.containsTrait(DefaultValueTrait.class);
        return !token && member.location() != Location.STATUS_CODE && member.location() != Location.PAYLOAD;
    }

    private boolean chosen(int depth) {
        return depth < DEPTH_MAX
                && left > 0
                && random.nextDouble() < (depth == 0 ? wish.fullness() : wish.fullness() / 2);
    }

    private Body content() {
        byte[] bytes = new byte[random.nextInt(3000)];
        random.nextBytes(bytes);
        return Body.of(Bytes.wrap(bytes));
    }

    private @Nullable Object value(Member member, SdkField<?> field, String path, int depth) {
        Place place = depth == 0 && wish.bound() ? Place.of(member, isGreedy(member)) : Place.BODY;
        return value(member, field, path + member.name() + ".", depth + 1, place);
    }

    private boolean isGreedy(Member member) {
        return uri.greedy() >= 0 && uri.segments().get(uri.greedy()).text().equals(member.wireName());
    }

    /** A value, or null where none can be made. */
    private @Nullable Object value(Member member, SdkField<?> field, String path, int depth, Place place) {
        left--;
        Schema schema = member.target();
        Constraints constraints = schema.constraints();
        if (member.location() == Location.STATUS_CODE) {
            return 200 + random.nextInt(3);
        }
        return switch (schema.type()) {
            case BOOLEAN -> random.nextBoolean();
            case BYTE -> (int) integer(constraints, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> (int) integer(constraints, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> (int) integer(constraints, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> {
                boolean narrow = field.marshallingType().getTargetClass() == Integer.class;
                yield narrow
                        ? integer(constraints, Integer.MIN_VALUE, Integer.MAX_VALUE)
                        : integer(constraints, Long.MIN_VALUE, Long.MAX_VALUE);
            }
            case FLOAT -> (float) fraction(constraints);
            case DOUBLE -> fraction(constraints);
            case BIG_INTEGER -> BigInteger.valueOf(random.nextLong());
            case BIG_DECIMAL -> BigDecimal.valueOf(random.nextInt(), random.nextInt(9));
            case STRING ->
                text.make(rules.narrow(constraints, path.substring(0, path.length() - 1)), place)
                        .orElse(null);
            case BLOB -> blob(constraints, field);
            case TIMESTAMP -> {
                Instant time = Instant.ofEpochSecond(random.nextLong(SECONDS_MAX));
                yield place.wholeSeconds(member) ? time : time.plusMillis(random.nextInt(1000));
            }
            case DOCUMENT -> new Document(document(0));
            case LIST -> list(schema, field, path, depth, place);
            case MAP -> map(schema, field, path, depth, place);
            case STRUCTURE, UNION -> structure(schema, field.constructor().get(), path, depth);
        };
    }

    private long integer(Constraints constraints, long least, long most) {
        long min = constraints.min() == null
                ? least
                : Math.max(least, constraints.min().longValue());
        long max = constraints.max() == null
                ? most
                : Math.min(most, constraints.max().longValue());
        // Half of them small: large ones alone would hide a sign or a width.
        long top = random.nextBoolean() && min < 1000 && max > 1000 ? 1000 : max;
        return min >= top ? min : random.nextLong(Math.max(min, top == 1000 ? -1000 : min), top);
    }

    private double fraction(Constraints constraints) {
        double min = constraints.min() == null ? -1e9 : constraints.min();
        double max = constraints.max() == null ? Math.max(min + 1, 1e9) : constraints.max();
        // Eighths are exact in both widths and short in text.
        return min >= max
                ? min
                : Math.clamp(Math.rint(random.nextDouble(Math.max(min, -1e5), Math.min(max, 1e5)) * 8) / 8, min, max);
    }

    private Bytes blob(Constraints constraints, SdkField<?> field) {
        int min = constraints.min() == null ? 1 : Math.max(1, constraints.min().intValue());
        int max = constraints.max() == null
                ? Integer.MAX_VALUE
                : constraints.max().intValue();
        byte[] bytes = new byte[min + random.nextInt(Math.clamp((long) max - min + 1, 1, 40))];
        random.nextBytes(bytes);
        if (field.marshallingType().getTargetClass() == String.class) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ('a' + (bytes[i] & 15));
            }
        }
        return Bytes.wrap(bytes);
    }

    private @Nullable Object document(int depth) {
        return switch (random.nextInt(depth > 2 ? 4 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> "a" + random.nextInt();
            case 3 -> new BigDecimal(random.nextInt());
            case 4 -> List.of("x" + random.nextInt(), random.nextBoolean());
            default -> Map.of("k" + random.nextInt(), "v");
        };
    }

    private @Nullable List<Object> list(Schema schema, SdkField<?> field, String path, int depth, Place place) {
        SdkField<?> element = SdkFields.element(field);
        Set<Object> items = new LinkedHashSet<>();
        int wanted = size(schema.constraints(), depth);
        for (int tries = 3 * wanted; tries > 0 && items.size() < wanted; tries--) {
            Object item = value(schema.member(0), element, path, depth, place);
            if (item != null) {
                items.add(item);
            }
        }
        return items.size() < least(schema.constraints()) || items.isEmpty() && wanted > 0
                ? null
                : new ArrayList<>(items);
    }

    private @Nullable Map<String, Object> map(Schema schema, SdkField<?> field, String path, int depth, Place place) {
        SdkField<?> entryValue = SdkFields.mapValue(field);
        Place keyPlace = place == Place.HEADER ? Place.HEADER_NAME : place;
        Map<String, Object> entries = new LinkedHashMap<>();
        int wanted = size(schema.constraints(), depth);
        for (int tries = 3 * wanted; tries > 0 && entries.size() < wanted; tries--) {
            String key = text.make(schema.mapKey().constraints(), keyPlace).orElse(null);
            Object value = value(schema.member(1), entryValue, path, depth, place);
            if (key != null && value != null) {
                entries.put(key, value);
            }
        }
        return entries.size() < least(schema.constraints()) || entries.isEmpty() && wanted > 0 ? null : entries;
    }

    private int least(Constraints constraints) {
        int min = constraints.min() == null ? 0 : constraints.min().intValue();
        return wish.emptyCollections() ? min : Math.max(1, min);
    }

    private int size(Constraints constraints, int depth) {
        int min = least(constraints);
        int max = constraints.max() == null
                ? Integer.MAX_VALUE
                : constraints.max().intValue();
        int more = depth > DEPTH_MAX || left <= 0 ? 0 : random.nextInt(3);
        return (int) Math.min((long) min + more, Math.max(min, max));
    }
}
