package cloudjar.kernel.policy;

import java.util.List;
import java.util.Map;

/** Where the values of condition keys are looked up, when a policy asks about them. */
@FunctionalInterface
public interface KeySource {
    /** Knows nothing. */
    KeySource NONE = _ -> List.of();

    /**
     * The values of a key; empty where the request has none.
     *
     * @param key in lower case
     */
    List<String> values(String key);

    /** The keys that were asked about and have values, where the source remembers them. */
    default Map<String, List<String>> known() {
        return Map.of();
    }
}
