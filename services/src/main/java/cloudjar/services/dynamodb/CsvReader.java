package cloudjar.services.dynamodb;

import java.util.ArrayList;
import java.util.List;

/** Splits lines of CSV: values stand between delimiters, in double quotes where they hold one. */
record CsvReader(char delimiter) {
    List<String> values(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean twice = quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (twice) {
                value.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == delimiter && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }
}
