package cloudjar.services.acm;

import cloudjar.kernel.limit.Limit;

/** Certificate Manager's quotas. */
final class AcmLimits {
    private static final String QUOTAS = "https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html";

    static final Limit CERTIFICATES_MAX = Limit.of(2500, "certificates per region", QUOTAS);
    static final Limit NAMES_MAX = Limit.of(10, "domain names per certificate", QUOTAS);
    static final Limit TAGS_MAX = Limit.of(50, "tags per certificate", QUOTAS);
    static final Limit VALIDITY_DAYS = Limit.of(
            395, "days", "https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html");
    static final Limit RENEWAL_DAYS = Limit.of(
            60, "days before the end", "https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html");

    private AcmLimits() {}
}
