package cloudjar.services.lambda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * How often functions have been invoked in one chain of requests. It travels as a field of X-Ray's header: SDKs in functions send
 * on what they find in {@code _X_AMZN_TRACE_ID}, and SQS and SNS keep it with messages.
 *
 * @param counts of functions by short hashes of their ARNs, those that came first in front
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html">Recursive loop detection</a>
 */
record Lineage(Map<String, Integer> counts) {
    static final Lineage NONE = new Lineage(Map.of());
    private static final String FIELD = "Lineage=";
    private static final int FUNCTIONS_MAX = 16;
    private static final int COUNT_DIGITS_MAX = 6;

    /** Reads it out of a header; what is no lineage counts nothing. */
    static Lineage of(@Nullable String header) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String field : (header == null ? "" : header).split(";", -1)) {
            if (field.startsWith(FIELD)) {
                for (String each : field.substring(FIELD.length()).split("\\|", -1)) {
                    String[] parts = each.split(":", -1);
                    if (parts.length == 2 && parts[1].matches("[0-9]{1," + COUNT_DIGITS_MAX + "}")) {
                        counts.put(parts[0], Integer.parseInt(parts[1]));
                    }
                }
            }
        }
        return new Lineage(counts);
    }

    /** How often the function has been invoked. */
    int count(FunctionName name) {
        return counts.getOrDefault(hash(name), 0);
    }

    /** With one more invocation of the function; who came first is forgotten where there are too many. */
    Lineage with(FunctionName name) {
        Map<String, Integer> all = new LinkedHashMap<>(counts);
        all.merge(hash(name), 1, Integer::sum);
        while (all.size() > FUNCTIONS_MAX) {
            all.remove(all.keySet().iterator().next());
        }
        return new Lineage(all);
    }

    /** The header with this lineage in place of its own. */
    String in(String header) {
        List<String> fields = new ArrayList<>();
        for (String field : header.split(";", -1)) {
            if (!field.startsWith(FIELD)) {
                fields.add(field);
            }
        }
        List<String> each = new ArrayList<>();
        counts.forEach((hash, count) -> each.add(hash + ":" + count));
        fields.add(FIELD + String.join("|", each));
        return String.join(";", fields);
    }

    private static String hash(FunctionName name) {
        CRC32 hash = new CRC32();
        hash.update(name.functionArn().getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(hash.getValue());
    }
}
