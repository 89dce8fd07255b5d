package cloudjar.services.dynamodb.expression;

import cloudjar.api.dynamodb.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where in an item a value lies.
 *
 * @param head the name of the attribute
 * @param steps into its maps and lists
 */
public record Path(String head, List<Step> steps) {
    /** A step into a value. */
    public sealed interface Step {
        /** To the entry of a map. */
        record Entry(String name) implements Step {}

        /** To the element of a list. */
        record Element(int index) implements Step {}
    }

    /** Copies the steps. */
    public Path {
        steps = List.copyOf(steps);
    }

    /** The path to an attribute as a whole. */
    public static Path of(String head) {
        return new Path(head, List.of());
    }

    /** Whether it goes into an attribute. */
    public boolean nested() {
        return !steps.isEmpty();
    }

    /** The value in the item. */
    public Optional<AttributeValue> in(Map<String, AttributeValue> item) {
        @Nullable AttributeValue value = item.get(head);
        for (Step step : steps) {
            if (value == null) {
                return Optional.empty();
            }
            value = switch (step) {
                case Step.Entry(String name) -> value.m().get(name);
                case Step.Element(int index) ->
                    index < value.l().size() ? value.l().get(index) : null;
            };
        }
        return Optional.ofNullable(value);
    }

    /** The path as AWS's messages show it, such as {@code [a, b, [0]]}. */
    String shown() {
        String rest = steps.stream()
                .map(step -> switch (step) {
                    case Step.Entry(String name) -> ", " + name;
                    case Step.Element(int index) -> ", [" + index + "]";
                })
                .collect(Collectors.joining());
        return "[" + head + rest + "]";
    }
}
