package cloudjar.services.ssm.runbook;

import cloudjar.kernel.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of documents, as {@link Json} has them. */
public final class Values {
    private Values() {}

    /** Strings as they are, others as JSON. */
    public static String text(Object value) {
        return switch (value) {
            case String string -> string;
            case BigDecimal number -> number.toPlainString();
            default -> Json.write(value);
        };
    }

    /** As the API shows values: the elements of a list, else the one. */
    public static List<String> texts(Object value) {
        if (value instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            list.forEach(element -> texts.add(text(element)));
            return texts;
        }
        return value == Json.NULL ? List.of() : List.of(text(value));
    }

    /** What a text that {@link #stored} made was made of. */
    public static Object read(String stored) {
        return Json.value(stored).orElse(stored);
    }

    /** A value as JSON. */
    public static String stored(Object value) {
        return Json.write(value);
    }

    /** The member as text; null where it is absent. */
    static @Nullable String text(Map<String, Object> object, String member) {
        Object value = object.get(member);
        return value == null || value == Json.NULL ? null : text(value);
    }

    /** The member as an object; empty where it is absent. */
    static Map<String, Object> object(Map<String, Object> object, String member) {
        return object(object.get(member), member);
    }

    static Map<String, Object> object(@Nullable Object value, String what) {
        return switch (value) {
            case null -> Map.of();
            case Map<?, ?> map -> {
                Map<String, Object> members = new LinkedHashMap<>();
                map.forEach((name, element) -> members.put(name.toString(), element));
                yield members;
            }
            default -> throw new RunbookException(what + " is not an object.");
        };
    }

    /** The member as a list; empty where it is absent. */
    static List<Object> list(Map<String, Object> object, String member) {
        return switch (object.get(member)) {
            case null -> List.of();
            case List<?> list -> new ArrayList<Object>(list);
            case Object other -> throw new RunbookException(member + " is not a list: " + text(other));
        };
    }
}
