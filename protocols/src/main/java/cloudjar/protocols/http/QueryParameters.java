package cloudjar.protocols.http;

import cloudjar.protocols.text.MalformedValueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a query string (or of a form) in the order in which they came, decoded. */
public final class QueryParameters {
    /** More than this in one request is an attack, not a call. */
    public static final int PARAMETERS_MAX = 100_000;

    private final Map<String, List<String>> values;

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads a raw query.
     *
     * @param rawQuery without the question mark; null stands for no parameters
     * @throws MalformedValueException where the percent-encoding is broken or there are too many
     */
    public static QueryParameters parse(@Nullable String rawQuery) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int count = 0;
        int at = 0;
        while (rawQuery != null && at < rawQuery.length()) {
            int end = rawQuery.indexOf('&', at);
            end = end < 0 ? rawQuery.length() : end;
            if (end > at) {
                if (++count > PARAMETERS_MAX) {
                    throw new MalformedValueException("Too many query parameters");
                }
                int equals = rawQuery.indexOf('=', at);
                boolean named = equals >= 0 && equals < end;
                String name = PercentEncoding.decodeQuery(rawQuery.substring(at, named ? equals : end));
                String value = named ? PercentEncoding.decodeQuery(rawQuery.substring(equals + 1, end)) : "";
                values.computeIfAbsent(name, unused -> new ArrayList<>(1)).add(value);
            }
            at = end + 1;
        }
        return new QueryParameters(values);
    }

    /** The first value of a parameter, empty where it has none; null where it is absent. */
    public @Nullable String first(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.getFirst();
    }

    /** All values of a parameter; empty where it is absent. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Every parameter with its values. */
    public Map<String, List<String>> map() {
        return values;
    }
}
