package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.AlarmContributor;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A group of an alarm about several time series, with its state.
 *
 * @param attributes the dimensions that tell it from others
 * @param movedMillis when it came into its state
 */
record StoredContributor(
        String id, SortedMap<String, String> attributes, String state, String reason, long movedMillis) {
    StoredContributor {
        attributes = new TreeMap<>(attributes);
    }

    AlarmContributor shown() {
        return AlarmContributor.builder()
                .contributorId(id)
                .contributorAttributes(attributes)
                .stateReason(reason)
                .stateTransitionedTimestamp(Instant.ofEpochMilli(movedMillis))
                .build();
    }
}
