package cloudjar.services.acmpca;

import cloudjar.api.acmpca.ASN1Subject;
import cloudjar.api.acmpca.ApiPassthrough;
import cloudjar.api.acmpca.CustomExtension;
import cloudjar.api.acmpca.ExtendedKeyUsageType;
import cloudjar.api.acmpca.Extensions;
import cloudjar.api.acmpca.PolicyInformation;
import cloudjar.api.acmpca.PolicyQualifierInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.jspecify.annotations.Nullable;

/**
 * What a call says is to be in a certificate, where its template lets it.
 *
 * @param subject null for that of the request
 */
record Passthrough(@Nullable X500Name subject, List<Extension> extensions) {
    static final Passthrough NONE = new Passthrough(null, List.of());

    private static final Map<String, KeyPurposeId> PURPOSES = Map.of(
            ExtendedKeyUsageType.SERVER_AUTH, KeyPurposeId.id_kp_serverAuth,
            ExtendedKeyUsageType.CLIENT_AUTH, KeyPurposeId.id_kp_clientAuth,
            ExtendedKeyUsageType.CODE_SIGNING, KeyPurposeId.id_kp_codeSigning,
            ExtendedKeyUsageType.EMAIL_PROTECTION, KeyPurposeId.id_kp_emailProtection,
            ExtendedKeyUsageType.TIME_STAMPING, KeyPurposeId.id_kp_timeStamping,
            ExtendedKeyUsageType.OCSP_SIGNING, KeyPurposeId.id_kp_OCSPSigning,
            ExtendedKeyUsageType.SMART_CARD_LOGIN, KeyPurposeId.id_kp_smartcardlogon,
            // RFC 9336 and RFC 6962.
            ExtendedKeyUsageType.DOCUMENT_SIGNING, purpose("1.3.6.1.5.5.7.3.36"),
            ExtendedKeyUsageType.CERTIFICATE_TRANSPARENCY, purpose("1.3.6.1.4.1.11129.2.4.4"));

    Passthrough {
        extensions = List.copyOf(extensions);
    }

    private static KeyPurposeId purpose(String oid) {
        return KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid));
    }

    /** What the call says; refuses what can't be in a certificate. */
    static Passthrough of(@Nullable ApiPassthrough asked) {
        if (asked == null) {
            return NONE;
        }
        try {
            ASN1Subject subject = asked.subject();
            Extensions extensions = asked.extensions();
            return new Passthrough(
                    subject == null ? null : SubjectNames.of(subject),
                    extensions == null ? List.of() : read(extensions));
        } catch (IllegalArgumentException | IOException e) {
            throw AcmPcaErrors.args("ApiPassthrough is not valid: " + e.getMessage());
        }
    }

    private static List<Extension> read(Extensions asked) throws IOException {
        List<Extension> read = new ArrayList<>();
        if (asked.hasSubjectAlternativeNames()) {
            GeneralName[] names = asked.subjectAlternativeNames().stream()
                    .map(SubjectNames::of)
                    .toArray(GeneralName[]::new);
            read.add(extension(Extension.subjectAlternativeName, false, new GeneralNames(names)));
        }
        if (asked.keyUsage() != null) {
            read.add(extension(Extension.keyUsage, true, new KeyUsage(bits(asked.keyUsage()))));
        }
        if (asked.hasExtendedKeyUsage()) {
            KeyPurposeId[] purposes =
                    asked.extendedKeyUsage().stream().map(Passthrough::purpose).toArray(KeyPurposeId[]::new);
            read.add(extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes)));
        }
        if (asked.hasCertificatePolicies()) {
            org.bouncycastle.asn1.x509.PolicyInformation[] policies = asked.certificatePolicies().stream()
                    .map(Passthrough::policy)
                    .toArray(org.bouncycastle.asn1.x509.PolicyInformation[]::new);
            read.add(extension(Extension.certificatePolicies, false, new CertificatePolicies(policies)));
        }
        for (CustomExtension custom : asked.customExtensions()) {
            read.add(new Extension(
                    new ASN1ObjectIdentifier(custom.objectIdentifier()),
                    Boolean.TRUE.equals(custom.critical()),
                    Base64.getDecoder().decode(custom.value())));
        }
        return read;
    }

    private static Extension extension(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value)
            throws IOException {
        return new Extension(type, critical, value.toASN1Primitive().getEncoded());
    }

    private static int bits(cloudjar.api.acmpca.KeyUsage usage) {
        return bit(usage.digitalSignature(), KeyUsage.digitalSignature)
                | bit(usage.nonRepudiation(), KeyUsage.nonRepudiation)
                | bit(usage.keyEncipherment(), KeyUsage.keyEncipherment)
                | bit(usage.dataEncipherment(), KeyUsage.dataEncipherment)
                | bit(usage.keyAgreement(), KeyUsage.keyAgreement)
                | bit(usage.keyCertSign(), KeyUsage.keyCertSign)
                | bit(usage.crlSign(), KeyUsage.cRLSign)
                | bit(usage.encipherOnly(), KeyUsage.encipherOnly)
                | bit(usage.decipherOnly(), KeyUsage.decipherOnly);
    }

    private static int bit(@Nullable Boolean set, int bit) {
        return Boolean.TRUE.equals(set) ? bit : 0;
    }

    private static KeyPurposeId purpose(cloudjar.api.acmpca.ExtendedKeyUsage usage) {
        String type = usage.extendedKeyUsageType();
        String oid = usage.extendedKeyUsageObjectIdentifier();
        if ((type == null) == (oid == null)) {
            throw new IllegalArgumentException("An extended key usage has either a type or an object identifier.");
        }
        KeyPurposeId known = type == null ? purpose(String.valueOf(oid)) : PURPOSES.get(type);
        if (known == null) {
            throw new IllegalArgumentException("The extended key usage is not known: " + type);
        }
        return known;
    }

    private static org.bouncycastle.asn1.x509.PolicyInformation policy(PolicyInformation policy) {
        ASN1ObjectIdentifier id = new ASN1ObjectIdentifier(policy.certPolicyId());
        if (policy.policyQualifiers().isEmpty()) {
            return new org.bouncycastle.asn1.x509.PolicyInformation(id);
        }
        ASN1EncodableVector qualifiers = new ASN1EncodableVector();
        for (PolicyQualifierInfo qualifier : policy.policyQualifiers()) {
            ASN1EncodableVector one = new ASN1EncodableVector();
            one.add(PolicyQualifierId.id_qt_cps);
            one.add(new org.bouncycastle.asn1.DERIA5String(qualifier.qualifier().cpsUri()));
            qualifiers.add(new DERSequence(one));
        }
        return new org.bouncycastle.asn1.x509.PolicyInformation(id, new DERSequence(qualifiers));
    }
}
