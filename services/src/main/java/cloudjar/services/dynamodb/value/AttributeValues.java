package cloudjar.services.dynamodb.value;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Member;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Questions about an {@link AttributeValue}: which of the ten types it has, what it equals, how it orders. */
public final class AttributeValues {
    private AttributeValues() {}

    /**
     * The type that is set, as AWS names it: {@code S}, {@code N}, {@code B}, {@code SS}, {@code NS}, {@code BS},
     * {@code M}, {@code L}, {@code NULL} or {@code BOOL}.
     *
     * @throws cloudjar.kernel.shape.ApiException where none is set, or several are
     */
    public static String type(AttributeValue value) {
        Member set = value.variant();
        if (set == null) {
            throw ValueErrors.emptyValue();
        }
        for (int i = set.index() + 1; i < value.schema().memberCount(); i++) {
            if (value.get(i) != null) {
                throw ValueErrors.ambiguousValue();
            }
        }
        return set.name();
    }

    /** The bytes of a string, number or binary value, whose unsigned order is the order of the values. */
    public static Bytes sortable(AttributeValue value) {
        String text = value.s();
        if (text != null) {
            return Bytes.ofUtf8(text);
        }
        String number = value.n();
        if (number != null) {
            return Bytes.wrap(DynamoNumber.parse(number).sortable());
        }
        return Objects.requireNonNull(value.b(), "a key is a string, a number or a binary");
    }

    /** Whether two values are the same: of one type, numbers by their amount, sets in any order. */
    public static boolean equal(AttributeValue a, AttributeValue b) {
        String type = type(a);
        if (!type.equals(type(b))) {
            return false;
        }
        return switch (type) {
            case "N" -> number(a).equals(number(b));
            case "SS" -> new HashSet<>(a.ss()).equals(new HashSet<>(b.ss()));
            case "NS" -> numbers(a).equals(numbers(b));
            case "BS" -> new HashSet<>(a.bs()).equals(new HashSet<>(b.bs()));
            case "L" -> equalLists(a.l(), b.l());
            case "M" -> equalMaps(a.m(), b.m());
            default -> a.equals(b);
        };
    }

    private static boolean equalLists(List<AttributeValue> a, List<AttributeValue> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMaps(Map<String, AttributeValue> a, Map<String, AttributeValue> b) {
        return a.keySet().equals(b.keySet())
                && a.entrySet().stream()
                        .allMatch(entry -> equal(entry.getValue(), Objects.requireNonNull(b.get(entry.getKey()))));
    }

    /** How two values order, where both are strings, numbers or binaries; empty where they do not. */
    public static OptionalInt compare(AttributeValue a, AttributeValue b) {
        String type = type(a);
        if (!type.equals(type(b))) {
            return OptionalInt.empty();
        }
        return switch (type) {
            case "N" -> OptionalInt.of(number(a).compareTo(number(b)));
            case "S" -> OptionalInt.of(Arrays.compareUnsigned(utf8(a), utf8(b)));
            case "B" ->
                OptionalInt.of(Arrays.compareUnsigned(
                        sortable(a).toArray(), sortable(b).toArray()));
            default -> OptionalInt.empty();
        };
    }

    private static byte[] utf8(AttributeValue value) {
        return Objects.requireNonNull(value.s()).getBytes(StandardCharsets.UTF_8);
    }

    /** The number that a value of type {@code N} is. */
    public static DynamoNumber number(AttributeValue value) {
        return DynamoNumber.parse(Objects.requireNonNull(value.n(), "no number"));
    }

    /** The numbers of a value of type {@code NS}. */
    public static Set<DynamoNumber> numbers(AttributeValue value) {
        return value.ns().stream().map(DynamoNumber::parse).collect(Collectors.toSet());
    }

    /** A value of type {@code N}. */
    public static AttributeValue of(DynamoNumber number) {
        return AttributeValue.builder().n(number.text()).build();
    }

    /** The value as AWS's messages show it, such as {@code {S:a}}. */
    public static String shown(AttributeValue value) {
        Member set = Objects.requireNonNull(value.variant());
        return "{" + set.name() + ":" + value.get(set.index()) + "}";
    }
}
