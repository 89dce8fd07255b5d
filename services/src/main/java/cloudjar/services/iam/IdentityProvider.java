package cloudjar.services.iam;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody outside AWS who vouches for people.
 *
 * @param arn by which it is known
 * @param subject the address of an OpenID Connect provider, or the metadata of a SAML provider
 * @param clientIds of OpenID Connect: for whom its tokens may be meant
 * @param thumbprints of OpenID Connect: of the certificates of its server
 */
record IdentityProvider(
        String arn,
        String subject,
        Instant created,
        List<String> clientIds,
        List<String> thumbprints,
        Map<String, String> tags) {
    IdentityProvider {
        clientIds = List.copyOf(clientIds);
        thumbprints = List.copyOf(thumbprints);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    IdentityProvider withSubject(String changed) {
        return new IdentityProvider(arn, changed, created, clientIds, thumbprints, tags);
    }

    IdentityProvider withClientIds(List<String> changed) {
        return new IdentityProvider(arn, subject, created, changed, thumbprints, tags);
    }

    IdentityProvider withThumbprints(List<String> changed) {
        return new IdentityProvider(arn, subject, created, clientIds, changed, tags);
    }

    IdentityProvider withTags(Map<String, String> changed) {
        return new IdentityProvider(arn, subject, created, clientIds, thumbprints, changed);
    }
}
