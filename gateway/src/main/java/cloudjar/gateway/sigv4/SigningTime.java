package cloudjar.gateway.sigv4;

import cloudjar.protocols.HttpRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** When a request was signed. */
final class SigningTime {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SigningTime() {}

    /** The time in the headers, or in the query of a presigned URL; empty where there is none that can be read. */
    static Optional<Instant> of(HttpRequest request, SignedQuery query) {
        String amazon = query.value("X-Amz-Date");
        if (amazon == null) {
            amazon = request.header("X-Amz-Date");
        }
        String date = amazon == null ? request.header("Date") : amazon;
        if (date == null) {
            return Optional.empty();
        }
        try {
            DateTimeFormatter format = date.indexOf(' ') < 0 ? BASIC : DateTimeFormatter.RFC_1123_DATE_TIME;
            return Optional.of(Instant.from(format.parse(date.strip())));
        } catch (DateTimeException e) {
            // No time is as good as one in no form.
            return Optional.empty();
        }
    }

    /** As it is signed: {@code 20260131T235959Z}. */
    static String text(Instant time) {
        return BASIC.format(time);
    }

    /** As S3's errors have it: {@code 2026-01-31T23:59:59Z}. */
    static String iso(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
