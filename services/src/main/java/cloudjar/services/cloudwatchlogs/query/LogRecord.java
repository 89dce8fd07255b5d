package cloudjar.services.cloudwatchlogs.query;

import cloudjar.kernel.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way through a query: fields with values, which are texts or numbers. Fields of messages that are JSON objects
 * are found when somebody asks for one. Used by one thread.
 */
public final class LogRecord {
    /** How many fields of a JSON message are found; AWS's number. */
    public static final int FIELDS_MAX = 200;

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final @Nullable String message;
    private final @Nullable String whole;
    private final @Nullable Supplier<String> pointer;
    private boolean discovered;

    /** A record of an event; {@code pointer} leads back to it. */
    public LogRecord(Origin origin, String message, Supplier<String> pointer) {
        this(origin, message, message, pointer);
    }

    /** As the other, of an event whose whole message not everybody sees. */
    public LogRecord(Origin origin, String message, String whole, Supplier<String> pointer) {
        this.message = message;
        this.whole = whole;
        this.pointer = pointer;
        fields.put("@timestamp", Values.ofTime(origin.millis()));
        fields.put("@message", message);
        fields.put("@logStream", origin.stream());
        fields.put("@log", origin.log());
        fields.put("@ingestionTime", Values.ofTime(origin.ingestedMillis()));
    }

    /** A record without fields. */
    public LogRecord() {
        message = null;
        whole = null;
        pointer = null;
        discovered = true;
    }

    private LogRecord(LogRecord other) {
        other.names().forEach(name -> fields.put(name, Objects.requireNonNull(other.get(name))));
        message = other.message;
        whole = other.whole;
        pointer = other.pointer;
        discovered = true;
    }

    /** Another record with the same fields. */
    LogRecord copy() {
        return new LogRecord(this);
    }

    /** A field's value with what a data protection policy hides of it. */
    @Nullable
    Object unmasked(String name) {
        if (whole == null || whole.equals(message)) {
            return get(name);
        }
        if (name.equals("@message")) {
            return whole;
        }
        LogRecord open = new LogRecord();
        Json.object(whole.substring(Math.max(0, whole.indexOf('{')))).ifPresent(object -> object.forEach(open::add));
        Object found = open.get(name);
        return found == null ? get(name) : found;
    }

    /** The elements of a list, which may be the text of one. */
    List<Object> elements(String name) {
        if (get(name) instanceof String text) {
            return Json.value(text).orElse(null) instanceof List<?> list ? new ArrayList<>(list) : List.of();
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < FIELDS_MAX; i++) {
            String element = name + "." + i;
            Object value = get(element);
            Map<String, Object> parts = new LinkedHashMap<>();
            for (String field : names()) {
                if (field.startsWith(element + ".")) {
                    parts.put(field.substring(element.length() + 1), Objects.requireNonNull(get(field)));
                }
            }
            if (value == null && parts.isEmpty()) {
                break;
            }
            elements.add(value == null ? parts : value);
        }
        return elements;
    }

    /**
     * Where an event is from.
     *
     * @param log the account and group, as {@code @log} has them
     */
    public record Origin(long millis, long ingestedMillis, String stream, String log) {}

    /** A field's value; null where the record has none. */
    public @Nullable Object get(String name) {
        Object value = fields.get(name);
        if (value == null && !discovered && !name.startsWith("@")) {
            discover();
            value = fields.get(name);
        }
        return value;
    }

    /** A field's value as text; empty where the record has none. */
    public String text(String name) {
        return Values.text(get(name));
    }

    /** Gives a field a value; null takes it away. */
    public void set(String name, @Nullable Object value) {
        if (value == null || value == Json.NULL) {
            fields.remove(name);
        } else if (value instanceof Map<?, ?> || value instanceof List<?>) {
            // The parts of parsed JSON are fields of their own, as those of a message.
            fields.put(name, Values.text(value));
            parts(name, value);
        } else if (value instanceof BigDecimal number) {
            fields.put(name, number.doubleValue());
        } else {
            fields.put(name, value);
        }
    }

    /** The names of all fields. */
    public List<String> names() {
        if (!discovered) {
            discover();
        }
        return new ArrayList<>(fields.keySet());
    }

    /** The way back to the event; nothing where the record was made of several. */
    public Optional<String> pointer() {
        return Optional.ofNullable(pointer).map(Supplier::get);
    }

    private void discover() {
        discovered = true;
        if (message != null) {
            int brace = message.indexOf('{');
            // JSON may stand behind a preamble, as in functions' logs (User Guide, Supported logs and discovered
            // fields).
            String json = brace < 0 ? "" : message.substring(brace);
            Json.object(json).ifPresent(object -> object.forEach((name, value) -> add(name, value)));
        }
    }

    private void parts(String name, Object value) {
        if (value instanceof Map<?, ?> object) {
            object.forEach((inner, part) -> add(name + "." + inner, part));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                add(name + "." + i, list.get(i));
            }
        }
    }

    private void add(String name, Object value) {
        if (fields.size() >= FIELDS_MAX) {
            return;
        }
        switch (value) {
            case Map<?, ?> _, List<?> _ -> parts(name, value);
            case BigDecimal number -> fields.putIfAbsent(name, number.doubleValue());
            default -> {
                if (value != Json.NULL) {
                    fields.putIfAbsent(name, value instanceof Boolean truth ? (truth ? "1" : "0") : value.toString());
                }
            }
        }
    }
}
