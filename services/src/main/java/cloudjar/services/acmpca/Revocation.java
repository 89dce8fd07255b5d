package cloudjar.services.acmpca;

import cloudjar.api.acmpca.CrlConfiguration;
import cloudjar.api.acmpca.CrlDistributionPointExtensionConfiguration;
import cloudjar.api.acmpca.OcspConfiguration;
import cloudjar.api.acmpca.RevocationConfiguration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an authority lets others know what it revoked.
 *
 * @see <a href="https://docs.aws.amazon.com/privateca/latest/userguide/revocation-setup.html">Plan a revocation method</a>
 */
record Revocation(@Nullable Crl crl, @Nullable Ocsp ocsp) {
    private static final String PUBLIC = "PUBLIC_READ";

    /**
     * Lists in a bucket.
     *
     * @param days how long a list holds
     * @param cname the name in certificates in place of the bucket's; null where it is the bucket's
     * @param omitted whether certificates do not say where the list is
     */
    record Crl(
            boolean enabled,
            int days,
            @Nullable String cname,
            @Nullable String bucket,
            String acl,
            boolean omitted) {
        /** Where the list of an authority is, as its certificates say. */
        String url(Authority authority) {
            String host = cname == null ? bucket + ".s3." + authority.region() + ".amazonaws.com" : cname;
            return "http://" + host + "/" + key(authority);
        }

        static String key(Authority authority) {
            return "crl/" + authority.id() + ".crl";
        }

        /** The name of S3 for the list's permissions. */
        String cannedAcl() {
            return acl.equals(PUBLIC) ? "public-read" : "bucket-owner-full-control";
        }
    }

    /** Answers about single certificates. */
    record Ocsp(boolean enabled, @Nullable String cname) {
        String url(Authority authority) {
            return "http://" + (cname == null ? "ocsp.acm-pca." + authority.region() + ".amazonaws.com" : cname);
        }
    }

    /** What a request wants; null where it wants nothing. */
    static @Nullable Revocation of(@Nullable RevocationConfiguration in) {
        return in == null ? null : new Revocation(crl(in.crlConfiguration()), ocsp(in.ocspConfiguration()));
    }

    private static @Nullable Crl crl(@Nullable CrlConfiguration in) {
        if (in == null) {
            return null;
        }
        if (in.enabled() && (in.s3BucketName() == null || in.expirationInDays() == null)) {
            throw AcmPcaErrors.args("S3BucketName and ExpirationInDays are required when the CRL is enabled.");
        }
        CrlDistributionPointExtensionConfiguration extension = in.crlDistributionPointExtensionConfiguration();
        return new Crl(
                in.enabled(),
                Objects.requireNonNullElse(in.expirationInDays(), 0),
                in.customCname(),
                in.s3BucketName(),
                Objects.requireNonNullElse(in.s3ObjectAcl(), PUBLIC),
                extension != null && extension.omitExtension());
    }

    private static @Nullable Ocsp ocsp(@Nullable OcspConfiguration in) {
        return in == null ? null : new Ocsp(in.enabled(), in.ocspCustomCname());
    }

    static RevocationConfiguration shown(@Nullable Revocation revocation) {
        Crl crl = revocation == null ? null : revocation.crl();
        Ocsp ocsp = revocation == null ? null : revocation.ocsp();
        CrlConfiguration.Builder list = CrlConfiguration.builder().enabled(crl != null && crl.enabled());
        if (crl != null && crl.enabled()) {
            list.expirationInDays(crl.days())
                    .customCname(crl.cname())
                    .s3BucketName(crl.bucket())
                    .s3ObjectAcl(crl.acl())
                    .crlDistributionPointExtensionConfiguration(CrlDistributionPointExtensionConfiguration.builder()
                            .omitExtension(crl.omitted())
                            .build());
        }
        return RevocationConfiguration.builder()
                .crlConfiguration(list.build())
                .ocspConfiguration(
                        ocsp == null
                                ? null
                                : OcspConfiguration.builder()
                                        .enabled(ocsp.enabled())
                                        .ocspCustomCname(ocsp.cname())
                                        .build())
                .build();
    }
}
