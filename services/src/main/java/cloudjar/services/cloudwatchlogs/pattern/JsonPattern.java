package cloudjar.services.cloudwatchlogs.pattern;

import cloudjar.kernel.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A condition about messages that are JSON objects: {@code { ($.a = "x*") && ($.b > 1) }}. */
record JsonPattern(Condition condition, List<Selector> selectors) implements FilterPattern {
    private static final String ENDS = ")}&|";

    /** How deep parentheses may be. */
    private static final int DEPTH_MAX = 50;

    /** What must hold of a JSON value. */
    private sealed interface Condition {
        boolean holds(Object json);

        record And(List<Condition> parts) implements Condition {
            @Override
            public boolean holds(Object json) {
                return parts.stream().allMatch(part -> part.holds(json));
            }
        }

        record Or(List<Condition> parts) implements Condition {
            @Override
            public boolean holds(Object json) {
                return parts.stream().anyMatch(part -> part.holds(json));
            }
        }

        record Compare(Selector selector, Comparison comparison) implements Condition {
            @Override
            public boolean holds(Object json) {
                return selector.in(json).stream()
                        .filter(value -> !(value instanceof Map<?, ?>) && !(value instanceof List<?>))
                        .anyMatch(value -> value != Json.NULL && comparison.holds(value));
            }
        }

        record Is(Selector selector, Object wanted) implements Condition {
            @Override
            public boolean holds(Object json) {
                return selector.in(json).stream().anyMatch(wanted::equals);
            }
        }

        record Exists(Selector selector, boolean wanted) implements Condition {
            @Override
            public boolean holds(Object json) {
                return selector.in(json).isEmpty() != wanted;
            }
        }
    }

    static JsonPattern parse(PatternReader in) {
        List<Selector> selectors = new ArrayList<>();
        in.expect("{");
        Condition condition = any(in, selectors, 0);
        in.expect("}");
        if (!in.skipBlanks().ended()) {
            throw in.invalid("something follows the closing brace");
        }
        return new JsonPattern(condition, List.copyOf(selectors));
    }

    private static Condition any(PatternReader in, List<Selector> selectors, int depth) {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(all(in, selectors, depth));
        } while (in.takes("||"));
        return parts.size() == 1 ? parts.getFirst() : new Condition.Or(List.copyOf(parts));
    }

    private static Condition all(PatternReader in, List<Selector> selectors, int depth) {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(one(in, selectors, depth));
        } while (in.takes("&&"));
        return parts.size() == 1 ? parts.getFirst() : new Condition.And(List.copyOf(parts));
    }

    private static Condition one(PatternReader in, List<Selector> selectors, int depth) {
        if (depth > DEPTH_MAX) {
            throw in.invalid("too many parentheses");
        }
        if (in.takes("(")) {
            Condition inner = any(in, selectors, depth + 1);
            in.expect(")");
            return inner;
        }
        Selector selector = Selector.parse(in);
        selectors.add(selector);
        if (in.takesWord("NOT")) {
            if (!in.takesWord("EXISTS")) {
                throw in.invalid("expected EXISTS");
            }
            return new Condition.Exists(selector, false);
        }
        if (in.takesWord("EXISTS")) {
            return new Condition.Exists(selector, true);
        }
        if (in.takesWord("IS")) {
            return is(in, selector);
        }
        String operator = Comparison.operator(in);
        if (operator == null) {
            throw in.invalid("expected a comparison");
        }
        return new Condition.Compare(selector, Comparison.after(operator, in, ENDS));
    }

    private static Condition is(PatternReader in, Selector selector) {
        if (in.takesWord("TRUE")) {
            return new Condition.Is(selector, true);
        }
        if (in.takesWord("FALSE")) {
            return new Condition.Is(selector, false);
        }
        if (in.takesWord("NULL")) {
            return new Condition.Is(selector, Json.NULL);
        }
        throw in.invalid("expected TRUE, FALSE or NULL");
    }

    /** The JSON value that a message is; nothing where it cannot be an object or a list. */
    private static Optional<Object> json(String message) {
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c == '{' || c == '[') {
                return Json.value(message);
            }
            if (!Character.isWhitespace(c)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean matches(String message) {
        Optional<Object> json = json(message);
        return json.isPresent() && condition.holds(json.get());
    }

    @Override
    public Map<String, String> extracted(String message) {
        Map<String, String> extracted = new LinkedHashMap<>();
        json(message)
                .ifPresent(json -> selectors.forEach(
                        selector -> selector.text(json).ifPresent(text -> extracted.put(selector.written(), text))));
        return extracted;
    }

    @Override
    public Optional<String> select(String message, String selector) {
        return json(message)
                .flatMap(json -> Selector.parse(new PatternReader(selector)).text(json));
    }
}
