package cloudjar.kernel.call.access;

import cloudjar.kernel.policy.KeySource;
import java.util.List;
import java.util.Map;

/**
 * The tags that a resource has, as conditions ask about them: {@code aws:ResourceTag/key}. Keys are compared without regard to
 * case, as those of conditions are.
 *
 * @param prefix in lower case, slash included
 * @param tags by their keys, as they were written
 */
public record ResourceTags(String prefix, Map<String, String> tags) implements KeySource {
    /** The tags that every service has. */
    public ResourceTags(Map<String, String> tags) {
        this("aws:resourcetag/", tags);
    }

    @Override
    public List<String> values(String key) {
        if (!key.startsWith(prefix)) {
            return List.of();
        }
        String wanted = key.substring(prefix.length());
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (tag.getKey().equalsIgnoreCase(wanted)) {
                return List.of(tag.getValue());
            }
        }
        return List.of();
    }
}
