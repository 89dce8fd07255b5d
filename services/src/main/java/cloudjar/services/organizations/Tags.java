package cloudjar.services.organizations;

import cloudjar.api.organizations.Tag;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
     * @throws cloudjar.kernel.shape.ApiException where a key is given twice or reserved, or there are too many
     */
    static Map<String, String> with(Map<String, String> tags, List<Tag> given) {
        Map<String, String> joined = new LinkedHashMap<>(tags);
        Set<String> seen = new HashSet<>();
        for (Tag tag : given) {
            if (tag.key().toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
                throw OrganizationsErrors.invalid(
                        "INVALID_SYSTEM_TAGS_PARAMETER", "You specified a tag key that is a system tag.");
            }
            if (!seen.add(tag.key())) {
                throw OrganizationsErrors.invalid(
                        "DUPLICATE_TAG_KEY", "Tag keys must be unique among the tags attached to the same entity.");
            }
            joined.put(tag.key(), tag.value());
        }
        if (joined.size() > OrganizationsLimits.TAGS.current()) {
            throw OrganizationsErrors.constraint(
                    "MAX_TAG_LIMIT_EXCEEDED", "You have exceeded the number of tags allowed on this resource.");
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
