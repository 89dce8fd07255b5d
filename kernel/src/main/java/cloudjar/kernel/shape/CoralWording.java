package cloudjar.kernel.shape;

import cloudjar.kernel.shape.Violation.Rule;
import cloudjar.kernel.shape.Violation.Spot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The wording of most AWS services: {@code 1 validation error detected: Value '…' at 'x' failed to satisfy constraint: …}.
 * An element of a list of plain values is reported at its list, with every constraint that elements have; so are keys and
 * plain values of maps. Learnt from answers recorded from Lambda, API Gateway, EventBridge, KMS, SNS and DynamoDB.
 */
public final class CoralWording implements ValidationWording {
    private static final int BAD_REQUEST = 400;

    private final ErrorTraits traits;
    private final Detail detail;
    private final Elements elements;

    /**
     * Elements of lists and values of maps that a service words in a way of its own, by the names of their shapes.
     *
     * @param required those of which it says that they must not be null
     * @param alone those of which it names the broken rule alone, and not every rule; with how many of the values that would be
     *     right it names, the first of the model: others are taken still
     */
    public record Elements(Set<String> required, Map<String, Integer> alone) {
        private static final Elements NONE = new Elements(Set.of(), Map.of());

        public Elements {
            required = Set.copyOf(required);
            alone = Map.copyOf(alone);
        }
    }

    /** How much the sentences tell. */
    private enum Detail {
        /** The value that is wrong, and the values that would be right. */
        VALUES,
        /** Neither of them. */
        RULES
    }

    /** @param code of the error: {@code ValidationException}, or {@code ValidationError} in query protocols */
    public CoralWording(String code) {
        this(code, Elements.NONE);
    }

    /** The wording with elements of its own. */
    public CoralWording(String code, Elements elements) {
        this(new ErrorTraits(code, code, BAD_REQUEST, true), Detail.VALUES, elements);
    }

    private CoralWording(ErrorTraits traits, Detail detail, Elements elements) {
        this.traits = traits;
        this.detail = detail;
        this.elements = elements;
    }

    /** The wording of services that repeat no values: {@code Value at 'x' failed to satisfy constraint: …}. */
    public static CoralWording withoutValues(String code) {
        return new CoralWording(new ErrorTraits(code, code, BAD_REQUEST, true), Detail.RULES, Elements.NONE);
    }

    /** The wording of services whose code in JSON is another than that of their queries. */
    public static CoralWording withQueryCode(String code, String queryCode) {
        return new CoralWording(new ErrorTraits(code, queryCode, BAD_REQUEST, true), Detail.VALUES, Elements.NONE);
    }

    @Override
    public ApiException refuse(OperationSchema operation, List<Violation> violations) {
        return new CommonException(traits, message(violations));
    }

    /** The sentence for these violations. */
    String message(List<Violation> violations) {
        // Several elements of one list break the same rule of the list.
        Set<String> sentences = new LinkedHashSet<>();
        violations.forEach(violation -> sentences.add(sentence(violation)));
        int count = sentences.size();
        return count
                + (count == 1 ? " validation error detected: " : " validation errors detected: ")
                + String.join("; ", sentences);
    }

    private String sentence(Violation violation) {
        Spot spot = violation.spot();
        boolean plain = !spot.schema().isStructural();
        return switch (spot.step()) {
            case ELEMENT -> plain ? element(violation) : own(violation);
            case MAP_KEY -> collective(spot, "Map keys must satisfy constraint: ");
            case MAP_VALUE -> plain ? collective(spot, "Map value must satisfy constraint: ") : own(violation);
            case ROOT, MEMBER -> own(violation);
        };
    }

    private String own(Violation violation) {
        return at(violation.spot()) + demand(violation.rule(), violation.spot());
    }

    private String element(Violation violation) {
        Spot spot = violation.spot();
        Integer named = elements.alone().get(spot.schema().name());
        if (named == null) {
            return collective(spot, "Member must satisfy constraint: ");
        }
        List<String> values = spot.schema().constraints().enumValues();
        return at(spot.holder())
                + (violation.rule() == Rule.ENUM
                        ? enumSet(values.subList(0, Math.min(named, values.size())))
                        : demand(violation.rule(), spot));
    }

    private String collective(Spot spot, String prefix) {
        return at(spot.holder()) + prefix + demands(spot.schema());
    }

    private String at(Spot spot) {
        return "Value" + shown(spot) + " at '" + path(spot) + "' failed to satisfy constraint: ";
    }

    private String shown(Spot spot) {
        if (detail == Detail.RULES || spot.schema().traits().has(ShapeTraits.SENSITIVE)) {
            return "";
        }
        return spot.value() == null ? " null" : " '" + text(spot.value()) + "'";
    }

