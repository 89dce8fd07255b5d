package cloudjar.services.acm;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import org.jspecify.annotations.Nullable;

/** The tags of certificates, as conditions ask about them. */
final class CertificateAccess implements ResourcePolicies {
    private static final String PREFIX = "certificate/";

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        String resource = need.resource().part(5);
        return resource.startsWith(PREFIX)
                ? AcmTables.in(need.account(), need.resource().part(3))
                        .certificates
                        .get(asked.snapshot(), resource.substring(PREFIX.length()))
                        .map(certificate ->
                                ResourceSide.plain(certificate.account(), new ResourceTags(certificate.tags())))
                        .orElse(null)
                : null;
    }
}
