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

    private static final String WILDCARD = "*.";
    private static final int LABEL = 32;
    private static final int ZONE = 10;

    private Validation() {}

    /** What is shown of each name of a request. */
    static List<DomainValidation> shown(Certificate certificate, Certificate.Request request) {
        String status =
                certificate.status() == Certificate.Status.PENDING_VALIDATION ? "PENDING_VALIDATION" : "SUCCESS";
        return certificate.names().stream()
                .map(name -> {
                    DomainValidation.Builder shown = DomainValidation.builder()
                            .domainName(name)
                            .validationDomain(request.validationDomains().getOrDefault(name, name))
                            .validationStatus(status)
                            .validationMethod(request.method());
                    return request.method().equals(DNS)
                            ? shown.resourceRecord(record(certificate.account(), name))
                                    .build()
                            : shown.validationEmails(List.of()).build();
                })
                .toList();
    }

    /** The record that shows it: the same for a domain in an account whenever it is asked, and for its wildcard. */
    private static ResourceRecord record(String account, String name) {
        String domain = name.startsWith(WILDCARD) ? name.substring(WILDCARD.length()) : name;
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
