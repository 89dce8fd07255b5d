package cloudjar.services.acmpca;

import cloudjar.api.acmpca.ASN1Subject;
import cloudjar.api.acmpca.CertificateAuthority;
import cloudjar.api.acmpca.CertificateAuthorityConfiguration;
import cloudjar.api.acmpca.Tag;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/** Authorities as they are named, found and shown. */
final class AuthorityForms {
    private static final String PREFIX = "certificate-authority/";

    /** The parts of a name in their order. */
    private static final Map<String, ASN1ObjectIdentifier> PARTS = parts();

    private AuthorityForms() {}

    private static Map<String, ASN1ObjectIdentifier> parts() {
        Map<String, ASN1ObjectIdentifier> parts = new LinkedHashMap<>();
        parts.put("Country", BCStyle.C);
        parts.put("Organization", BCStyle.O);
        parts.put("OrganizationalUnit", BCStyle.OU);
        parts.put("DistinguishedNameQualifier", BCStyle.DN_QUALIFIER);
        parts.put("State", BCStyle.ST);
        parts.put("CommonName", BCStyle.CN);
        parts.put("SerialNumber", BCStyle.SERIALNUMBER);
        parts.put("Locality", BCStyle.L);
        parts.put("Title", BCStyle.T);
        parts.put("Surname", BCStyle.SURNAME);
        parts.put("GivenName", BCStyle.GIVENNAME);
        parts.put("Initials", BCStyle.INITIALS);
        parts.put("Pseudonym", BCStyle.PSEUDONYM);
        parts.put("GenerationQualifier", BCStyle.GENERATION);
        return parts;
    }

    /** The parts of a subject that a request has. */
    static Map<String, String> names(ASN1Subject subject) {
        if (subject.hasCustomAttributes()) {
            throw AcmPcaErrors.args("Custom attributes of subjects are not supported.");
        }
        Map<String, String> names = new LinkedHashMap<>();
        PARTS.keySet().forEach(name -> {
            if (subject.get(name) instanceof String value) {
                names.put(name, value);
            }
        });
        if (names.isEmpty()) {
            throw AcmPcaErrors.args("The subject of a certificate authority can't be empty.");
        }
        return names;
    }

    /** Whether a subject has any of the parts that AWS names. */
    static boolean hasStandardParts(ASN1Subject subject) {
        return PARTS.keySet().stream().anyMatch(name -> subject.get(name) != null);
    }

    static Bytes encoded(Map<String, String> names) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        PARTS.forEach((name, type) -> {
            String value = names.get(name);
            if (value != null) {
                builder.addRDN(type, value);
            }
        });
        try {
            return Bytes.wrap(builder.build().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The caller's authority, also a deleted one. */
    static Authority find(Snapshot snapshot, String text, Call call) {
        Authority authority = findShared(snapshot, text, call);
        if (!authority.account().equals(call.account())) {
            throw AcmPcaErrors.notFound(text);
        }
        return authority;
    }

    /** As {@link #findShared}, of one that is not deleted. */
    static Authority findSharedLive(Snapshot snapshot, String text, Call call) {
        return live(findShared(snapshot, text, call));
    }

    /** An authority that may be another account's, whose policy was asked before. */
    static Authority findShared(Snapshot snapshot, String text, Call call) {
        Arn arn = Arn.parse(text)
                .filter(parsed ->
                        parsed.service().equals("acm-pca") && parsed.resource().startsWith(PREFIX))
                .orElseThrow(() -> AcmPcaErrors.arn(text));
        if (!arn.region().equals(call.region())) {
            throw AcmPcaErrors.notFound(text);
        }
        return AcmPcaTables.in(arn.account(), call.region())
                .authorities
                .get(snapshot, arn.resource().substring(PREFIX.length()))
                .orElseThrow(() -> AcmPcaErrors.notFound(text));
    }

    private static Authority live(Authority authority) {
        if (authority.status() == Authority.Status.DELETED) {
            throw AcmPcaErrors.state(authority);
        }
        return authority;
    }

    /** As {@link #find}, of one that is not deleted. */
    static Authority findLive(Snapshot snapshot, String text, Call call) {
        return live(find(snapshot, text, call));
    }

    static CertificateAuthority shown(Authority authority, Instant now) {
        Bytes own = authority.certificate();
        X509CertificateHolder certificate = own == null ? null : CertificateMaker.holder(own);
        ASN1Subject.Builder subject = ASN1Subject.builder();
        Map<String, String> names = authority.keys().names();
        subject.country(names.get("Country"))
                .organization(names.get("Organization"))
                .organizationalUnit(names.get("OrganizationalUnit"))
                .distinguishedNameQualifier(names.get("DistinguishedNameQualifier"))
                .state(names.get("State"))
                .commonName(names.get("CommonName"))
                .serialNumber(names.get("SerialNumber"))
                .locality(names.get("Locality"))
                .title(names.get("Title"))
                .surname(names.get("Surname"))
                .givenName(names.get("GivenName"))
                .initials(names.get("Initials"))
                .pseudonym(names.get("Pseudonym"))
                .generationQualifier(names.get("GenerationQualifier"));
        return CertificateAuthority.builder()
                .arn(authority.arn())
                .ownerAccount(authority.account())
                .createdAt(authority.created())
                .lastStateChangeAt(authority.changed())
                .type(authority.type())
                .serial(
                        certificate == null
                                ? null
                                : certificate.getSerialNumber().toString())
                .status_(status(authority, certificate, now))
                .notBefore(
                        certificate == null ? null : certificate.getNotBefore().toInstant())
                .notAfter(certificate == null ? null : certificate.getNotAfter().toInstant())
                .certificateAuthorityConfiguration(CertificateAuthorityConfiguration.builder()
                        .keyAlgorithm(authority.keys().algorithm())
                        .signingAlgorithm(authority.keys().signing())
                        .subject(subject.build())
                        .build())
                .revocationConfiguration(Revocation.shown(authority.revocation()))
                .restorableUntil(authority.restorableUntil())
                .keyStorageSecurityStandard("FIPS_140_2_LEVEL_3_OR_HIGHER")
                .usageMode(authority.mode())
                .build();
    }

    private static String status(Authority authority, @Nullable X509CertificateHolder certificate, Instant now) {
        boolean expired = authority.status() == Authority.Status.ACTIVE
                && certificate != null
                && now.isAfter(certificate.getNotAfter().toInstant());
        return expired ? "EXPIRED" : authority.status().name();
    }

    /** The tags that an authority has when these are added. */
    static Map<String, String> tagged(Map<String, String> before, List<Tag> added) {
        Map<String, String> tags = new LinkedHashMap<>(before);
        for (Tag tag : added) {
            String key = tag.key() == null ? "" : tag.key();
            if (key.startsWith("aws:")) {
                throw AcmPcaErrors.tag(key);
            }
            tags.put(key, tag.value() == null ? "" : tag.value());
        }
        if (tags.size() > AcmPcaLimits.TAGS_MAX.current()) {
            throw AcmPcaErrors.tooManyTags();
        }
        return tags;
    }
}
