package cloudjar.gateway.tls;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority that clients may be told to trust. Kept as {@value #CERTIFICATE_FILE} and {@value #KEY_FILE}
 * (readable by the owner alone) in a directory, or made anew where there is none. Safe for any number of threads.
 */
public final class CertificateAuthority {
    /** The file that clients are pointed at, in PEM. */
    public static final String CERTIFICATE_FILE = "ca.pem";

    /** The authority's private key, in PEM. */
    public static final String KEY_FILE = "ca.key";

    private static final String SIGNATURE = "SHA256withECDSA";
    private static final Duration BACKDATED = Duration.ofDays(1);
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);

    /** Apple's clients refuse server certificates that are valid for longer than 825 days. */
    private static final Duration SERVER_VALIDITY = Duration.ofDays(397);

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final KeyPair serverKey;

    private CertificateAuthority(InstantSource clock, PrivateKey key, X509Certificate certificate) {
        this.clock = clock;
        this.key = key;
        this.certificate = certificate;
        this.serverKey = newKey();
    }

    /**
     * The authority kept in {@code directory}, which is made there first where it is not.
     *
     * @param directory null for an authority that lives no longer than this object
     * @throws UncheckedIOException where the files cannot be read or written
     */
    public static CertificateAuthority of(@Nullable Path directory, InstantSource clock) {
        try {
            if (directory == null) {
                return make(clock);
            }
            Path certificateFile = directory.resolve(CERTIFICATE_FILE);
            Path keyFile = directory.resolve(KEY_FILE);
            if (!Files.exists(certificateFile) || !Files.exists(keyFile)) {
                return make(clock).save(certificateFile, keyFile);
            }
            return read(clock, certificateFile, keyFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CertificateAuthority read(InstantSource clock, Path certificateFile, Path keyFile)
            throws IOException {
        try {
            X509CertificateHolder holder = (X509CertificateHolder) parse(certificateFile);
            PrivateKeyInfo info = (PrivateKeyInfo) parse(keyFile);
            return new CertificateAuthority(
                    clock,
                    new JcaPEMKeyConverter().getPrivateKey(info),
                    new JcaX509CertificateConverter().getCertificate(holder));
        } catch (ClassCastException | GeneralSecurityException e) {
            throw new IOException("no certificate authority in " + certificateFile.getParent(), e);
        }
    }

    private static Object parse(Path file) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file)))) {
            return Objects.requireNonNullElse(parser.readObject(), "");
        }
    }

    private static CertificateAuthority make(InstantSource clock) {
        KeyPair pair = newKey();
        X500Principal name = new X500Principal("CN=cloudjar local authority, O=cloudjar");
        Instant now = clock.instant();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(127, new SecureRandom()),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(AUTHORITY_VALIDITY)),
                name,
                pair.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            addKeyIdentifier(builder, pair.getPublic());
        } catch (CertIOException e) {
            throw new IllegalStateException("a certificate could not be encoded", e);
        }
        return new CertificateAuthority(clock, pair.getPrivate(), sign(builder, pair.getPrivate()));
    }

    private CertificateAuthority save(Path certificateFile, Path keyFile) throws IOException {
        Files.createDirectories(Objects.requireNonNull(certificateFile.getParent()));
        try {
            Files.createFile(
                    keyFile,
                    PosixFilePermissions.asFileAttribute(Set.copyOf(PosixFilePermissions.fromString("rw-------"))));
        } catch (FileAlreadyExistsException e) {
            // A key without its certificate is of no use: it is overwritten.
            Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(keyFile, pem(key), StandardOpenOption.TRUNCATE_EXISTING);
        Files.writeString(certificateFile, pem());
        return this;
    }

    /** The authority's certificate, as clients want it. */
    public String pem() {
        return pem(certificate);
    }

    private static String pem(Object part) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            // The key in PKCS #8, for its older form would be read back as something else.
            writer.writeObject(part instanceof PrivateKey k ? new PemObject("PRIVATE KEY", k.getEncoded()) : part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The authority's own certificate. */
    X509Certificate certificate() {
        return certificate;
    }

    /** The key of every certificate that is issued. */
    PrivateKey serverKey() {
        return serverKey.getPrivate();
    }

    /** A server's certificate for these names. */
    X509Certificate issue(List<GeneralName> names) {
        Instant now = clock.instant();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                certificate,
                new BigInteger(127, random),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(SERVER_VALIDITY)),
                new X500Principal("CN=cloudjar"),
                serverKey.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
            addKeyIdentifier(builder, serverKey.getPublic());
            addIssuerIdentifier(builder);
        } catch (CertIOException e) {
            throw new IllegalStateException("a certificate could not be encoded", e);
        }
        return sign(builder, key);
    }

    private static void addKeyIdentifier(JcaX509v3CertificateBuilder builder, PublicKey subject)
            throws CertIOException {
        builder.addExtension(Extension.subjectKeyIdentifier, false, extensions().createSubjectKeyIdentifier(subject));
    }

    private void addIssuerIdentifier(JcaX509v3CertificateBuilder builder) throws CertIOException {
        ASN1ObjectIdentifier type = Extension.authorityKeyIdentifier;
        builder.addExtension(type, false, extensions().createAuthorityKeyIdentifier(certificate.getPublicKey()));
    }

    private static JcaX509ExtensionUtils extensions() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks SHA-1", e);
        }
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate could not be signed", e);
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks the curve P-256", e);
        }
    }
}
