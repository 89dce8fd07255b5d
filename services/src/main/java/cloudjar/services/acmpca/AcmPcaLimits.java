package cloudjar.services.acmpca;

import cloudjar.kernel.limit.Limit;

/** Quotas of Private Certificate Authority. */
final class AcmPcaLimits {
    private static final String QUOTAS = "https://docs.aws.amazon.com/general/latest/gr/pca.html";
    private static final String API = "https://docs.aws.amazon.com/privateca/latest/APIReference/";

    static final Limit AUTHORITIES_MAX = Limit.of(1000, "authorities per region", QUOTAS);
    static final Limit TAGS_MAX = Limit.of(50, "tags per authority", API + "API_TagCertificateAuthority.html");
    static final Limit DELETION_DAYS = Limit.of(30, "days", API + "API_DeleteCertificateAuthority.html");
    static final Limit SHORT_LIVED_DAYS = Limit.of(7, "days", API + "API_CreateCertificateAuthority.html");

    private AcmPcaLimits() {}
}
