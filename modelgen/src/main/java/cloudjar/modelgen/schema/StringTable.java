package cloudjar.modelgen.schema;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers strings in the order of their first use; 0 stands for null. */
final class StringTable {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    int number(@Nullable String value) {
        if (value == null) {
            return 0;
        }
        return numbers.computeIfAbsent(value, unused -> numbers.size() + 1);
    }

    void writeTo(ByteSink out) {
        out.number(numbers.size() + 1);
        out.number(0);
        for (String value : numbers.keySet()) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            out.number(bytes.length);
            out.bytes(bytes);
        }
    }
}
