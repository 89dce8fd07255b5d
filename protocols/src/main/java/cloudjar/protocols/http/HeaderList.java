package cloudjar.protocols.http;

import cloudjar.protocols.text.MalformedValueException;
import java.util.ArrayList;
import java.util.List;

/** Several values in one header line, separated by commas; one with a comma or a quotation mark in it is quoted. */
final class HeaderList {
    private HeaderList() {}

    /**
     * The values in {@code line}, unquoted.
     *
     * @throws MalformedValueException where a quotation does not end, or goes on after its end
     */
    static List<String> split(String line) {
        List<String> values = new ArrayList<>();
        int at = 0;
        int length = line.length();
        while (true) {
            at = afterSpaces(line, at);
            if (at >= length) {
                return values;
            }
            if (line.charAt(at) == '"') {
                StringBuilder value = new StringBuilder();
                at = afterSpaces(line, unquote(line, at + 1, value));
                if (at < length && line.charAt(at) != ',') {
                    throw new MalformedValueException("Text after a quoted header value");
                }
                values.add(value.toString());
            } else {
                int comma = line.indexOf(',', at);
                int end = comma < 0 ? length : comma;
                values.add(line.substring(at, end).trim());
                at = end;
            }
            at++;
        }
    }

    /** The HTTP dates in {@code line}, each of which has a comma of its own. */
    static List<String> splitDates(String line) {
        List<String> values = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            int own = line.indexOf(',', at);
            int next = own < 0 ? -1 : line.indexOf(',', own + 1);
            int end = next < 0 ? line.length() : next;
            values.add(line.substring(at, end).trim());
            at = end + 1;
        }
        return values;
    }

    private static int afterSpaces(String line, int at) {
        int i = at;
        while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    /** Reads up to the closing quotation mark and returns the position after it. */
    private static int unquote(String line, int from, StringBuilder value) {
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\' && i + 1 < line.length()) {
                c = line.charAt(++i);
            }
            value.append(c);
        }
        throw new MalformedValueException("A quoted header value does not end");
    }

    /** Adds {@code value} to a line, quoted where it must be. */
    static void append(StringBuilder line, String value) {
        if (!line.isEmpty()) {
            line.append(", ");
        }
        boolean quoted = value.indexOf(',') >= 0 || value.indexOf('"') >= 0 || !value.equals(value.trim());
        if (!quoted) {
            line.append(value);
            return;
        }
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\');
            }
            line.append(c);
        }
        line.append('"');
    }
}
