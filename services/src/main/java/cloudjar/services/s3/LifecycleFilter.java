package cloudjar.services.s3;

import cloudjar.api.s3.LifecycleRule;
import cloudjar.api.s3.LifecycleRuleAndOperator;
import cloudjar.api.s3.LifecycleRuleFilter;
import cloudjar.api.s3.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which objects a rule is about: those that have all of this.
 *
 * @param larger than so many bytes; null where it does not matter
 * @param smaller than so many bytes; null where it does not matter
 */
record LifecycleFilter(
        String prefix,
        List<Tag> tags,
        @Nullable Long larger,
        @Nullable Long smaller) {
    static LifecycleFilter of(LifecycleRule rule) {
        LifecycleRuleFilter filter = rule.filter();
        if (filter == null) {
            return new LifecycleFilter(orEmpty(rule.prefix()), List.of(), null, null);
        }
        LifecycleRuleAndOperator and = filter.and();
        if (and != null) {
            return new LifecycleFilter(
                    orEmpty(and.prefix()), and.tags(), and.objectSizeGreaterThan(), and.objectSizeLessThan());
        }
        return new LifecycleFilter(
                orEmpty(filter.prefix()),
                filter.tag() == null ? List.of() : List.of(filter.tag()),
                filter.objectSizeGreaterThan(),
                filter.objectSizeLessThan());
    }

    private static String orEmpty(@Nullable String prefix) {
        return prefix == null ? "" : prefix;
    }

    boolean matches(String key, long length, Map<String, String> has) {
        return matchesKey(key)
                && tags.stream().allMatch(tag -> tag.value().equals(has.get(tag.key())))
                && (larger == null || length > larger)
                && (smaller == null || length < smaller);
    }

    /** Whether it is about what has a key and nothing else. */
    boolean matchesKey(String key) {
        return key.startsWith(prefix);
    }

    boolean limitsSize() {
        return larger != null || smaller != null;
    }
}
