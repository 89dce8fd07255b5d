package cloudjar.services.kms;

import cloudjar.api.kms.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tags of keys. */
final class KeyTagRules {
    /** In any case of letters. */
    private static final String RESERVED = "aws:";

    private KeyTagRules() {}

    /** The tags with these added, in place of those with the same keys. */
    static Map<String, String> added(Map<String, String> tags, List<Tag> more) {
        Map<String, String> all = new TreeMap<>(tags);
        Set<String> keys = new HashSet<>();
        for (Tag tag : more) {
            if (tag.tagKey().regionMatches(true, 0, RESERVED, 0, RESERVED.length())) {
                throw KmsErrors.tag("Tags beginning with aws: are reserved");
            }
            if (!keys.add(tag.tagKey())) {
                throw KmsErrors.tag("Duplicate tag keys");
            }
            all.put(tag.tagKey(), tag.tagValue());
        }
        if (all.size() > KmsLimits.TAGS.current()) {
            throw KmsErrors.tag("Too many tags");
        }
        return all;
    }
}
