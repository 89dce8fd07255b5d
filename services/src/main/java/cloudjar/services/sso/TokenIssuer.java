package cloudjar.services.sso;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An issuer whose tokens applications may exchange.
 *
 * @param claimPath the claim that names the user
 * @param attributePath the attribute of users that the claim is compared with
 */
record TokenIssuer(
        String arn,
        String instanceArn,
        String name,
        String issuerUrl,
        String claimPath,
        String attributePath,
        String jwksOption,
        Map<String, String> tags) {
    TokenIssuer {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    TokenIssuer withTags(Map<String, String> changed) {
        return new TokenIssuer(arn, instanceArn, name, issuerUrl, claimPath, attributePath, jwksOption, changed);
    }
}
