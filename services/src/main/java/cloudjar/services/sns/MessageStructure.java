package cloudjar.services.sns;

import cloudjar.kernel.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** A message that says something else on each way: {@code {"default":"…","sms":"…"}}. */
final class MessageStructure {
    private static final String DEFAULT = "default";

    private MessageStructure() {}

    /** The text for each way; members that are no strings count for nothing. */
    static Map<String, String> parse(String message) {
        Map<String, Object> members = Json.object(message)
                .orElseThrow(() -> SnsErrors.invalid("Message Structure - JSON message body failed to parse"));
        Map<String, String> texts = new LinkedHashMap<>();
        members.forEach((way, text) -> {
            if (text instanceof String string) {
                texts.put(way, string);
            }
        });
        if (!texts.containsKey(DEFAULT)) {
            throw SnsErrors.invalid("Message Structure - No default entry in JSON message body");
        }
        return texts;
    }

    /** The text for a way. */
    static String text(Map<String, String> texts, String way) {
        String text = texts.get(way);
        return text != null ? text : texts.getOrDefault(DEFAULT, "");
    }
}
