package cloudjar.services.acmpca;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import org.jspecify.annotations.Nullable;

/** The policies and tags of authorities. */
final class AuthorityAccess implements ResourcePolicies {
    private static final String PREFIX = "certificate-authority/";

    private final CompiledPolicies documents = new CompiledPolicies();

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        String resource = need.resource().part(5);
        if (!resource.startsWith(PREFIX)) {
            return null;
        }
        Authority authority = AcmPcaTables.in(need.account(), need.resource().part(3))
                .authorities
                .get(asked.snapshot(), resource.substring(PREFIX.length()))
                .orElse(null);
        if (authority == null) {
            return null;
        }
        PolicyLayer layer = authority.policy() == null
                ? PolicyLayer.NONE
                : documents.layer(PolicyKind.RESOURCE, authority.arn(), authority.policy());
        return ResourceSide.of(authority.account(), layer, new ResourceTags(authority.tags()));
    }
}
