package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.TooManyTagsException;
import cloudjar.kernel.limit.LimitProfile;
import java.util.Locale;
import java.util.Map;

/** The rules of tags. */
final class Tags {
    private Tags() {}

    /** Refuses tags that a resource may not have. */
    static void check(Map<String, String> tags, LimitProfile limits) {
        if (tags.size() > LogsLimits.TAGS.in(limits)) {
            throw new TooManyTagsException("A resource can have no more than 50 tags.");
        }
        for (String key : tags.keySet()) {
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw LogsErrors.invalid("Tag keys starting with 'aws:' are reserved for system use");
            }
        }
    }
}
