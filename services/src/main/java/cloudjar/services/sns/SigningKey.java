package cloudjar.services.sns;

import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What messages of a world are signed with.
 *
 * @param id names its certificate
 * @param privateKey in PKCS #8
 * @param certificate in PEM, for whoever wants to check a signature
 */
record SigningKey(String id, Bytes privateKey, String certificate) {
    private static final int KEY_BITS = 2048;
    private static final X500Principal NAME = new X500Principal("CN=sns.amazonaws.com");
    private static final Duration BACKDATED = Duration.ofDays(1);
    private static final Duration VALIDITY = Duration.ofDays(3650);

    /**
     * A new key, good from a day before now: the clocks of those who check may lag behind.
     *
     * @param id of hexadecimal digits
     */
    static SigningKey make(String id, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair pair = generator.generateKeyPair();
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    NAME,
                                    new BigInteger(id, 16),
                                    Date.from(now.minus(BACKDATED)),
                                    Date.from(now.plus(VALIDITY)),
                                    NAME,
                                    pair.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
            return new SigningKey(id, Bytes.wrap(pair.getPrivate().getEncoded()), pem(certificate));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("a Java that cannot make an RSA key", e);
        }
    }

    private static String pem(X509Certificate certificate) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter out = new JcaPEMWriter(text)) {
            out.writeObject(certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The key, ready to sign. */
    PrivateKey open() {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(privateKey.toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored key is none", e);
        }
    }
}
