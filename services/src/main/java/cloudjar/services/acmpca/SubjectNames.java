package cloudjar.services.acmpca;

import cloudjar.api.acmpca.ASN1Subject;
import cloudjar.api.acmpca.CustomAttribute;
import cloudjar.api.acmpca.EdiPartyName;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.DirectoryString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;

/** Names as calls write them, for certificates. All throw {@link IllegalArgumentException} for what is no such name. */
final class SubjectNames {
    private SubjectNames() {}

    /** A subject: of parts that AWS names, or of any others. */
    static X500Name of(ASN1Subject subject) {
        if (!subject.hasCustomAttributes()) {
            return X500Name.getInstance(
                    AuthorityForms.encoded(AuthorityForms.names(subject)).toArray());
        }
        if (AuthorityForms.hasStandardParts(subject)) {
            throw new IllegalArgumentException("Custom attributes can't be used together with standard ones.");
        }
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        for (CustomAttribute attribute : subject.customAttributes()) {
            builder.addRDN(new ASN1ObjectIdentifier(attribute.objectIdentifier()), attribute.value());
        }
        return builder.build();
    }

    /** A name of any of the kinds that certificates have. */
    static GeneralName of(cloudjar.api.acmpca.GeneralName name) {
        long given = Stream.of(
                        name.dnsName(),
                        name.rfc822Name(),
                        name.uniformResourceIdentifier(),
                        name.ipAddress(),
                        name.registeredId(),
                        name.directoryName(),
                        name.otherName(),
                        name.ediPartyName())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw new IllegalArgumentException("A subject alternative name is of one kind.");
        }
        if (name.dnsName() != null) {
            return new GeneralName(GeneralName.dNSName, name.dnsName());
        }
        if (name.rfc822Name() != null) {
            return new GeneralName(GeneralName.rfc822Name, name.rfc822Name());
        }
        if (name.uniformResourceIdentifier() != null) {
            return new GeneralName(GeneralName.uniformResourceIdentifier, name.uniformResourceIdentifier());
        }
        if (name.ipAddress() != null) {
            return new GeneralName(GeneralName.iPAddress, name.ipAddress());
        }
        if (name.registeredId() != null) {
            return new GeneralName(GeneralName.registeredID, name.registeredId());
        }
        if (name.directoryName() != null) {
            return new GeneralName(of(name.directoryName()));
        }
        cloudjar.api.acmpca.OtherName other = name.otherName();
        return other != null
                ? new GeneralName(
                        GeneralName.otherName,
                        new OtherName(new ASN1ObjectIdentifier(other.typeId()), new DERUTF8String(other.value())))
                : new GeneralName(GeneralName.ediPartyName, party(Objects.requireNonNull(name.ediPartyName())));
    }

    /** As in RFC 5280, 4.2.1.6. */
    private static DERSequence party(EdiPartyName name) {
        ASN1EncodableVector parts = new ASN1EncodableVector();
        if (name.nameAssigner() != null) {
            parts.add(new DERTaggedObject(true, 0, new DirectoryString(name.nameAssigner())));
        }
        parts.add(new DERTaggedObject(true, 1, new DirectoryString(name.partyName())));
        return new DERSequence(parts);
    }
}
