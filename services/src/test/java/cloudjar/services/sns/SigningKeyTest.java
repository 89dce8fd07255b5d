package cloudjar.services.sns;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.shape.Bytes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final byte[] TEXT = "Message\nhello\n".getBytes(StandardCharsets.UTF_8);

    /** Java knows nothing of the four primes and verifies all the same. */
    @Test
    void itsCertificateVerifiesWhatItSigns() throws Exception {
        SigningKey key = SigningKey.make(Ids.seeded(1), NOW);
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(key.certificate().getBytes(StandardCharsets.US_ASCII)));
        certificate.checkValidity(Date.from(NOW));
        certificate.verify(certificate.getPublicKey());
        assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength())
                .isEqualTo(2048);
        assertVerifies(certificate.getPublicKey(), key.open());
    }

    /** Worlds of before have keys of two primes. */
    @Test
    void aKeyOfTwoPrimesGoesOnSigning() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        KeyPair pair = generator.generateKeyPair();
        SigningKey key = new SigningKey("0a", Bytes.wrap(pair.getPrivate().getEncoded()), "certificate", List.of());
        assertVerifies(pair.getPublic(), key.open());
    }

    private static void assertVerifies(PublicKey publicKey, RsaSigner signer) throws Exception {
        for (boolean sha256 : new boolean[] {false, true}) {
            Signature check = Signature.getInstance(sha256 ? "SHA256withRSA" : "SHA1withRSA");
            check.initVerify(publicKey);
            check.update(TEXT);
            assertThat(check.verify(signer.sign(TEXT, sha256))).isTrue();
            check.initVerify(publicKey);
            check.update("another".getBytes(StandardCharsets.UTF_8));
            assertThat(check.verify(signer.sign(TEXT, sha256))).isFalse();
        }
    }
}
