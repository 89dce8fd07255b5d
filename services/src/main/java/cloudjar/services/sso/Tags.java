package cloudjar.services.sso;

import cloudjar.api.ssoadmin.Tag;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tags of whatever has them. */
final class Tags {
    private static final String RESERVED = "aws:";

    private Tags() {}

    /** The tags that something new is given. */
    static Map<String, String> of(List<Tag> given) {
        return with(Map.of(), given);
    }

    /**
     * Tags with more of them; of a key that both have, the new value counts.
     *
     * @throws cloudjar.kernel.shape.ApiException where a key is reserved, or there are too many
     */
    static Map<String, String> with(Map<String, String> tags, List<Tag> given) {
        Map<String, String> joined = new LinkedHashMap<>(tags);
        for (Tag tag : given) {
            if (tag.key().startsWith(RESERVED)) {
                throw SsoErrors.invalid("aws: prefixed tag key names are not allowed for external use.");
            }
            joined.put(tag.key(), tag.value());
        }
        if (joined.size() > SsoLimits.TAGS.current()) {
            throw SsoErrors.quota(SsoLimits.TAGS);
        }
        return joined;
    }

    /** Tags without these keys. */
    static Map<String, String> without(Map<String, String> tags, Collection<String> keys) {
        Map<String, String> left = new LinkedHashMap<>(tags);
        left.keySet().removeAll(Set.copyOf(keys));
        return left;
    }

    static List<Tag> shown(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