    private static String path(Spot spot) {
        List<String> steps = new ArrayList<>();
        for (Spot step : spot.path()) {
            switch (step.step()) {
                case ELEMENT -> {
                    steps.add(Integer.toString(Integer.parseInt(step.name()) + 1));
                    steps.add("member");
                }
                case MAP_VALUE, MAP_KEY -> {
                    steps.add(step.name());
                    steps.add("member");
                }
                case ROOT, MEMBER -> steps.add(lowerFirst(step.name()));
            }
        }
        return String.join(".", steps);
    }

    private static String lowerFirst(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private String demand(Rule rule, Spot spot) {
        Constraints constraints = spot.schema().constraints();
        return switch (rule) {
            case REQUIRED -> "Member must not be null";
            case ENUM -> enumSet(constraints.enumValues());
            case PATTERN -> pattern(constraints);
            case LENGTH -> tooLong(spot.value(), constraints) ? longest(constraints) : shortest(constraints);
            case RANGE -> tooLarge(spot.value(), constraints) ? largest(spot.schema()) : smallest(spot.schema());
            case UNIQUE -> "Member must have unique values";
        };
    }

    /** All that the model demands of an element, in AWS's order. */
    private String demands(Schema schema) {
        Constraints constraints = schema.constraints();
        List<String> demands = new ArrayList<>();
        boolean number = isNumber(schema);
        if (constraints.max() != null) {
            demands.add(number ? largest(schema) : longest(constraints));
        }
        if (constraints.min() != null) {
            demands.add(number ? smallest(schema) : shortest(constraints));
        }
        if (constraints.pattern() != null) {
            demands.add(pattern(constraints));
        }
        if (!constraints.enumValues().isEmpty()) {
            demands.add(enumSet(constraints.enumValues()));
        }
        if (elements.required().contains(schema.name())) {
            demands.add("Member must not be null");
        }
        return "[" + String.join(", ", demands) + "]";
    }

    private static boolean isNumber(Schema schema) {
        return switch (schema.type()) {
            case BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, BIG_INTEGER, BIG_DECIMAL -> true;
            case BOOLEAN, STRING, BLOB, TIMESTAMP, DOCUMENT, LIST, MAP, STRUCTURE, UNION -> false;
        };
    }

    private String enumSet(List<String> values) {
        String sentence = "Member must satisfy enum value set";
        return detail == Detail.RULES ? sentence : sentence + ": [" + String.join(", ", values) + "]";
    }

    private static String pattern(Constraints constraints) {
        return "Member must satisfy regular expression pattern: " + constraints.pattern();
    }

    private static boolean tooLong(@Nullable Object value, Constraints constraints) {
        Double max = constraints.max();
        return max != null && size(value) > max;
    }

    private static int size(@Nullable Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case Bytes bytes -> bytes.size();
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case null, default -> 0;
        };
    }

    private static boolean tooLarge(@Nullable Object value, Constraints constraints) {
        Double max = constraints.max();
        return max != null && value instanceof Number number && number.doubleValue() > max;
    }

    private static String longest(Constraints constraints) {
        return "Member must have length less than or equal to " + whole(constraints.max());
    }

    private static String shortest(Constraints constraints) {
        return "Member must have length greater than or equal to " + whole(constraints.min());
    }

    private static String largest(Schema schema) {
        return "Member must have value less than or equal to "
                + bound(schema, schema.constraints().max());
    }

    private static String smallest(Schema schema) {
        return "Member must have value greater than or equal to "
                + bound(schema, schema.constraints().min());
    }

    private static String bound(Schema schema, @Nullable Double bound) {
        boolean real = schema.type() == ShapeType.FLOAT || schema.type() == ShapeType.DOUBLE;
        return real ? String.valueOf(bound) : whole(bound);
    }

    private static String whole(@Nullable Double bound) {
        return bound == null ? "0" : Long.toString(bound.longValue());
    }

    /** A value as AWS shows it: lists, maps and structures as Java prints them. */
    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Bytes bytes -> "java.nio.HeapByteBuffer[pos=0 lim=%d cap=%<d]".formatted(bytes.size());
            case List<?> list -> list.stream().map(CoralWording::text).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Structure structure ->
                structure.schema().members().stream()
                        .map(member -> lowerFirst(member.name()) + "=" + masked(member, structure.get(member)))
                        .collect(Collectors.joining(", ", structure.schema().name() + "(", ")"));
            default -> value.toString();
        };
    }

    private static String masked(Member member, @Nullable Object value) {
        boolean secret = value != null && member.target().traits().has(ShapeTraits.SENSITIVE);
        return secret ? "***Sensitive Data Redacted***" : text(value);
    }
}
