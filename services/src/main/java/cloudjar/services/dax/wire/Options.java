package cloudjar.services.dax.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request says beside its key and its item: values by number. */
public record Options(Map<Integer, Object> values) {
    public static final int PROJECTION = 0;
    public static final int CONSISTENT = 2;
    public static final int CAPACITY = 3;
    public static final int CONDITION = 4;
    public static final int METRICS = 6;
    public static final int RETURN_VALUES = 7;
    public static final int UPDATE = 8;
    public static final int START_KEY = 9;
    public static final int FILTER = 10;
    public static final int INDEX = 11;
    public static final int LIMIT = 13;
    public static final int FORWARD = 14;
    public static final int SELECT = 15;
    public static final int SEGMENT = 16;
    public static final int SEGMENTS = 17;
    public static final int TOKEN = 19;

    private static final List<String> CAPACITIES = List.of("NONE", "TOTAL", "INDEXES");
    private static final List<String> METRICS_OF = List.of("NONE", "SIZE");
    private static final List<String> RETURNS = List.of("", "NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW");
    private static final List<String> SELECTS =
            List.of("", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "COUNT", "SPECIFIC_ATTRIBUTES");

    public Options {
        values = Map.copyOf(values);
    }

    /** Reads the options of a request; null stands for none. */
    public static Options read(CborReader in) throws IOException {
        if (in.tryNull()) {
            return new Options(Map.of());
        }
        Map<Integer, Object> values = new HashMap<>();
        int count = in.readMap();
        for (int i = 0; in.more(count, i); i++) {
            int option = (int) in.readInt();
            Object value = value(in);
            if (value != null) {
                values.put(option, value);
            }
        }
        return new Options(values);
    }

    private static @Nullable Object value(CborReader in) throws IOException {
        return switch (in.major()) {
            case 2 -> in.readBytes();
            case 3 -> in.readText();
            // The names and values of expressions, which the expressions themselves have already.
            case 4, 5, 6 -> Values.read(in);
            default -> in.tryNull() ? null : in.readInt();
        };
    }

    public @Nullable Integer number(int option) {
        return values.get(option) instanceof Long number ? (Integer) Math.toIntExact(number) : null;
    }

    public @Nullable Boolean flag(int option) {
        return values.get(option) instanceof Long number ? (Boolean) (number != 0) : null;
    }

    public byte @Nullable [] bytes(int option) {
        return values.get(option) instanceof byte[] bytes ? bytes : null;
    }

    public @Nullable String text(int option) {
        return switch (values.get(option)) {
            case String text -> text;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case null, default -> null;
        };
    }

    public @Nullable String capacity() {
        return word(CAPACITY, CAPACITIES);
    }

    public @Nullable String metrics() {
        return word(METRICS, METRICS_OF);
    }

    public @Nullable String returnValues() {
        return word(RETURN_VALUES, RETURNS);
    }

    public @Nullable String select() {
        return word(SELECT, SELECTS);
    }

    /** The paths that are wanted of items; null for whole items. */
    public @Nullable Paths paths() throws IOException {
        byte[] projection = bytes(PROJECTION);
        return projection == null ? null : new Paths(ExpressionText.projection(projection));
    }

    private @Nullable String word(int option, List<String> words) {
        Integer number = number(option);
        return number == null || number < 0 || number >= words.size() ? null : words.get(number);
    }
}
