package cloudjar.kernel.federation;

import cloudjar.kernel.federation.UntrustedProofException.Reason;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A SAML provider's answer, with one assertion, of which one or both are signed. What is read is the very element that a
 * signature covers: a response with several assertions, with an id twice, or with a signature over anything but the element it
 * stands in is refused, so that nothing can be wrapped around a signed part.
 */
public final class SamlResponse {
    private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";
    private static final String ID = "ID";
    private static final int ELEMENTS_MAX = 10_000;

    /** What may be done to an element before it is hashed: nothing that chooses parts of it. */
    private static final Set<String> TRANSFORMS = Set.of(
            Transform.ENVELOPED,
            "http://www.w3.org/2001/10/xml-exc-c14n#",
            "http://www.w3.org/2001/10/xml-exc-c14n#WithComments");

    private SamlResponse() {}

    /**
     * The assertion in a response.
     *
     * @param trusted the certificates of the provider
     * @throws UntrustedProofException where it is no response, or nothing of it is signed with a key of the provider
     */
    public static SamlAssertion verify(String xml, List<X509Certificate> trusted) throws UntrustedProofException {
        Document document = SafeXml.parse(xml);
        Element response = document.getDocumentElement();
        if (!SafeXml.is(response, PROTOCOL, "Response")) {
            throw new UntrustedProofException(Reason.MALFORMED, "no Response");
        }
        checkStatus(response);
        checkIds(document);
        List<Element> assertions = SafeXml.children(response, SamlAssertion.ASSERTION, "Assertion");
        int all = document.getElementsByTagNameNS(SamlAssertion.ASSERTION, "Assertion")
                .getLength();
        if (assertions.size() != 1 || all != 1) {
            throw new UntrustedProofException(Reason.MALFORMED, "not one Assertion");
        }
        Element assertion = assertions.getFirst();
        List<Element> signed = new ArrayList<>();
        for (Element candidate : List.of(response, assertion)) {
            if (isSigned(candidate, trusted)) {
                signed.add(candidate);
            }
        }
        if (signed.isEmpty()) {
            throw new UntrustedProofException(Reason.SIGNATURE, "nothing is signed");
        }
        return SamlAssertion.of(assertion);
    }

    private static void checkStatus(Element response) throws UntrustedProofException {
        Element status = SafeXml.child(response, PROTOCOL, "Status");
        Element code = status == null ? null : SafeXml.child(status, PROTOCOL, "StatusCode");
        if (code != null && !code.getAttribute("Value").equals(SUCCESS)) {
            throw new UntrustedProofException(Reason.MALFORMED, "no success");
        }
    }

    private static void checkIds(Document document) throws UntrustedProofException {
        NodeList elements = document.getElementsByTagName("*");
        if (elements.getLength() > ELEMENTS_MAX) {
            throw new UntrustedProofException(Reason.MALFORMED, "too many elements");
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < elements.getLength(); i++) {
            String id = ((Element) elements.item(i)).getAttribute(ID);
            if (!id.isEmpty() && !ids.add(id)) {
                throw new UntrustedProofException(Reason.MALFORMED, "an ID twice");
            }
        }
    }

    /** Whether the element has a signature of its own; a wrong one is an error. */
    private static boolean isSigned(Element element, List<X509Certificate> trusted) throws UntrustedProofException {
        List<Element> signatures = SafeXml.children(element, SamlMetadata.SIGNATURE, "Signature");
        if (signatures.isEmpty()) {
            return false;
        }
        if (signatures.size() > 1 || !isRight(element, signatures.getFirst(), trusted)) {
            throw new UntrustedProofException(Reason.SIGNATURE, "the signature is wrong");
        }
        return true;
    }

    private static boolean isRight(Element element, Element signature, List<X509Certificate> trusted) {
        for (X509Certificate certificate : trusted) {
            if (isRight(element, signature, certificate.getPublicKey())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRight(Element element, Element signature, PublicKey key) {
        DOMValidateContext context = new DOMValidateContext(key, signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        context.setIdAttributeNS(element, null, ID);
        try {
            XMLSignature read = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            return coversItsParent(read, element) && read.validate(context);
        } catch (MarshalException | XMLSignatureException e) {
            // No signature, or with an algorithm that is too weak: as good as a wrong one.
            return false;
        }
    }

    private static boolean coversItsParent(XMLSignature signature, Element parent) {
        List<Reference> references = signature.getSignedInfo().getReferences();
        if (references.size() != 1 || !signature.getObjects().isEmpty()) {
            return false;
        }
        Reference reference = references.getFirst();
        List<Transform> transforms = reference.getTransforms();
        String id = parent.getAttribute(ID);
        return !id.isEmpty()
                && ("#" + id).equals(reference.getURI())
                && transforms.stream().allMatch(transform -> TRANSFORMS.contains(transform.getAlgorithm()));
    }
}
