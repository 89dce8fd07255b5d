package cloudjar.gateway.chain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The time of a world as answers carry it: clients whose signatures were too old or too new set their clocks by it. Thread-safe.
 */
final class DateHeader {
    static final String NAME = "Date";

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private volatile Second last = new Second(0, FORMAT.format(Instant.EPOCH));

    private record Second(long epoch, String text) {}

    /** The header's value; most often the one of the call before. */
    String value(Instant time) {
        Second second = last;
        if (second.epoch() != time.getEpochSecond()) {
            second = new Second(time.getEpochSecond(), FORMAT.format(time));
            last = second;
        }
        return second.text();
    }
}
