package cloudjar.gateway.audit;

import java.util.Map;

/**
 * Counters of one operation since the start, at one moment.
 *
 * @param service such as {@code sqs}; empty where no service was found
 * @param operation such as {@code SendMessage}; empty where none was found
 * @param countByStatus how many calls were answered with each HTTP status
 * @param latency how long they took
 */
public record OperationMetrics(String service, String operation, Map<Integer, Long> countByStatus, Latency latency) {
    public OperationMetrics {
        countByStatus = Map.copyOf(countByStatus);
    }

    /** All calls. */
    public long count() {
        return latency.count();
    }
}
