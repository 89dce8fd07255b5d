package cloudjar.services.acmpca;

import java.util.Map;
import org.bouncycastle.asn1.x509.CRLReason;
import org.jspecify.annotations.Nullable;

/** Why certificates are revoked, as lists and answers number it. */
final class RevocationReasons {
    private static final Map<String, Integer> NUMBERS = Map.of(
            "KEY_COMPROMISE", CRLReason.keyCompromise,
            "CERTIFICATE_AUTHORITY_COMPROMISE", CRLReason.cACompromise,
            "AFFILIATION_CHANGED", CRLReason.affiliationChanged,
            "SUPERSEDED", CRLReason.superseded,
            "CESSATION_OF_OPERATION", CRLReason.cessationOfOperation,
            "PRIVILEGE_WITHDRAWN", CRLReason.privilegeWithdrawn,
            "A_A_COMPROMISE", CRLReason.aACompromise);

    private RevocationReasons() {}

    static int number(@Nullable String reason) {
        return reason == null ? CRLReason.unspecified : NUMBERS.getOrDefault(reason, CRLReason.unspecified);
    }
}
