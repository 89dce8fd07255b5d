package cloudjar.services.ssm.runbook;

import cloudjar.kernel.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads documents in either format, into values as {@link Json} has them. */
public final class RunbookText {
    private static final int ALIASES_MAX = 50;
    private static final int DEPTH_MAX = 50;
    private static final int SIZE_MAX = 64 * 1024;

    private RunbookText() {}

    /**
     * The object that a text is.
     *
     * @throws RunbookException where it is none
     */
    public static Map<String, Object> read(String text, String format) {
        if (!format.equals("YAML")) {
            return Json.object(text)
                    .orElseThrow(() ->
                            new RunbookException("JSON not well-formed. The content of the document isn't valid."));
        }
        try {
            Load load = new Load(LoadSettings.builder()
                    .setMaxAliasesForCollections(ALIASES_MAX)
                    .setCodePointLimit(SIZE_MAX)
                    .setAllowRecursiveKeys(false)
                    .build());
            if (plain(load.loadFromString(text), 0) instanceof Map<?, ?> map) {
                Map<String, Object> object = new LinkedHashMap<>();
                map.forEach((key, value) -> object.put(key.toString(), value));
                return object;
            }
        } catch (YamlEngineException e) {
            throw new RunbookException("YAML not well-formed. " + e.getMessage());
        }
        throw new RunbookException("YAML not well-formed. The content of the document is no mapping.");
    }

    private static Object plain(@Nullable Object value, int depth) {
        if (depth > DEPTH_MAX) {
            throw new RunbookException("The content of the document is nested too deeply.");
        }
        return switch (value) {
            case null -> Json.NULL;
            case Map<?, ?> map -> {
                Map<String, Object> object = new LinkedHashMap<>();
                map.forEach((key, element) -> object.put(String.valueOf(key), plain(element, depth + 1)));
                yield object;
            }
            case Iterable<?> elements -> {
                List<Object> list = new ArrayList<>();
                elements.forEach(element -> list.add(plain(element, depth + 1)));
                yield list;
            }
            case Boolean bool -> bool;
            case Double number when number.isNaN() || number.isInfinite() -> number.toString();
            case Number number -> new BigDecimal(number.toString());
            default -> value.toString();
        };
    }
}
