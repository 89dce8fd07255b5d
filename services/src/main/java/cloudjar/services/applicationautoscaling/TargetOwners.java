package cloudjar.services.applicationautoscaling;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import cloudjar.kernel.store.Scope;
import org.jspecify.annotations.Nullable;

/** What scalable targets say to calls: whose they are, and their tags. */
final class TargetOwners implements ResourcePolicies {
    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        return ApplicationAutoScalingTables.in(
                        new Scope(need.account(), need.resource().part(3)))
                .targetsByArn
                .get(asked.snapshot(), need.resource().text())
                .map(target -> ResourceSide.plain(need.account(), new ResourceTags(target.tags())))
                .orElse(null);
    }
}
