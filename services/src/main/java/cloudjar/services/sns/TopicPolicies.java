package cloudjar.services.sns;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The policies of topics, as far as they decide. */
final class TopicPolicies implements ResourcePolicies {
    private static final int INITIAL_MAX = 10_000;

    private final CompiledPolicies documents = new CompiledPolicies();

    /** The policies that AWS gives, by the topic: each is written once, and not with each call. */
    private final Map<String, String> initial = new ConcurrentHashMap<>();

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        TopicAddress address = new TopicAddress(
                need.account(), need.resource().part(3), need.resource().part(5));
        Topic topic =
                address.tables().topics.get(asked.snapshot(), address.name()).orElse(null);
        if (topic == null) {
            return null;
        }
        PolicyLayer layer = documents.layer(
                PolicyKind.RESOURCE,
                need.resource().text(),
                policy(topic, need.resource().text()));
        return ResourceSide.of(topic.account(), layer, new ResourceTags(topic.tags()));
    }

    private String policy(Topic topic, String arn) {
        if (topic.hasOwnPolicy()) {
            return topic.policy();
        }
        if (initial.size() >= INITIAL_MAX) {
            initial.clear();
        }
        return initial.computeIfAbsent(arn, unused -> topic.policy());
    }
}
