package cloudjar.services.kinesis;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.store.Scope;
import org.jspecify.annotations.Nullable;

/** What streams and consumers say to those who want something of them. */
final class ResourceSides implements ResourcePolicies {
    private static final String STREAM = "stream/";

    private final CompiledPolicies documents = new CompiledPolicies();

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        String resource = need.resource().part(5);
        if (!resource.startsWith(STREAM)) {
            return null;
        }
        Scope scope = new Scope(need.account(), need.resource().part(3));
        int end = resource.indexOf('/', STREAM.length());
        String name = resource.substring(STREAM.length(), end < 0 ? resource.length() : end);
        if (!KinesisTables.STREAMS.in(scope).contains(asked.snapshot(), name)) {
            return null;
        }
        String arn = need.resource().text();
        PolicyLayer layer = KinesisTables.POLICIES
                .in(scope)
                .get(asked.snapshot(), arn)
                .map(policy -> documents.layer(PolicyKind.RESOURCE, arn, policy))
                .orElse(PolicyLayer.NONE);
        return ResourceSide.of(
                scope.account(), layer, new ResourceTags(TagOperations.of(asked.snapshot(), scope, arn)));
    }
}
