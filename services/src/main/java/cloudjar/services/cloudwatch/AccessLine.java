package cloudjar.services.cloudwatch;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Lines in the common log format: fields between blanks, of which those between quotes or brackets may hold blanks. */
final class AccessLine {
    private AccessLine() {}

    /**
     * The fields of a line by their numbers, the first being 1, and by the names that they are given. Numbers are numbers.
     *
     * @param names by numbers
     */
    static Map<String, Object> fields(String line, Map<String, String> names) {
        Map<String, Object> fields = new HashMap<>();
        int number = 0;
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            char close = c == '"' ? '"' : c == '[' ? ']' : ' ';
            int from = close == ' ' ? at : at + 1;
            int end = line.indexOf(close, from);
            end = end < 0 ? line.length() : end;
            Object value = value(line.substring(from, end));
            number++;
            fields.put(Integer.toString(number), value);
            String name = names.get(Integer.toString(number));
            if (name != null) {
                fields.put(name, value);
            }
            at = end + 1;
        }
        return fields;
    }

    private static Object value(String text) {
        boolean digits =
                !text.isEmpty() && text.length() < 20 && text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
        try {
            return digits ? new BigDecimal(text) : text;
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
