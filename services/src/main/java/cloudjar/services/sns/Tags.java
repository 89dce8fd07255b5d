package cloudjar.services.sns;

import cloudjar.api.sns.Tag;
import cloudjar.kernel.limit.LimitProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tags of a topic. */
final class Tags {
    private Tags() {}

    /** Tags as a caller gave them, by their keys. */
    static Map<String, String> checked(List<Tag> given, LimitProfile limits) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : given) {
            if (tags.put(tag.key(), tag.value()) != null) {
                throw SnsErrors.invalid("Duplicated keys are not allowed.");
            }
        }
        checkNumber(tags, limits);
        return tags;
    }

    static void checkNumber(Map<String, String> tags, LimitProfile limits) {
        if (tags.size() > SnsLimits.TAGS_MAX.intIn(limits)) {
            throw SnsErrors.tooManyTags();
        }
    }

    /** As answers have them. */
    static List<Tag> shown(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
