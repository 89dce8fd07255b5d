package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.Tag;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Tx;
import cloudjar.services.cloudwatch.CloudWatchTables.ResourceTags;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules of tags. */
final class Tags {
    private Tags() {}

    static SortedMap<String, String> of(List<Tag> tags) {
        SortedMap<String, String> map = new TreeMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    static void check(Map<String, String> tags, LimitProfile limits) {
        if (tags.size() > CloudWatchLimits.TAGS.in(limits)) {
            throw CloudWatchErrors.value(
                    "A resource can have no more than " + CloudWatchLimits.TAGS.in(limits) + " tags.");
        }
        if (tags.keySet().stream().anyMatch(key -> key.startsWith("aws:"))) {
            throw CloudWatchErrors.value("Tag keys starting with aws: are reserved.");
        }
    }

    /** Gives a new resource its tags. */
    static void set(Tx tx, CloudWatchTables tables, String arn, List<Tag> tags, LimitProfile limits) {
        SortedMap<String, String> map = of(tags);
        check(map, limits);
        tables.tags.put(tx, arn, new ResourceTags(map));
    }
}
