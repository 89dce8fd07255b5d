package cloudjar.modelgen.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of a parsed document, whichever notation it was written in. Values are {@code String}, {@code Double},
 * {@code Boolean}, {@code List} of values or {@code Node}; an absent value and a null are the same.
 *
 * @param entries in document order
 */
record Node(Map<String, Object> entries) {
    static final Node EMPTY = new Node(Map.of());

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The text at {@code name}, or null where there is none. */
    @Nullable
    String text(String name) {
        return entries.get(name) instanceof String text ? text : null;
    }

    String text(String name, String fallback) {
        String text = text(name);
        return text == null ? fallback : text;
    }

    /** Whether the value at {@code name} is true. */
    boolean flag(String name) {
        return Boolean.TRUE.equals(entries.get(name));
    }

    /** The number at {@code name}, or null where there is none. */
    @Nullable
    Double number(String name) {
        return entries.get(name) instanceof Double number ? number : null;
    }

    int integer(String name, int fallback) {
        Double number = number(name);
        return number == null ? fallback : number.intValue();
    }

    /** The object at {@code name}; an empty one where there is none. */
    Node child(String name) {
        return entries.get(name) instanceof Node node ? node : EMPTY;
    }

    /** The objects below {@code name}, by their names. */
    Map<String, Node> children(String name) {
        return child(name).nodes();
    }

    /** The objects in this one, by their names. */
    Map<String, Node> nodes() {
        Map<String, Node> result = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            if (value instanceof Node node) {
                result.put(key, node);
            }
        });
        return result;
    }

    /** The texts in the list at {@code name}; none where there is no list. */
    List<String> texts(String name) {
        return elements(name, String.class);
    }

    /** The objects in the list at {@code name}; none where there is no list. */
    List<Node> nodes(String name) {
        return elements(name, Node.class);
    }

    private <T> List<T> elements(String name, Class<T> type) {
        List<T> result = new ArrayList<>();
        if (entries.get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (type.isInstance(element)) {
                    result.add(type.cast(element));
                }
            }
        }
        return result;
    }
}
