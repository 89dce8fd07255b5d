package cloudjar.services.dynamodb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of a table's changes, besides the table.
 *
 * @param stream the label of its stream; null where none is switched on
 * @param history whether changes are kept, so that the table can be restored as it was
 * @param replicas the regions of its replicas
 * @param destinations the streams of Kinesis that it is written to, by their ARNs
 */
record Feeds(@Nullable String stream, boolean history, List<String> replicas, List<String> destinations) {
    static final Feeds NONE = new Feeds(null, false, List.of(), List.of());

    Feeds {
        replicas = List.copyOf(replicas);
        destinations = List.copyOf(destinations);
    }

    /** Whether nobody does. */
    boolean isEmpty() {
        return stream == null && !history && replicas.isEmpty() && destinations.isEmpty();
    }

    Feeds withStream(@Nullable String label) {
        return new Feeds(label, history, replicas, destinations);
    }

    Feeds withHistory(boolean kept) {
        return new Feeds(stream, kept, replicas, destinations);
    }

    Feeds withReplicas(List<String> regions) {
        return new Feeds(stream, history, regions, destinations);
    }

    Feeds withDestinations(List<String> arns) {
        return new Feeds(stream, history, replicas, arns);
    }
}
