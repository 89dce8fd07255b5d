package cloudjar.services.cloudwatchlogs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What {@code @ptr} of a query's result holds: the way to a whole record. */
record RecordPointer(String group, String stream, EventId id) {
    private static final int PARTS = 3;

    static RecordPointer parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(":", PARTS);
            if (parts.length == PARTS) {
                // Names of groups hold no colon, and neither do those of streams (API Reference, CreateLogStream).
                return new RecordPointer(
                        parts[1],
                        parts[2],
                        EventId.parse(parts[0]).orElseThrow(() -> LogsErrors.invalid("Invalid logRecordPointer")));
            }
        } catch (IllegalArgumentException notBase64) {
            throw LogsErrors.invalid("Invalid logRecordPointer");
        }
        throw LogsErrors.invalid("Invalid logRecordPointer");
    }

    String text() {
        String plain = id.text() + ":" + group + ":" + stream;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
