package cloudjar.services.acmpca;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.Secret;
import cloudjar.kernel.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;

/** Makes keys, requests and certificates with BouncyCastle, and reads them. Thread-safe. */
final class CertificateMaker {
    private final Vault vault;

    CertificateMaker(Vault vault) {
        this.vault = vault;
    }

    static KeyPair keyPair(String algorithm) {
        try {
            boolean rsa = algorithm.startsWith("RSA_");
            KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
            if (rsa) {
                generator.initialize(Integer.parseInt(algorithm.substring("RSA_".length())));
            } else {
                String curve = algorithm.substring("EC_".length());
                generator.initialize(new ECGenParameterSpec(curve.equals("prime256v1") ? "secp256r1" : curve));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no keys of " + algorithm, e);
        }
    }

    Secret sealed(PrivateKey key) {
        return vault.seal(Bytes.wrap(key.getEncoded()));
    }

    /** Signs as the authority does. */
    ContentSigner signer(Authority authority) {
        return signer(authority, authority.keys().signing());
    }

    private ContentSigner signer(Authority authority, String signing) {
        String family = authority.keys().algorithm().startsWith("RSA_") ? "RSA" : "EC";
        try {
            PrivateKey key = KeyFactory.getInstance(family)
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(vault.open(authority.key()).toArray()));
            return new JcaContentSignerBuilder(signing).build(key);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("a key that was kept can sign", e);
        }
    }

    /** The request that an authority makes for its own certificate. */
    String request(Authority authority) {
        try {
            return pem(
                    "CERTIFICATE REQUEST",
                    new PKCS10CertificationRequestBuilder(
                                    X500Name.getInstance(authority.subject().toArray()),
                                    SubjectPublicKeyInfo.getInstance(
                                            authority.publicKey().toArray()))
                            .build(signer(authority))
                            .getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request in PEM whose signature is its subject's. */
    static PKCS10CertificationRequest read(Bytes pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem.utf8()))) {
            if (parser.readObject() instanceof PKCS10CertificationRequest request
                    && request.isSignatureValid(
                            new JcaContentVerifierProviderBuilder().build(request.getSubjectPublicKeyInfo()))) {
                return request;
            }
            throw AcmPcaErrors.csr();
        } catch (IOException | OperatorCreationException | PKCSException | IllegalArgumentException e) {
            throw AcmPcaErrors.csr();
        }
    }

    /** What is to be in a certificate. */
    record Wanted(
            Template template, Passthrough passthrough, BigInteger serial, Instant from, Instant to, String signing) {}

    Bytes issue(Authority authority, PKCS10CertificationRequest request, Wanted wanted) {
        X500Name issuer = authority.certificate() == null
                ? X500Name.getInstance(authority.subject().toArray())
                : holder(authority.certificate()).getSubject();
        X500Name subject = Objects.requireNonNullElse(wanted.passthrough().subject(), request.getSubject());
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer,
                wanted.serial(),
                Date.from(wanted.from()),
                Date.from(wanted.to()),
                subject,
                request.getSubjectPublicKeyInfo());
        try {
            extend(builder, authority, request, wanted);
            if (subject.getRDNs().length == 0 && !builder.hasExtension(Extension.subjectAlternativeName)) {
                throw AcmPcaErrors.nameless();
            }
            return Bytes.wrap(builder.build(signer(authority, wanted.signing())).getEncoded());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate could not be encoded", e);
        }
    }

    /** The template comes first, then what the call says, then what the request does. */
    private static void extend(
            X509v3CertificateBuilder builder, Authority authority, PKCS10CertificationRequest request, Wanted wanted)
            throws IOException, GeneralSecurityException {
        Template template = wanted.template();
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(
                Extension.basicConstraints,
                template.isConstraintCritical(),
                !template.isAuthority()
                        ? new BasicConstraints(false)
                        : template.pathLength() < 0
                                ? new BasicConstraints(true)
                                : new BasicConstraints(template.pathLength()));
        if (template.keyUsage() != 0) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(template.keyUsage()));
        }
        if (!template.purposes().isEmpty()) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    template.arePurposesCritical(),
                    new ExtendedKeyUsage(template.purposes().toArray(new KeyPurposeId[0])));
        }
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                extensions.createSubjectKeyIdentifier(request.getSubjectPublicKeyInfo()));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions.createAuthorityKeyIdentifier(
                        SubjectPublicKeyInfo.getInstance(authority.publicKey().toArray())));
        if (!template.isRoot()) {
            RevocationExtensions.add(builder, authority);
        }
        for (Extension said : wanted.passthrough().extensions()) {
            addNew(builder, said);
        }
        Extensions asked = request.getRequestedExtensions();
        if (asked != null) {
            for (ASN1ObjectIdentifier type : asked.getExtensionOIDs()) {
                if (template.takesRequest() || type.equals(Extension.subjectAlternativeName)) {
                    addNew(builder, asked.getExtension(type));
                }
            }
        }
    }

    private static void addNew(X509v3CertificateBuilder builder, Extension extension) throws IOException {
        if (!builder.hasExtension(extension.getExtnId())) {
            builder.addExtension(extension);
        }
    }

    /** The certificates of a text in PEM; empty where it is none. */
    static List<Bytes> certificates(Bytes pem) {
        List<Bytes> certificates = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(pem.utf8()))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                if (!(object instanceof X509CertificateHolder holder)) {
                    return List.of();
                }
                certificates.add(Bytes.wrap(holder.getEncoded()));
            }
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
        return certificates;
    }

    static X509CertificateHolder holder(Bytes der) {
        try {
            return new X509CertificateHolder(der.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a certificate is signed by the key of another. */
    static boolean isSignedBy(Bytes der, Bytes above) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            X509Certificate issuer =
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(above.toArray()));
            factory.generateCertificate(new ByteArrayInputStream(der.toArray())).verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    static String pem(Bytes der) {
        return pem("CERTIFICATE", der.toArray());
    }

    static @Nullable String pem(List<Bytes> ders) {
        StringBuilder chain = new StringBuilder();
        ders.forEach(der -> chain.append(pem(der)));
        return chain.isEmpty() ? null : chain.toString().stripTrailing();
    }

    private static String pem(String type, byte[] content) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
