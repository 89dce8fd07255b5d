package cloudjar.services.acm;

import cloudjar.api.acm.DomainValidation;
import cloudjar.api.acm.ResourceRecord;
import cloudjar.kernel.sigv4.Sha256;
import java.util.List;

/**
 * How it is shown that a domain is whose it is said to be.
 *
 * @see <a href="https://docs.aws.amazon.com/acm/latest/userguide/domain-ownership-validation.html">Validate domain ownership</a>
 */
final class Validation {
    static final String DNS = "DNS";
    static final String EMAIL = "EMAIL";

    private static final String PENDING = "PENDING_VALIDATION";
    private static final String SUCCESS = "SUCCESS";
    private static final String FAILED = "FAILED";
    private static final String WILDCARD = "*.";
    private static final int LABEL = 32;
    private static final int ZONE = 10;

    private Validation() {}

    /** What is shown of each name of a request. */
    static List<DomainValidation> shown(Certificate certificate, Certificate.Request request) {
        return switch (certificate.status()) {
            case PENDING_VALIDATION -> shown(certificate, request, request.validated(), PENDING);
            case FAILED, VALIDATION_TIMED_OUT -> shown(certificate, request, request.validated(), FAILED);
            case ISSUED, EXPIRED, REVOKED -> shown(certificate, request, certificate.names(), SUCCESS);
        };
    }

    /** The same of an attempt to renew. */
    static List<DomainValidation> shown(
            Certificate certificate, Certificate.Request request, Certificate.Renewal renewal) {
        return shown(
                certificate,
                request,
                renewal.validated(),
                renewal.status().equals(Certificate.Renewal.FAILED) ? FAILED : PENDING);
    }

    private static List<DomainValidation> shown(
            Certificate certificate, Certificate.Request request, List<String> validated, String otherwise) {
        return certificate.names().stream()
                .map(name -> {
                    DomainValidation.Builder shown = DomainValidation.builder()
                            .domainName(name)
                            .validationDomain(request.validationDomains().getOrDefault(name, name))
                            .validationStatus(validated.contains(name) ? SUCCESS : otherwise)
                            .validationMethod(request.method());
                    return request.method().equals(DNS)
                            ? shown.resourceRecord(record(certificate.account(), name))
                                    .build()
                            : shown.validationEmails(List.of()).build();
                })
                .toList();
    }

    /** The domain that a name is in, which is itself but for wildcards. */
    static String domain(String name) {
        return name.startsWith(WILDCARD) ? name.substring(WILDCARD.length()) : name;
    }

    static boolean isWildcard(String name) {
        return name.startsWith(WILDCARD);
    }

    /** The record that shows it: the same for a domain in an account whenever it is asked, and for its wildcard. */
    static ResourceRecord record(String account, String name) {
        String domain = domain(name);
        String label = Sha256.hex("acm label " + account + " " + domain).substring(0, LABEL);
        String value = Sha256.hex("acm value " + account + " " + domain).substring(0, LABEL);
        String zone = Sha256.hex("acm zone " + account).substring(0, ZONE);
        return ResourceRecord.builder()
                .name("_" + label + "." + domain + ".")
                .type("CNAME")
                .value("_" + value + "." + zone + ".acm-validations.aws.")
                .build();
    }
}
