package cloudjar.kernel.shape;

import cloudjar.kernel.shape.Violation.Rule;
import cloudjar.kernel.shape.Violation.Spot;
import cloudjar.kernel.shape.Violation.Step;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks inputs against the constraints of their model. Finds every violation, members in the model's order; how they are
 * worded is a {@link ValidationWording}'s business. Streams and documents are not looked into. Safe for any number of
 * threads.
 */
public final class Validator {
    private final ConcurrentMap<Schema, Boolean> constrained = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ModelPattern> patterns = new ConcurrentHashMap<>();

    /** Every violation in {@code input}; empty where it is good. */
    public List<Violation> check(Structure input) {
        if (!isConstrained(input.schema())) {
            return List.of();
        }
        List<Violation> found = new ArrayList<>();
        members(new Spot(null, Step.ROOT, "", input.schema(), input), input, found);
        return found;
    }

    /** Whether a pattern of a model can be applied; one that our engine cannot read is passed over. */
    public static boolean isReadable(String pattern) {
        return new ModelPattern(pattern).isReadable();
    }

    /** Whether any shape that the schema can reach has a constraint; without one its values need no visit. */
    private boolean isConstrained(Schema schema) {
        Boolean known = constrained.get(schema);
        if (known == null) {
            known = reachesConstraint(schema, new HashSet<>());
            constrained.put(schema, known);
        }
        return known;
    }

    private static boolean reachesConstraint(Schema schema, Set<Schema> seen) {
        if (!seen.add(schema)) {
            return false;
        }
        if (!schema.constraints().equals(Constraints.NONE)) {
            return true;
        }
        for (Member member : schema.members()) {
            if (member.required() || reachesConstraint(member.target(), seen)) {
                return true;
            }
        }
        return false;
    }

    private void members(Spot spot, Structure structure, List<Violation> found) {
        for (Member member : structure.schema().members()) {
            Object value = structure.get(member);
            if (value != null) {
                Schema schema = member.target();
                if (isConstrained(schema)) {
                    value(new Spot(spot, Step.MEMBER, member.name(), schema, value), value, found);
                }
            } else if (member.required()) {
                found.add(new Violation(
                        Rule.REQUIRED, new Spot(spot, Step.MEMBER, member.name(), member.target(), null)));
            }
        }
    }

    private void value(Spot spot, Object value, List<Violation> found) {
        Constraints constraints = spot.schema().constraints();
        switch (value) {
            case String text -> text(spot, text, constraints, found);
            case Number number -> {
                if (!within(number, constraints)) {
                    found.add(new Violation(Rule.RANGE, spot));
                }
            }
            case Bytes bytes -> length(spot, bytes.size(), constraints, found);
            case List<?> list -> list(spot, list, constraints, found);
            case Map<?, ?> map -> map(spot, map, constraints, found);
            case Structure structure -> members(spot, structure, found);
            default -> {}
        }
    }

    private void text(Spot spot, String text, Constraints constraints, List<Violation> found) {
        if (!constraints.enumValues().isEmpty() && !constraints.enumValues().contains(text)) {
            found.add(new Violation(Rule.ENUM, spot));
        }
        String pattern = constraints.pattern();
        if (pattern != null
                && !patterns.computeIfAbsent(pattern, ModelPattern::new).matches(text)) {
            found.add(new Violation(Rule.PATTERN, spot));
        }
        if (constraints.min() != null || constraints.max() != null) {
            length(spot, text.codePointCount(0, text.length()), constraints, found);
        }
    }

    private static void length(Spot spot, int length, Constraints constraints, List<Violation> found) {
        if (!within(length, constraints)) {
            found.add(new Violation(Rule.LENGTH, spot));
        }
    }

    private static boolean within(Number number, Constraints constraints) {
        Double min = constraints.min();
        Double max = constraints.max();
        if (number instanceof BigDecimal || number instanceof BigInteger) {
            BigDecimal exact = new BigDecimal(number.toString());
            return (min == null || exact.compareTo(BigDecimal.valueOf(min)) >= 0)
                    && (max == null || exact.compareTo(BigDecimal.valueOf(max)) <= 0);
        }
        double value = number.doubleValue();
        return (min == null || value >= min) && (max == null || value <= max);
    }

    private void list(Spot spot, List<?> list, Constraints constraints, List<Violation> found) {
        length(spot, list.size(), constraints, found);
        if (constraints.uniqueItems() && new HashSet<>(list).size() < list.size()) {
            found.add(new Violation(Rule.UNIQUE, spot));
        }
        Schema element = spot.schema().listMember();
        if (!isConstrained(element)) {
            return;
        }
        int index = 0;
        for (Object item : list) {
            if (item != null) {
                value(new Spot(spot, Step.ELEMENT, Integer.toString(index), element, item), item, found);
            }
            index++;
        }
    }

    private void map(Spot spot, Map<?, ?> map, Constraints constraints, List<Violation> found) {
        length(spot, map.size(), constraints, found);
        Schema key = spot.schema().mapKey();
        Schema value = spot.schema().mapValue();
        boolean keys = isConstrained(key);
        boolean values = isConstrained(value);
        if (!keys && !values) {
            return;
        }
        map.forEach((name, item) -> entry(spot, (String) name, item, keys ? key : null, values ? value : null, found));
    }

    private void entry(
            Spot spot,
            String name,
            @Nullable Object item,
            @Nullable Schema key,
            @Nullable Schema value,
            List<Violation> found) {
        if (key != null) {
            value(new Spot(spot, Step.MAP_KEY, name, key, name), name, found);
        }
        if (value != null && item != null) {
            value(new Spot(spot, Step.MAP_VALUE, name, value, item), item, found);
        }
    }
}
