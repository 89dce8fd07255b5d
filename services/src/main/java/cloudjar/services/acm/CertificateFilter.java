package cloudjar.services.acm;

import cloudjar.api.acm.CertificateDetail;
import cloudjar.api.acm.ExtendedKeyUsage;
import cloudjar.api.acm.Filters;
import cloudjar.api.acm.KeyUsage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lists of certificates are narrowed by. Where nobody asks for kinds of keys, only RSA keys of 1024 and 2048 bits are listed, as
 * AWS's reference says.
 */
record CertificateFilter(List<String> statuses, @Nullable Filters includes) {
    private static final Set<String> USUAL_KEYS = Set.of("RSA_1024", "RSA_2048");
    private static final String ANY = "ANY";

    boolean wants(Certificate certificate, Instant now) {
        if (!statuses.isEmpty()
                && !statuses.contains(CertificateForms.status(certificate, now).name())) {
            return false;
        }
        String key = CertificateForms.keyType(certificate);
        if (includes == null || !includes.hasKeyTypes()) {
            if (!USUAL_KEYS.contains(key)) {
                return false;
            }
        } else if (!includes.keyTypes().contains(key)) {
            return false;
        }
        return includes == null || wantsUsages(includes, CertificateForms.detail(certificate, now));
    }

    private static boolean wantsUsages(Filters includes, CertificateDetail detail) {
        boolean keyUsage = includes.keyUsage().isEmpty()
                || includes.keyUsage().contains(ANY)
                || detail.keyUsages().stream().map(KeyUsage::name).anyMatch(includes.keyUsage()::contains);
        boolean extended = includes.extendedKeyUsage().isEmpty()
                || includes.extendedKeyUsage().contains(ANY)
                || detail.extendedKeyUsages().stream()
                        .map(ExtendedKeyUsage::name)
                        .anyMatch(includes.extendedKeyUsage()::contains);
        boolean export = includes.exportOption() == null
                || detail.options() == null
                || includes.exportOption().equals(detail.options().export());
        return keyUsage && extended && export;
    }
}
