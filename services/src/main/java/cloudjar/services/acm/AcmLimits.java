package cloudjar.services.acm;

import cloudjar.kernel.limit.Limit;

/** Certificate Manager's quotas, and how long what it issues lasts. */
final class AcmLimits {
    private static final String GUIDE = "https://docs.aws.amazon.com/acm/latest/userguide/";
    private static final String QUOTAS = GUIDE + "acm-limits.html";

    static final Limit CERTIFICATES_MAX = Limit.of(2500, "certificates per region", QUOTAS);
    static final Limit NAMES_MAX = Limit.of(10, "domain names per certificate", QUOTAS);
    static final Limit TAGS_MAX = Limit.of(50, "tags per certificate", QUOTAS);

    /** Since authorities may issue for 200 days only: rule 6.3.2 of the CA/Browser Forum, from March 15, 2026. */
    static final Limit PUBLIC_VALIDITY_DAYS =
            new Limit(198, 395, "days that a public certificate lasts", GUIDE + "acm-certificate-characteristics.html");

    static final Limit PRIVATE_VALIDITY_DAYS =
            Limit.of(395, "days that a private certificate lasts", GUIDE + "gs-acm-request-private.html");
    static final Limit PUBLIC_RENEWAL_DAYS = new Limit(
            45, 60, "days before a public certificate's end that it is renewed", GUIDE + "managed-renewal.html");
    static final Limit PRIVATE_RENEWAL_DAYS = Limit.of(
            60, "days before a private certificate's end that it is renewed", GUIDE + "gs-acm-request-private.html");
    static final Limit PUBLIC_EVENT_DAYS = new Limit(
            30, 45, "days before a public certificate's end that its events begin", GUIDE + "supported-events.html");
    static final Limit EVENT_DAYS = Limit.of(
            45, "days before another certificate's end that its events begin", GUIDE + "supported-events.html");
    static final Limit VALIDATION_HOURS =
            Limit.of(72, "hours until a request times out", GUIDE + "domain-ownership-validation.html");

    private AcmLimits() {}
}
