package cloudjar.kernel.policy;

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
    public static final RequestContext EMPTY = new RequestContext(Map.of(), KeySource.NONE);

    private final Map<String, List<String>> values;
    private final KeySource others;

    private RequestContext(Map<String, List<String>> values, KeySource others) {
        this.values = values;
        this.others = others;
    }

    /** The context of these keys. */
    public static RequestContext of(Map<String, List<String>> values) {
        return EMPTY.with(values);
    }

    /** The context of keys that are looked up when a policy asks about them, and not before. */
    public static RequestContext asking(KeySource source) {
        return new RequestContext(Map.of(), source);
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
            joined.put(name, List.copyOf(list));
        });
        return new RequestContext(joined, others);
    }

    /** All keys that are known by now, in lower case, with their values. */
    Map<String, List<String>> all() {
        Map<String, List<String>> all = new HashMap<>(others.known());
        all.putAll(values);
        all.values().removeIf(List::isEmpty);
        return all;
    }

    /** The values of a key in lower case; empty where it is absent. */
    List<String> values(String key) {
        List<String> given = values.get(key);
        return given == null ? others.values(key) : given;
    }

    /** The value of a key in lower case; null where it is absent or has several: such a key is no variable. */
    @Nullable
    String single(String key) {
        List<String> list = values(key);
        return list.size() == 1 ? list.getFirst() : null;
    }
}
