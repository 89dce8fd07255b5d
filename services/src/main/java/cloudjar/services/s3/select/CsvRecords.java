package cloudjar.services.s3.select;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads CSV. */
public final class CsvRecords implements Records {
    private static final int FIELDS_MAX = 10_000;
    private static final int BUFFER_CHARS = 16 << 10;

    private final Reader in;
    private final Form form;
    private final char[] buffer = new char[BUFFER_CHARS];
    private int at;
    private int end;
    private boolean begun;
    private int length;
    private Map<String, Integer> header = Map.of();

    /**
     * How CSV is written.
     *
     * @param headers what the first line is: NONE (a record), IGNORE, or USE (the names of the fields)
     * @param record ends a record: one or two characters
     * @param comment begins a line that is no record; 0 for none
     */
    public record Form(String headers, String record, char field, char quote, char escape, char comment) {
        /** This, of lines that are all records. */
        public Form withoutHeader() {
            return new Form("NONE", record, field, quote, escape, comment);
        }
    }

    /** @param in is not closed */
    public CsvRecords(Reader in, Form form) {
        this.in = in;
        this.form = form;
    }

    @Override
    public @Nullable Object next() throws IOException {
        if (!begun) {
            begun = true;
            if (!form.headers().equals("NONE")) {
                List<String> first = fields();
                if (first != null && form.headers().equals("USE")) {
                    header = new LinkedHashMap<>();
                    for (String name : first) {
                        header.putIfAbsent(name, header.size());
                    }
                }
            }
        }
        List<String> fields = fields();
        return fields == null ? null : new CsvRow(fields, header);
    }

    private @Nullable List<String> fields() throws IOException {
        while (true) {
            length = 0;
            int first = peek();
            if (first < 0) {
                return null;
            }
            if (form.comment() != 0 && first == form.comment()) {
                skipLine();
                continue;
            }
            List<String> fields = record();
            boolean blank = fields.size() == 1 && fields.getFirst().isEmpty();
            if (!blank) {
                return fields;
            }
        }
    }

    private List<String> record() throws IOException {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        while (true) {
            int c = read();
            if (c == form.quote() && field.isEmpty()) {
                quoted(field);
            } else if (c < 0 || ends(c)) {
                boolean carriage = c >= 0
                        && form.record().equals("\n")
                        && !field.isEmpty()
                        && field.charAt(field.length() - 1) == '\r';
                fields.add(carriage ? field.substring(0, field.length() - 1) : field.toString());
                return fields;
            } else if (c == form.field()) {
                fields.add(field.toString());
                field.setLength(0);
                if (fields.size() == FIELDS_MAX) {
                    throw SelectErrors.csv("a record has more than " + FIELDS_MAX + " fields");
                }
            } else {
                field.append((char) c);
            }
        }
    }

    private boolean ends(int c) throws IOException {
        if (c != form.record().charAt(0)) {
            return false;
        }
        if (form.record().length() == 1) {
            return true;
        }
        if (peek() == form.record().charAt(1)) {
            read();
            return true;
        }
        return false;
    }

    private void quoted(StringBuilder field) throws IOException {
        while (true) {
            int c = read();
            if (c < 0) {
                throw SelectErrors.csv("a quoted field is not closed");
            }
            boolean again = c == form.escape() && peek() == form.quote();
            if (again) {
                field.append((char) read());
            } else if (c == form.quote()) {
                return;
            } else {
                field.append((char) c);
            }
        }
    }

    private void skipLine() throws IOException {
        int c = read();
        while (c >= 0 && !ends(c)) {
            c = read();
        }
    }

    private int peek() throws IOException {
        if (at == end) {
            end = Math.max(0, in.read(buffer));
            at = 0;
        }
        return end == 0 ? -1 : buffer[at];
    }

    private int read() throws IOException {
        int c = peek();
        if (c >= 0) {
            at++;
            if (++length > LENGTH_MAX) {
                throw SelectErrors.recordTooLong();
            }
        }
        return c;
    }
}
