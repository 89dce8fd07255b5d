package cloudjar.services.cloudwatch;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import org.jspecify.annotations.Nullable;

/** What alarms, metric streams and insight rules say to calls: whose they are, and their tags. */
final class AlarmOwners implements ResourcePolicies {
    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        String arn = need.resource().text();
        return CloudWatchTables.in(need.account(), need.resource().part(3))
                .tags
                .get(asked.snapshot(), arn)
                .map(found -> ResourceSide.plain(need.account(), new ResourceTags(found.tags())))
                .orElse(null);
    }
}
