package cloudjar.services.cloudwatchlogs;

import java.util.LinkedHashMap;
import java.util.Map;

/** The tags of a resource that has an ARN and is no group. */
record ResourceTags(Map<String, String> tags) {
    ResourceTags {
        tags = new LinkedHashMap<>(tags);
    }
}
