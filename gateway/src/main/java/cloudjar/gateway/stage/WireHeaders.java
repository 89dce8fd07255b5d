package cloudjar.gateway.stage;

import cloudjar.kernel.call.access.Headers;
import cloudjar.protocols.HttpRequest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The headers of a request from the wire. */
public record WireHeaders(HttpRequest request) implements Headers {
    private static final String DATE = "X-Amz-Date";
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    @Override
    public @Nullable String first(String name) {
        return request.header(name);
    }

    @Override
    public @Nullable Instant signed() {
        String header = request.header(DATE);
        String text = header == null ? inQuery() : header;
        if (text == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(text, FORMAT).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException noDate) {
            return null;
        }
    }

    private @Nullable String inQuery() {
        String query = request.rawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (pair.startsWith(DATE + "=")) {
                return pair.substring(DATE.length() + 1);
            }
        }
        return null;
    }
}
