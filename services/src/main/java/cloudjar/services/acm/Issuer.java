package cloudjar.services.acm;

import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.Secret;
import cloudjar.kernel.vault.Vault;
import cloudjar.kernel.world.World;
import cloudjar.services.acm.AcmTables.Authority;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates with an authority that each world makes when it first needs it. Thread-safe. */
final class Issuer {
    private static final String ROOT = "root";
    private static final X500Name NAME = new X500Name("C=US,O=Amazon,CN=cloudjar certificate authority");
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(20 * 365);
    private static final int SERIAL_BYTES = 16;

    private final Vault vault;
    private final LimitProfile limits;

    Issuer(Vault vault, LimitProfile limits) {
        this.vault = vault;
        this.limits = limits;
    }

    /** A key pair of an algorithm that requests can name. */
    static KeyPair keyPair(String algorithm) {
        try {
            KeyPairGenerator generator;
            if (algorithm.startsWith("RSA_")) {
                generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(Integer.parseInt(algorithm.substring("RSA_".length())));
            } else {
                generator = KeyPairGenerator.getInstance("EC");
                String curve = algorithm.substring("EC_".length());
                generator.initialize(new ECGenParameterSpec(curve.equals("prime256v1") ? "secp256r1" : curve));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no keys of " + algorithm, e);
        }
    }

    /** Seals a private key as it may be kept. */
    Secret sealed(PrivateKey key) {
        return vault.seal(Bytes.wrap(key.getEncoded()));
    }

    /** A private key that was kept. */
    PrivateKey opened(Secret key, String algorithm) {
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(vault.open(key).toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was kept can be read", e);
        }
    }

    /** A certificate for a request, with a key of its own. */
    Certificate.Issue issue(World world, Certificate certificate, Instant now) {
        Certificate.Request request = certificate.request();
        String algorithm = request == null ? "RSA_2048" : request.keyAlgorithm();
        KeyPair pair = keyPair(algorithm);
        return issue(world, certificate, pair.getPublic(), sealed(pair.getPrivate()), now);
    }

    /** A certificate for a key that there is already. */
    Certificate.Issue issue(World world, Certificate certificate, PublicKey key, Secret secret, Instant now) {
        Authority authority = authority(world, now);
        GeneralName[] names = certificate.names().stream()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        X509v3CertificateBuilder builder = builder(
                world.ids(),
                new X500Name("CN=" + certificate.domain()),
                key,
                now,
                Duration.ofDays(AcmLimits.PUBLIC_VALIDITY_DAYS.in(limits)));
        try {
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(
                            Facts.of(authority.certificate()).certificate().getPublicKey()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate could not be encoded", e);
        }
        return new Certificate.Issue(
                sign(builder, opened(authority.key(), "RSA")), List.of(authority.certificate()), secret, now);
    }

    private static X509v3CertificateBuilder builder(
            Ids ids, X500Name subject, PublicKey key, Instant now, Duration validity) {
        return new X509v3CertificateBuilder(
                NAME,
                new BigInteger(1, ids.bytes(SERIAL_BYTES)),
                Date.from(now),
                Date.from(now.plus(validity)),
                subject,
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    }

    private static Bytes sign(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return Bytes.wrap(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(key))
                    .getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate could not be signed", e);
        }
    }

    /** The world's authority. Of two that are made at once the first stays. */
    private Authority authority(World world, Instant now) {
        return world.store()
                .read(snapshot -> AcmTables.authority().get(snapshot, ROOT))
                .orElseGet(() -> {
                    Authority made = made(world.ids(), now);
                    return world.store().write(tx -> {
                        Authority there = AcmTables.authority().get(tx, ROOT).orElse(made);
                        AcmTables.authority().put(tx, ROOT, there);
                        return there;
                    });
                });
    }

    private Authority made(Ids ids, Instant now) {
        KeyPair pair = keyPair("RSA_2048");
        X509v3CertificateBuilder builder = builder(ids, NAME, pair.getPublic(), now, AUTHORITY_VALIDITY);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate could not be encoded", e);
        }
        return new Authority(sign(builder, pair.getPrivate()), sealed(pair.getPrivate()));
    }
}
