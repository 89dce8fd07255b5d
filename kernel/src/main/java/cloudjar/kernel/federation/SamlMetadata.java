package cloudjar.kernel.federation;

import cloudjar.kernel.federation.UntrustedProofException.Reason;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What a SAML provider says of itself.
 *
 * @param entityId its name
 * @param certificates with whose keys it signs
 */
public record SamlMetadata(String entityId, List<X509Certificate> certificates) {
    static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

    public SamlMetadata {
        certificates = List.copyOf(certificates);
    }

    /**
     * Reads a provider's document.
     *
     * @throws UntrustedProofException where it is none
     */
    public static SamlMetadata parse(String document) throws UntrustedProofException {
        Element root = SafeXml.parse(document).getDocumentElement();
        String entityId = root.getAttribute("entityID");
        if (!SafeXml.is(root, METADATA, "EntityDescriptor") || entityId.isEmpty()) {
            throw new UntrustedProofException(Reason.MALFORMED, "no EntityDescriptor with an entityID");
        }
        List<Element> roles = SafeXml.children(root, METADATA, "IDPSSODescriptor");
        if (roles.isEmpty()) {
            throw new UntrustedProofException(Reason.MALFORMED, "no IDPSSODescriptor");
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (Element role : roles) {
            for (Element key : SafeXml.children(role, METADATA, "KeyDescriptor")) {
                if (!key.getAttribute("use").equals("encryption")) {
                    certificates.addAll(certificates(key));
                }
            }
        }
        return new SamlMetadata(entityId, certificates);
    }

    private static List<X509Certificate> certificates(Element key) throws UntrustedProofException {
        List<X509Certificate> certificates = new ArrayList<>();
        NodeList texts = key.getElementsByTagNameNS(SIGNATURE, "X509Certificate");
        for (int i = 0; i < texts.getLength(); i++) {
            try {
                byte[] encoded = Base64.getMimeDecoder()
                        .decode(texts.item(i).getTextContent().strip());
                certificates.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded)));
            } catch (CertificateException | IllegalArgumentException e) {
                throw new UntrustedProofException(Reason.MALFORMED, "not a certificate", e);
            }
        }
        return certificates;
    }
}
