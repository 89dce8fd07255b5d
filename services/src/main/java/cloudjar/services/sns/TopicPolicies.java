package cloudjar.services.sns;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import org.jspecify.annotations.Nullable;

/** The policies of topics, as far as they decide. */
final class TopicPolicies implements ResourcePolicies {
    private final CompiledPolicies documents = new CompiledPolicies();

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        TopicAddress address = new TopicAddress(
                need.account(), need.resource().part(3), need.resource().part(5));
        Topic topic =
                address.tables().topics.get(asked.snapshot(), address.name()).orElse(null);
        if (topic == null) {
            return null;
        }
        PolicyLayer layer = documents.layer(PolicyKind.RESOURCE, need.resource().text(), topic.policy());
        return ResourceSide.of(topic.account(), layer, new ResourceTags(topic.tags()));
    }
}
