package cloudjar.services.iam;

import cloudjar.api.iam.Tag;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tags of whatever has them: keys are compared without regard to case and shown as they were written last.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules">the rules</a>
 */
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
        Map<String, String> fresh = new LinkedHashMap<>();
        for (Tag tag : given) {
            String folded = fold(tag.key());
            if (folded.startsWith(RESERVED)) {
                throw IamErrors.reservedTag();
            }
            if (fresh.put(folded, tag.key()) != null) {
                throw IamErrors.duplicateTags();
            }
        }
        Map<String, String> joined = new LinkedHashMap<>(tags);
        joined.keySet().removeIf(key -> fresh.containsKey(fold(key)));
        given.forEach(tag -> joined.put(tag.key(), tag.value()));
        if (joined.size() > IamLimits.TAGS.current()) {
            throw IamErrors.tooManyTags();
        }
        return joined;
    }

    /** Tags without these keys. */
    static Map<String, String> without(Map<String, String> tags, Collection<String> keys) {
        List<String> gone = keys.stream().map(Tags::fold).toList();
        Map<String, String> left = new LinkedHashMap<>(tags);
        left.keySet().removeIf(key -> gone.contains(fold(key)));
        return left;
    }

    static List<Tag> shown(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** A part of the tags, by their keys. */
    static Page<Tag> list(Map<String, String> tags, PageRequest asked) {
        return Page.of(shown(new TreeMap<>(tags)), Tag::key, asked);
    }

    private static String fold(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
