package cloudjar.services.sqs;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.tenancy.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The policies of queues, as far as they decide. */
final class QueuePolicies implements ResourcePolicies {
    /**
     * What no policy of a queue grants to another account.
     *
     * @see <a href=
     *     "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-overview-of-managing-access.html">"Cross-account
     *     permissions don't apply to the following actions"</a>
     */
    private static final Set<String> AT_HOME = Set.of(
            "addpermission",
            "cancelmessagemovetask",
            "createqueue",
            "deletequeue",
            "listmessagemovetasks",
            "listqueues",
            "listqueuetags",
            "removepermission",
            "setqueueattributes",
            "startmessagemovetask",
            "tagqueue",
            "untagqueue");

    private static final Set<String> OF_POLICY = Set.of("getqueueattributes", "setqueueattributes");

    private final CompiledPolicies documents = new CompiledPolicies();

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        Queue queue = SqsTables.in(need.account(), need.resource().part(3))
                .queues
                .get(asked.snapshot(), need.resource().part(5))
                .orElse(null);
        if (queue == null) {
            return null;
        }
        // So that nobody locks an account out of its queue, its root user can always see and set the policy:
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html
        boolean unlocking = asked.call().principal() instanceof Principal.Root root
                && root.account().equals(queue.account())
                && OF_POLICY.contains(need.action().name().name());
        String policy = unlocking ? null : queue.attributes().policy();
        boolean foreign = !queue.account().equals(asked.call().principal().account());
        PolicyLayer layer = policy == null
                        || foreign && AT_HOME.contains(need.action().name().name())
                ? PolicyLayer.NONE
                : documents.layer(PolicyKind.RESOURCE, need.resource().text(), policy);
        return ResourceSide.of(queue.account(), layer, new ResourceTags(queue.tags()));
    }
}
