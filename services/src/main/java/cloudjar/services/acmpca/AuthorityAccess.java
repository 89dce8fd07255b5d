package cloudjar.services.acmpca;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.acmpca.AcmPcaTables.Granted;
import cloudjar.services.acmpca.AcmPcaTables.PartKey;
import java.util.stream.Stream;
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
        AcmPcaTables tables = AcmPcaTables.in(need.account(), need.resource().part(3));
        Authority authority = tables.authorities
                .get(asked.snapshot(), resource.substring(PREFIX.length()))
                .orElse(null);
        if (authority == null) {
            return null;
        }
        PolicyLayer layer = authority.policy() == null
                ? PolicyLayer.NONE
                : documents.layer(PolicyKind.RESOURCE, authority.arn(), authority.policy());
        PolicyLayer whole = asked.call().principal() instanceof Principal.Service service
                ? tables.permissions
                        .get(asked.snapshot(), new PartKey(authority.id(), service.name()))
                        .map(granted -> PolicyLayer.of(Stream.concat(
                                        layer.policies().stream(),
                                        documents
                                                .layer(
                                                        PolicyKind.RESOURCE,
                                                        authority.arn() + "#permission",
                                                        document(granted))
                                                .policies()
                                                .stream())
                                .toList()))
                        .orElse(layer)
                : layer;
        return ResourceSide.of(authority.account(), whole, new ResourceTags(authority.tags()));
    }

    /** A permission as the policy that it amounts to. */
    private static String document(Granted granted) {
        return """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"%s"},"Action":["acm-pca:%s"],\
            "Resource":"*","Condition":{"StringEquals":{"aws:SourceAccount":"%s"}}}]}\
            """.formatted(
                        granted.principal(), String.join("\",\"acm-pca:", granted.actions()), granted.sourceAccount());
    }
}
