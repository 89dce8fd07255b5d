package cloudjar.services.sns;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * When a delivery that failed is tried again: at once, then with pauses of the least delay, then with growing ones, then with
 * pauses of the greatest.
 *
 * @param retries of all phases together
 * @param noDelayRetries of the first phase
 * @param minDelayRetries of the second
 * @param maxDelayRetries of the last; what is left are those of the third
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">the phases</a>
 */
record RetryPolicy(
        int minDelaySeconds,
        int maxDelaySeconds,
        int retries,
        int noDelayRetries,
        int minDelayRetries,
        int maxDelayRetries,
        Backoff backoff) {
    /** How delays grow in the third phase. AWS names the functions and draws them; the formulas are ours. */
    enum Backoff {
        LINEAR("linear"),
        ARITHMETIC("arithmetic"),
        GEOMETRIC("geometric"),
        EXPONENTIAL("exponential");

        final String wireName;

        Backoff(String wireName) {
            this.wireName = wireName;
        }

        /** How much of the way from the least to the greatest delay is done after {@code step} of {@code steps}. */
        double share(int step, int steps, double ratio) {
            double at = steps <= 1 ? 1 : (double) step / (steps - 1);
            return switch (this) {
                case LINEAR -> at;
                case ARITHMETIC -> at * (at + 1) / 2;
                case GEOMETRIC -> ratio <= 1 ? at : (Math.pow(ratio, at) - 1) / (ratio - 1);
                case EXPONENTIAL -> (Math.pow(2, at * 10) - 1) / (Math.pow(2, 10) - 1);
            };
        }
    }

    /** Of web endpoints, where nothing else was asked for. */
    static final RetryPolicy WEB = new RetryPolicy(20, 20, 3, 0, 0, 0, Backoff.LINEAR);

    /** Of endpoints that AWS runs: queues, functions, delivery streams. */
    static final RetryPolicy MANAGED = new RetryPolicy(1, 20, 100_015, 3, 2, 100_000, Backoff.EXPONENTIAL);

    /** How long after the failure of an attempt (the first is 1) the next one comes; empty where there is none. */
    OptionalLong delayMillis(int attempt) {
        if (attempt > retries) {
            return OptionalLong.empty();
        }
        if (attempt <= noDelayRetries) {
            return OptionalLong.of(0);
        }
        if (attempt <= noDelayRetries + minDelayRetries) {
            return OptionalLong.of(minDelaySeconds * 1000L);
        }
        int growing = retries - noDelayRetries - minDelayRetries - maxDelayRetries;
        int step = attempt - noDelayRetries - minDelayRetries - 1;
        if (step >= growing) {
            return OptionalLong.of(maxDelaySeconds * 1000L);
        }
        double ratio = minDelaySeconds == 0 ? 1 : (double) maxDelaySeconds / minDelaySeconds;
        double share = backoff.share(step, growing, ratio);
        return OptionalLong.of(Math.round((minDelaySeconds + (maxDelaySeconds - minDelaySeconds) * share) * 1000));
    }

    /** This policy as AWS shows it. */
    Map<String, Object> toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("minDelayTarget", BigDecimal.valueOf(minDelaySeconds));
        members.put("maxDelayTarget", BigDecimal.valueOf(maxDelaySeconds));
        members.put("numRetries", BigDecimal.valueOf(retries));
        members.put("numMaxDelayRetries", BigDecimal.valueOf(maxDelayRetries));
        members.put("numNoDelayRetries", BigDecimal.valueOf(noDelayRetries));
        members.put("numMinDelayRetries", BigDecimal.valueOf(minDelayRetries));
        members.put("backoffFunction", backoff.wireName);
        return members;
    }
}
