package cloudjar.kernel.policy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What conditions and variables can ask about a request: keys with their values. Keys are compared without regard to
 * case. A key without values is an absent key.
 */
public final class RequestContext {
    /** A request of which nothing is known. */
    public static final RequestContext EMPTY = new RequestContext(Map.of());

    private final Map<String, List<String>> values;

    private RequestContext(Map<String, List<String>> values) {
        this.values = values;
    }

    /** The context of these keys. */
    public static RequestContext of(Map<String, List<String>> values) {
        return EMPTY.with(values);
    }

    /** This context with a key of one value. */
    public RequestContext with(String key, String value) {
        return with(Map.of(key, List.of(value)));
    }

    /** This context and more keys; of a key that both have, the new values count. */
    public RequestContext with(Map<String, List<String>> more) {
        Map<String, List<String>> joined = new HashMap<>(values);
        more.forEach((key, list) -> {
            String name = key.toLowerCase(Locale.ROOT);
            if (list.isEmpty()) {
                joined.remove(name);
            } else {
                joined.put(name, List.copyOf(list));
            }
        });
        return new RequestContext(joined);
    }

    /** All keys, in lower case, with their values. */
    Map<String, List<String>> all() {
        return Collections.unmodifiableMap(values);
    }

    /** The values of a key in lower case; empty where it is absent. */
    List<String> values(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** The value of a key in lower case; null where it is absent or has several: such a key is no variable. */
    @Nullable
    String single(String key) {
        List<String> list = values(key);
        return list.size() == 1 ? list.getFirst() : null;
    }
}
