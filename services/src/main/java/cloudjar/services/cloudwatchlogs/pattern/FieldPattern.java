package cloudjar.services.cloudwatchlogs.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of messages whose fields are set apart by spaces: {@code [ip, user, ..., status = 4*, bytes > 1000]}. Text in double
 * quotes or square brackets is one field.
 *
 * @param before fields at the beginning of the message
 * @param rest whether {@code ...} stands for any more fields
 * @param after the fields after those
 */
record FieldPattern(List<Field> before, boolean rest, List<Field> after) implements FilterPattern {
    private static final String ENDS = ",]&|";
    private static final String NAME_ENDS = ENDS + "=<>!";
    private static final int FIELDS_MAX = 1_000;

    /**
     * One field.
     *
     * @param any groups of comparisons of which one must hold whole; empty where every value passes
     */
    record Field(String name, List<List<Comparison>> any) {
        boolean passes(String value) {
            return any.isEmpty()
                    || any.stream().anyMatch(all -> all.stream().allMatch(comparison -> comparison.holds(value)));
        }
    }

    static FieldPattern parse(PatternReader in) {
        in.expect("[");
        List<Field> before = new ArrayList<>();
        List<Field> after = new ArrayList<>();
        boolean rest = false;
        while (!in.takes("]")) {
            if (in.takes("...")) {
                if (rest) {
                    throw in.invalid("only one ellipsis is allowed");
                }
                rest = true;
            } else {
                (rest ? after : before).add(field(in));
            }
            in.takes(",");
            if (in.ended() || before.size() + after.size() > FIELDS_MAX) {
                throw in.invalid("expected ']'");
            }
        }
        if (!in.skipBlanks().ended()) {
            throw in.invalid("something follows the closing bracket");
        }
        return new FieldPattern(List.copyOf(before), rest, List.copyOf(after));
    }

    private static Field field(PatternReader in) {
        String name = in.skipBlanks().until(NAME_ENDS);
        List<List<Comparison>> any = new ArrayList<>();
        List<Comparison> all = new ArrayList<>();
        String operator = Comparison.operator(in);
        while (operator != null) {
            all.add(Comparison.after(operator, in, ENDS));
            operator = null;
            boolean or = in.takes("||");
            if (or || in.takes("&&")) {
                if (or) {
                    any.add(List.copyOf(all));
                    all = new ArrayList<>();
                }
                String again = in.skipBlanks().until(NAME_ENDS);
                operator = Comparison.operator(in);
                if (operator == null || !again.equals(name)) {
                    throw in.invalid("expected a comparison of " + name);
                }
            }
        }
        if (!all.isEmpty()) {
            any.add(List.copyOf(all));
        }
        return new Field(name, List.copyOf(any));
    }

    /** The fields of a message by their names and places; null where it has not as many as the pattern. */
    private @Nullable List<Map.Entry<Field, String>> fields(String message) {
        List<String> values = split(message);
        int named = before.size() + after.size();
        if (rest ? values.size() < named : values.size() != named) {
            return null;
        }
        List<Map.Entry<Field, String>> fields = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            fields.add(Map.entry(before.get(i), values.get(i)));
        }
        int skipped = values.size() - named;
        for (int i = 0; i < skipped; i++) {
            fields.add(Map.entry(new Field("", List.of()), values.get(before.size() + i)));
        }
        for (int i = 0; i < after.size(); i++) {
            fields.add(Map.entry(after.get(i), values.get(before.size() + skipped + i)));
        }
        return fields;
    }

    private static List<String> split(String message) {
        List<String> values = new ArrayList<>();
        int at = 0;
        while (at < message.length() && values.size() <= FIELDS_MAX) {
            char c = message.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            char close = c == '"' ? '"' : c == '[' ? ']' : ' ';
            int start = close == ' ' ? at : at + 1;
            int end = message.indexOf(close, start);
            if (end < 0) {
                end = message.length();
            }
            values.add(message.substring(start, end));
            at = end + 1;
        }
        return values;
    }

    @Override
    public boolean matches(String message) {
        List<Map.Entry<Field, String>> fields = fields(message);
        return fields != null
                && fields.stream().allMatch(field -> field.getKey().passes(field.getValue()));
    }

    @Override
    public Map<String, String> extracted(String message) {
        Map<String, String> extracted = new LinkedHashMap<>();
        List<Map.Entry<Field, String>> fields = fields(message);
        if (fields != null) {
            for (int i = 0; i < fields.size(); i++) {
                String name = fields.get(i).getKey().name();
                extracted.put(
                        "$" + (name.isEmpty() ? Integer.toString(i + 1) : name),
                        fields.get(i).getValue());
            }
        }
        return extracted;
    }

    @Override
    public Optional<String> select(String message, String selector) {
        return Optional.ofNullable(extracted(message).get(selector));
    }
}
