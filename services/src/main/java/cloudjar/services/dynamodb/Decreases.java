package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.LimitExceededException;
import cloudjar.api.dynamodb.ProvisionedThroughputDescription;
import cloudjar.kernel.shape.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/**
 * How often provisioned throughput may be decreased: four times in a UTC day, and then once an hour.
 *
 * <p>Source: Amazon DynamoDB Developer Guide, "Quotas in Amazon DynamoDB", decreasing provisioned throughput.
 */
final class Decreases {
    private static final Duration APART = Duration.ofHours(1);
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern(
                    "EEEE, MMMM d, yyyy 'at' h:mm:ss a 'Coordinated Universal Time'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private Decreases() {}

    /**
     * The number of today's decreases with one more.
     *
     * @throws ApiException {@code LimitExceededException} where there may be no more now
     */
    static long next(ProvisionedThroughputDescription throughput, Instant now) {
        Instant last = throughput.lastDecreaseDateTime();
        boolean today = last != null && day(last).equals(day(now));
        long before = today ? Objects.requireNonNullElse(throughput.numberOfDecreasesToday(), 0L) : 0;
        if (last != null
                && before >= DynamoDbLimits.DECREASES.current()
                && last.plus(APART).isAfter(now)) {
            throw new LimitExceededException("Subscriber limit exceeded: Provisioned throughput decreases are limited"
                    + " within a given UTC day. After the first " + DynamoDbLimits.DECREASES.current()
                    + " decreases, each subsequent decrease in the same UTC day can be performed at most once every "
                    + APART.toSeconds() + " seconds. Number of decreases today: " + before + ". Last decrease at "
                    + SHOWN.format(last) + ". Next decrease can be made at " + SHOWN.format(last.plus(APART)));
        }
        return before + 1;
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
