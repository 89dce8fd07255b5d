package cloudjar.kernel.call.access;

import cloudjar.kernel.shape.Structure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The tags in a request, by the names that AWS's models give their members. */
public final class RequestTags {
    private static final List<String> TAGS = List.of("Tags", "tags", "TagList", "tagList", "TagSet", "Tag", "Tagging");
    private static final List<String> KEYS = List.of("TagKeys", "tagKeys", "TagKeyList", "tagKeyList", "UntagKeys");
    private static final List<String> KEY = List.of("Key", "key", "TagKey", "tagKey");
    private static final List<String> VALUE = List.of("Value", "value", "TagValue", "tagValue");

    private RequestTags() {}

    /** The value that the request gives to a tag, whose key is compared without regard to case; null where it gives none. */
    public static @Nullable String value(Structure input, String key) {
        for (Map.Entry<String, String> tag : of(input).entrySet()) {
            if (tag.getKey().equalsIgnoreCase(key)) {
                return tag.getValue();
            }
        }
        return null;
    }

    /** The keys of the tags that the request gives or takes away. */
    public static List<String> keys(Structure input) {
        List<String> keys = new ArrayList<>(of(input).keySet());
        for (String name : KEYS) {
            if (input.get(name) instanceof List<?> list) {
                list.forEach(key -> keys.add(String.valueOf(key)));
            }
        }
        return keys;
    }

    /** The tags that the request gives, in its order. */
    public static SequencedMap<String, String> of(Structure input) {
        SequencedMap<String, String> tags = new LinkedHashMap<>();
        for (String name : TAGS) {
            read(input.get(name), tags);
        }
        return tags;
    }

    private static void read(@Nullable Object value, Map<String, String> into) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, text) -> into.put(String.valueOf(key), String.valueOf(text)));
            case List<?> list -> {
                for (Object element : list) {
                    if (element instanceof Structure tag) {
                        String key = text(tag, KEY);
                        if (key != null) {
                            String text = text(tag, VALUE);
                            into.put(key, text == null ? "" : text);
                        }
                    }
                }
            }
            case Structure wrapper -> read(wrapper.get("TagSet"), into);
            case null, default -> {}
        }
    }

    private static @Nullable String text(Structure tag, List<String> names) {
        for (String name : names) {
            if (tag.get(name) instanceof String text) {
                return text;
            }
        }
        return null;
    }
}
