package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.FilterLogEventsRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a filtered reading goes on.
 *
 * @param after the event behind which
 * @param query tells apart what was asked for: a token is good for the same request only
 */
record FilterToken(EventId after, int query) {
    private static final String SEPARATOR = ":";

    static int query(FilterLogEventsRequest in) {
        return List.of(
                        String.valueOf(in.logGroupName()),
                        String.valueOf(in.logGroupIdentifier()),
                        in.logStreamNames(),
                        String.valueOf(in.logStreamNamePrefix()),
                        String.valueOf(in.filterPattern()))
                .hashCode();
    }

    static @Nullable FilterToken parse(@Nullable String text, FilterLogEventsRequest in) {
        if (text == null) {
            return null;
        }
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(SEPARATOR);
            EventId after = EventId.parse(parts[0]).orElseThrow(LogsErrors::token);
            if (parts.length != 2 || Integer.parseUnsignedInt(parts[1], 16) != query(in)) {
                throw LogsErrors.token();
            }
            return new FilterToken(after, query(in));
        } catch (IllegalArgumentException e) {
            throw LogsErrors.token();
        }
    }

    String text() {
        String plain = after.text() + SEPARATOR + String.format(Locale.ROOT, "%08x", query);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }
}
