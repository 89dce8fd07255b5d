package cloudjar.kernel.federation;

import cloudjar.kernel.federation.UntrustedProofException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * What a SAML provider says of somebody.
 *
 * @param issuer the provider's name
 * @param subject whom it is about
 * @param subjectFormat of the subject's name; empty where it does not say
 * @param recipients to whom it may be handed
 * @param audiences for whom it is meant
 * @param issued when it was made
 * @param begins when it begins; null where it does not say
 * @param expires the earliest of the times at which a part of it ends; null where it does not say
 * @param sessionExpires when a session made from it ends at the latest; null where it does not say
 * @param attributes their values by their names
 */
public record SamlAssertion(
        String issuer,
        String subject,
        String subjectFormat,
        List<String> recipients,
        List<String> audiences,
        Instant issued,
        @Nullable Instant begins,
        @Nullable Instant expires,
        @Nullable Instant sessionExpires,
        Map<String, List<String>> attributes) {
    static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";

    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    /** The values of an attribute; empty where it is absent. */
    public List<String> attribute(String name) {
        return attributes.getOrDefault(name, List.of());
    }

    /** Reads an element whose signature was found right. */
    static SamlAssertion of(Element element) throws UntrustedProofException {
        Element issuer = required(element, "Issuer");
        Element subject = required(element, "Subject");
        Element name = required(subject, "NameID");
        List<String> recipients = new ArrayList<>();
        Instant expires = null;
        for (Element confirmation : SafeXml.children(subject, ASSERTION, "SubjectConfirmation")) {
            Element data = SafeXml.child(confirmation, ASSERTION, "SubjectConfirmationData");
            if (data != null && confirmation.getAttribute("Method").equals(BEARER)) {
                recipients.add(data.getAttribute("Recipient"));
                expires = earlier(expires, time(data, "NotOnOrAfter"));
            }
        }
        List<String> audiences = new ArrayList<>();
        Instant begins = null;
        for (Element conditions : SafeXml.children(element, ASSERTION, "Conditions")) {
            begins = time(conditions, "NotBefore");
            expires = earlier(expires, time(conditions, "NotOnOrAfter"));
            for (Element restriction : SafeXml.children(conditions, ASSERTION, "AudienceRestriction")) {
                SafeXml.children(restriction, ASSERTION, "Audience").forEach(audience -> audiences.add(text(audience)));
            }
        }
        Instant sessionExpires = null;
        for (Element statement : SafeXml.children(element, ASSERTION, "AuthnStatement")) {
            sessionExpires = earlier(sessionExpires, time(statement, "SessionNotOnOrAfter"));
        }
        Instant issued = time(element, "IssueInstant");
        if (issued == null) {
            throw new UntrustedProofException(Reason.INCOMPLETE, "IssueInstant");
        }
        return new SamlAssertion(
                text(issuer),
                text(name),
                name.getAttribute("Format"),
                recipients,
                audiences,
                issued,
                begins,
                expires,
                sessionExpires,
                attributes(element));
    }

    private static Map<String, List<String>> attributes(Element element) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (Element statement : SafeXml.children(element, ASSERTION, "AttributeStatement")) {
            for (Element attribute : SafeXml.children(statement, ASSERTION, "Attribute")) {
                List<String> values =
                        attributes.computeIfAbsent(attribute.getAttribute("Name"), key -> new ArrayList<>());
                SafeXml.children(attribute, ASSERTION, "AttributeValue").forEach(value -> values.add(text(value)));
            }
        }
        return attributes;
    }

    private static Element required(Element parent, String name) throws UntrustedProofException {
        Element child = SafeXml.child(parent, ASSERTION, name);
        if (child == null) {
            throw new UntrustedProofException(Reason.INCOMPLETE, name);
        }
        return child;
    }

    /** All text in an element; a comment in it divides nothing, as in what is signed. */
    private static String text(Element element) {
        return element.getTextContent().strip();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static @Nullable Instant time(Element element, String attribute) throws UntrustedProofException {
        String text = element.getAttribute(attribute);
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new UntrustedProofException(Reason.MALFORMED, attribute, e);
        }
    }
}
