package cloudjar.services.s3;

import cloudjar.api.s3.CORSRule;
import java.util.List;
import java.util.Set;

/** What rules may say about requests from pages of other origins. */
final class CorsRules {
    private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");

    private CorsRules() {}

    /** Checks the rules that a bucket is to have. */
    static void require(List<CORSRule> rules) {
        if (rules.isEmpty() || rules.size() > S3Limits.CORS_RULES.current()) {
            throw S3Errors.malformedXml();
        }
        rules.forEach(CorsRules::require);
    }

    private static void require(CORSRule rule) {
        if (rule.allowedMethods().isEmpty() || rule.allowedOrigins().isEmpty()) {
            throw S3Errors.malformedXml();
        }
        for (String method : rule.allowedMethods()) {
            if (!METHODS.contains(method)) {
                throw ConfigurationErrors.unsupportedMethod(method);
            }
        }
        rule.allowedOrigins().forEach(origin -> requireOneWildcard("AllowedOrigin", origin));
        rule.allowedHeaders().forEach(header -> requireOneWildcard("AllowedHeader", header));
        for (String header : rule.exposeHeaders()) {
            if (header.contains("*")) {
                throw ConfigurationErrors.wildcardExposed(header);
            }
        }
    }

    private static void requireOneWildcard(String element, String value) {
        if (value.indexOf('*') != value.lastIndexOf('*')) {
            throw ConfigurationErrors.severalWildcards(element, value);
        }
    }
}
