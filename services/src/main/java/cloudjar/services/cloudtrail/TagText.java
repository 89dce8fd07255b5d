package cloudjar.services.cloudtrail;

import cloudjar.api.cloudtrail.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Tags of trails. */
final class TagText {
    private TagText() {}

    /** The tags with these added, in place of those with the same keys. */
    static Map<String, String> added(Map<String, String> tags, List<Tag> more) {
        Map<String, String> all = new TreeMap<>(tags);
        Set<String> keys = new HashSet<>();
        for (Tag tag : more) {
            if (!keys.add(tag.key())) {
                throw CloudTrailErrors.duplicateTags();
            }
            all.put(tag.key(), Objects.requireNonNullElse(tag.value(), ""));
        }
        if (all.size() > CloudTrailLimits.TAGS.current()) {
            throw CloudTrailErrors.tooManyTags();
        }
        return all;
    }

    /** The tags without these. */
    static Map<String, String> removed(Map<String, String> tags, List<Tag> less) {
        Map<String, String> all = new TreeMap<>(tags);
        less.forEach(tag -> all.remove(tag.key()));
        return all;
    }

    static List<Tag> shown(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }
}
