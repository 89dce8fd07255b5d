package cloudjar.services.ssm;

import cloudjar.api.ssm.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tags of resources. */
final class Tagging {
    private Tagging() {}

    static Map<String, String> added(Map<String, String> before, List<Tag> added) {
        Map<String, String> tags = new LinkedHashMap<>(before);
        for (Tag tag : added) {
            String key = tag.key() == null ? "" : tag.key();
            if (key.startsWith("aws:")) {
                throw SsmErrors.validation("Tag keys can't begin with aws: " + key);
            }
            tags.put(key, tag.value() == null ? "" : tag.value());
        }
        if (tags.size() > SsmLimits.TAGS_MAX.current()) {
            throw SsmErrors.tooManyTags();
        }
        return tags;
    }

    static List<Tag> shown(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
