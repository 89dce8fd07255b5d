package cloudjar.services.acmpca;

import cloudjar.kernel.shape.Bytes;
import cloudjar.services.acmpca.AcmPcaTables.Issued;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** A list of what an authority revoked and what has not expired, signed. */
final class RevocationList {
    private RevocationList() {}

    static Bytes signed(
            Authority authority, Revocation.Crl wanted, List<Issued> revoked, Instant now, CertificateMaker maker) {
        X509v2CRLBuilder builder =
                new X509v2CRLBuilder(X500Name.getInstance(authority.subject().toArray()), Date.from(now));
        builder.setNextUpdate(Date.from(now.plus(Duration.ofDays(wanted.days()))));
        for (Issued one : revoked) {
            Instant at = one.revoked();
            Instant end = CertificateMaker.holder(one.content()).getNotAfter().toInstant();
            if (at != null && end.isAfter(now)) {
                builder.addCRLEntry(
                        new BigInteger(one.serial(), 16), Date.from(at), RevocationReasons.number(one.reason()));
            }
        }
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(SubjectPublicKeyInfo.getInstance(
                                    authority.publicKey().toArray())));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(now.toEpochMilli())));
            return Bytes.wrap(builder.build(maker.signer(authority)).getEncoded());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a list could not be encoded", e);
        }
    }
}
