package cloudjar.services.cloudwatchlogs.pattern;

import cloudjar.kernel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A way into a JSON value, such as {@code $.items[0].id}.
 *
 * @param written as it stands in the pattern
 * @param steps a {@code String} names a member, an {@code Integer} an element; {@code "*"} stands for all of them
 */
record Selector(String written, List<Object> steps) {
    private static final String ENDS = ".[]=<>!&|(){} ";

    static Selector parse(PatternReader in) {
        in.expect("$");
        StringBuilder written = new StringBuilder("$");
        List<Object> steps = new ArrayList<>();
        while (in.peek() == '.' || in.peek() == '[') {
            if (in.take() == '.') {
                written.append('.');
                if (in.peek() == '[') {
                    continue;
                }
                String name = in.until(ENDS);
                if (name.isEmpty()) {
                    throw in.invalid("a selector is not complete");
                }
                steps.add(name);
                written.append(name);
            } else {
                written.append(bracket(in, steps));
            }
        }
        return new Selector(written.toString(), List.copyOf(steps));
    }

    private static String bracket(PatternReader in, List<Object> steps) {
        String written;
        if (in.peek() == '\'' || in.peek() == '"') {
            String name = in.quoted();
            steps.add(name);
            written = "['" + name + "']";
        } else {
            String index = in.until("]");
            try {
                steps.add(index.equals("*") ? "*" : (Object) Integer.valueOf(index));
            } catch (NumberFormatException e) {
                throw in.invalid("an index is no number");
            }
            written = "[" + index + "]";
        }
        in.expect("]");
        return written;
    }

    /** The values that it finds. */
    List<Object> in(Object json) {
        List<Object> found = List.of(json);
        for (Object step : steps) {
            List<Object> next = new ArrayList<>();
            for (Object value : found) {
                step(value, step, next);
            }
            found = next;
        }
        return found;
    }

    private static void step(Object value, Object step, List<Object> into) {
        if (value instanceof Map<?, ?> object) {
            if (step.equals("*")) {
                into.addAll(object.values());
            } else if (step instanceof String name && object.get(name) != null) {
                into.add(object.get(name));
            }
        } else if (value instanceof List<?> list) {
            if (step.equals("*")) {
                into.addAll(list);
            } else if (step instanceof Integer index && index >= 0 && index < list.size()) {
                into.add(list.get(index));
            }
        }
    }

    /** The first value, as text. */
    Optional<String> text(Object json) {
        return in(json).stream().findFirst().map(Selector::written);
    }

    private static String written(Object value) {
        return value instanceof String text ? text : value == Json.NULL ? "null" : Json.write(value);
    }
}
