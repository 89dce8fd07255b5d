package cloudjar.services.dynamodb.expression;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.services.dynamodb.expression.Path.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parts of an item that are shown. Elements of a list keep their order and close up. */
public record Projection(List<Path> paths) {
    /** Copies the paths. */
    public Projection {
        paths = List.copyOf(paths);
    }

    /** Whole attributes. */
    public static Projection ofAttributes(List<String> names) {
        return new Projection(names.stream().map(Path::of).toList());
    }

    static Projection parse(String text, Placeholders placeholders) {
        OperandReader reader = new OperandReader(text, placeholders);
        PathConflicts conflicts = new PathConflicts(reader.faults);
        List<Path> paths = new ArrayList<>();
        do {
            Path path = reader.path();
            conflicts.add(path);
            paths.add(path);
        } while (reader.tokens.take(","));
        reader.end();
        return new Projection(paths);
    }

    /** What of the item is shown. */
    public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (Path path : paths) {
            path.in(item).ifPresent(value -> {
                Part part = parts.computeIfAbsent(path.head(), head -> new Part());
                for (Step step : path.steps()) {
                    part = part.at(step);
                }
                part.whole = value;
            });
        }
        Map<String, AttributeValue> shown = new LinkedHashMap<>();
        parts.forEach((name, part) -> shown.put(name, part.value()));
        return shown;
    }

    /** A value that is shown whole, or in parts. */
    private static final class Part {
        private @Nullable AttributeValue whole;
        private final Map<String, Part> entries = new LinkedHashMap<>();
        private final Map<Integer, Part> elements = new TreeMap<>();

        Part at(Step step) {
            return switch (step) {
                case Step.Entry(String name) -> entries.computeIfAbsent(name, key -> new Part());
                case Step.Element(int index) -> elements.computeIfAbsent(index, key -> new Part());
            };
        }

        AttributeValue value() {
            if (whole != null) {
                return whole;
            }
            if (!elements.isEmpty()) {
                return AttributeValue.builder()
                        .l(elements.values().stream().map(Part::value).toList())
                        .build();
            }
            Map<String, AttributeValue> map = new LinkedHashMap<>();
            entries.forEach((name, part) -> map.put(name, part.value()));
            return AttributeValue.builder().m(map).build();
        }
    }
}
