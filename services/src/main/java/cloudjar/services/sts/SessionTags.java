package cloudjar.services.sts;

import cloudjar.api.sts.Tag;
import cloudjar.kernel.identity.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a session.
 *
 * @param all by their keys: those passed and those inherited
 * @param transitive the keys of those that go on to further sessions
 * @param passed the keys of those passed in this request
 */
record SessionTags(Map<String, String> all, List<String> transitive, List<String> passed) {
    /**
     * The tags of a session that is made from another.
     *
     * @throws cloudjar.kernel.shape.ApiException where a key is there twice, or one that is inherited is passed again, or a
     *     transitive key has no tag
     */
    static SessionTags of(List<Tag> tags, List<String> transitiveKeys, @Nullable Session from) {
        Map<String, String> passed = new LinkedHashMap<>();
        Set<String> folded = new HashSet<>();
        for (Tag tag : tags) {
            if (!folded.add(fold(tag.key()))) {
                throw StsErrors.duplicateTags();
            }
            passed.put(tag.key(), tag.value());
        }
        for (String key : transitiveKeys) {
            if (!folded.contains(fold(key))) {
                throw StsErrors.transitiveTagNotGiven();
            }
        }
        Map<String, String> all = new LinkedHashMap<>();
        List<String> transitive = new ArrayList<>(transitiveKeys);
        if (from != null) {
            for (String key : from.transitiveTags()) {
                if (folded.contains(fold(key))) {
                    throw StsErrors.transitiveTagOverridden();
                }
                all.put(key, from.tags().getOrDefault(key, ""));
                transitive.add(key);
            }
        }
        all.putAll(passed);
        return new SessionTags(all, transitive, List.copyOf(passed.keySet()));
    }

    /** How many characters they have. */
    int size() {
        return all.entrySet().stream()
                .mapToInt(tag -> tag.getKey().length() + tag.getValue().length())
                .sum();
    }

    private static String fold(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
