package cloudjar.services.acmpca;

import java.io.IOException;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** Where certificates say that it can be learnt whether they were revoked. */
final class RevocationExtensions {
    private RevocationExtensions() {}

    static void add(X509v3CertificateBuilder builder, Authority authority) throws IOException {
        Revocation.Crl list = authority.lists().filter(crl -> !crl.omitted()).orElse(null);
        if (list != null) {
            DistributionPointName name = new DistributionPointName(new GeneralNames(uri(list.url(authority))));
            builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                new DistributionPoint(name, null, null)
            }));
        }
        Revocation.Ocsp ocsp = authority.answers().orElse(null);
        if (ocsp != null) {
            builder.addExtension(
                    Extension.authorityInfoAccess,
                    false,
                    new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, uri(ocsp.url(authority))));
        }
    }

    private static GeneralName uri(String url) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, url);
    }
}
