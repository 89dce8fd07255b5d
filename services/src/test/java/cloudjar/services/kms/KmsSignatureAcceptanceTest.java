package cloudjar.services.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KeyAgreementAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KmsInvalidMacException;
import software.amazon.awssdk.services.kms.model.KmsInvalidSignatureException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/** Signatures, MACs and shared secrets, compared with what the JDK makes of the same keys. */
class KmsSignatureAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final byte[] MESSAGE = "a message".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private KmsClient kms;

    @BeforeEach
    void open(TestWorld world) {
        kms = world.client(KmsClient.builder());
    }

    private String key(String spec, String usage) {
        return kms.createKey(create -> create.keySpec(spec).keyUsage(usage))
                .keyMetadata()
                .keyId();
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSASSA_PKCS1_V1_5_SHA_256, SHA-256",
        "RSA_2048, RSASSA_PSS_SHA_512, SHA-512",
        "RSA_3072, RSASSA_PSS_SHA_384, SHA-384",
        "ECC_NIST_P256, ECDSA_SHA_256, SHA-256",
        "ECC_NIST_P384, ECDSA_SHA_384, SHA-384",
        "ECC_NIST_P521, ECDSA_SHA_512, SHA-512",
        "ECC_SECG_P256K1, ECDSA_SHA_256, SHA-256",
    })
    void whatIsSignedRawVerifiesAsADigestAndTheOtherWay(String spec, String algorithm, String hash) throws Exception {
        String key = key(spec, "SIGN_VERIFY");
        SdkBytes raw = SdkBytes.fromByteArray(MESSAGE);
        SdkBytes digest = SdkBytes.fromByteArray(MessageDigest.getInstance(hash).digest(MESSAGE));
        SdkBytes ofRaw = kms.sign(
                        sign -> sign.keyId(key).message(raw).messageType("RAW").signingAlgorithm(algorithm))
                .signature();
        SdkBytes ofDigest = kms.sign(sign ->
                        sign.keyId(key).message(digest).messageType("DIGEST").signingAlgorithm(algorithm))
                .signature();

        assertThat(kms.verify(verify -> verify.keyId(key)
                                .message(digest)
                                .messageType("DIGEST")
                                .signingAlgorithm(algorithm)
                                .signature(ofRaw))
                        .signatureValid())
                .isTrue();
        assertThat(kms.verify(verify -> verify.keyId(key)
                                .message(raw)
                                .signingAlgorithm(algorithm)
                                .signature(ofDigest))
                        .signatureValid())
                .isTrue();
        assertThatThrownBy(() -> kms.verify(verify -> verify.keyId(key)
                        .message(SdkBytes.fromUtf8String("another"))
                        .signingAlgorithm(algorithm)
                        .signature(ofRaw)))
                .isInstanceOf(KmsInvalidSignatureException.class);
        assertThatThrownBy(() -> kms.verify(verify -> verify.keyId(key)
                        .message(raw)
                        .signingAlgorithm(algorithm)
                        .signature(SdkBytes.fromUtf8String("no signature"))))
                .isInstanceOf(KmsInvalidSignatureException.class);
        assertThatThrownBy(() -> kms.sign(sign ->
                        sign.keyId(key).message(raw).messageType("DIGEST").signingAlgorithm(algorithm)))
                .hasMessageContaining("Digest is invalid length for algorithm " + algorithm);
    }

    @Test
    void theJdkVerifiesWithThePublicKey() throws Exception {
        String key = key("RSA_2048", "SIGN_VERIFY");
        byte[] signature = kms.sign(sign -> sign.keyId(key)
                        .message(SdkBytes.fromByteArray(MESSAGE))
                        .signingAlgorithm("RSASSA_PKCS1_V1_5_SHA_256"))
                .signature()
                .asByteArray();
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(publicKey(key, "RSA"));
        verifier.update(MESSAGE);

        assertThat(verifier.verify(signature)).isTrue();
    }

    private PublicKey publicKey(String key, String family) throws Exception {
        byte[] encoded = kms.getPublicKey(get -> get.keyId(key)).publicKey().asByteArray();
        return KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(encoded));
    }

    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_EDWARDS25519, ED25519_SHA_512, RAW, 9",
        "ECC_NIST_EDWARDS25519, ED25519_PH_SHA_512, DIGEST, 64",
        "ML_DSA_44, ML_DSA_SHAKE_256, RAW, 9",
        "ML_DSA_65, ML_DSA_SHAKE_256, EXTERNAL_MU, 64",
        "ML_DSA_87, ML_DSA_SHAKE_256, RAW, 9",
        "SM2, SM2DSA, RAW, 9",
        "SM2, SM2DSA, DIGEST, 32",
    })
    void newerAlgorithmsSignAndVerify(String spec, String algorithm, String type, int length) {
        String key = key(spec, "SIGN_VERIFY");
        byte[] message = new byte[length];
        message[1] = 5;
        SdkBytes content = SdkBytes.fromByteArray(message);
        SdkBytes signature = kms.sign(sign ->
                        sign.keyId(key).message(content).messageType(type).signingAlgorithm(algorithm))
                .signature();

        assertThat(kms.verify(verify -> verify.keyId(key)
                                .message(content)
                                .messageType(type)
                                .signingAlgorithm(algorithm)
                                .signature(signature))
                        .signatureValid())
                .isTrue();
        message[1] = 6;
        assertThatThrownBy(() -> kms.verify(verify -> verify.keyId(key)
                        .message(SdkBytes.fromByteArray(message))
                        .messageType(type)
                        .signingAlgorithm(algorithm)
                        .signature(signature)))
                .isInstanceOf(KmsInvalidSignatureException.class);
    }

    @ParameterizedTest
    @CsvSource({"RSA_2048, RSAES_OAEP_SHA_256", "RSA_2048, RSAES_OAEP_SHA_1", "SM2, SM2PKE"})
    void keyPairsEncrypt(String spec, String algorithm) {
        String key = key(spec, "ENCRYPT_DECRYPT");
        SdkBytes sealed = kms.encrypt(encrypt -> encrypt.keyId(key)
                        .plaintext(SdkBytes.fromByteArray(MESSAGE))
                        .encryptionAlgorithm(algorithm))
                .ciphertextBlob();

        assertThat(kms.decrypt(decrypt ->
                                decrypt.keyId(key).ciphertextBlob(sealed).encryptionAlgorithm(algorithm))
                        .plaintext()
                        .asByteArray())
                .isEqualTo(MESSAGE);
    }

    /** Of any length: an engine that takes for granted what stands before the content must not fall over. */
    @ParameterizedTest
    @CsvSource({"RSA_2048, RSAES_OAEP_SHA_256", "SM2, SM2PKE"})
    void whatIsCutOffIsNoCiphertext(String spec, String algorithm) {
        String key = key(spec, "ENCRYPT_DECRYPT");
        byte[] sealed = kms.encrypt(encrypt -> encrypt.keyId(key)
                        .plaintext(SdkBytes.fromByteArray(MESSAGE))
                        .encryptionAlgorithm(algorithm))
                .ciphertextBlob()
                .asByteArray();
        for (int length = 1; length < sealed.length; length += 7) {
            SdkBytes cut = SdkBytes.fromByteArray(Arrays.copyOf(sealed, length));
            assertThatThrownBy(() -> kms.decrypt(
                            decrypt -> decrypt.keyId(key).ciphertextBlob(cut).encryptionAlgorithm(algorithm)))
                    .isInstanceOf(InvalidCiphertextException.class);
        }
    }

    @Test
    void macsAreThoseOfTheKeyAndComparedWhole() throws Exception {
        String key = key("HMAC_256", "GENERATE_VERIFY_MAC");
        SdkBytes message = SdkBytes.fromByteArray(MESSAGE);
        SdkBytes mac = kms.generateMac(
                        generate -> generate.keyId(key).message(message).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256))
                .mac();

        assertThat(mac.asByteArray()).hasSize(32);
        assertThat(kms.verifyMac(verify -> verify.keyId(key)
                                .message(message)
                                .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                                .mac(mac))
                        .macValid())
                .isTrue();
        assertThatThrownBy(() -> kms.verifyMac(verify -> verify.keyId(key)
                        .message(SdkBytes.fromUtf8String("another"))
                        .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                        .mac(mac)))
                .isInstanceOf(KmsInvalidMacException.class);
        assertThatThrownBy(() -> kms.generateMac(
                        generate -> generate.keyId(key).message(message).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_512)))
                .isInstanceOf(InvalidKeyUsageException.class);
    }

    @Test
    void bothSidesDeriveTheSameSecret() throws Exception {
        String key = key("ECC_NIST_P256", "KEY_AGREEMENT");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair other = generator.generateKeyPair();
        byte[] derived = kms.deriveSharedSecret(derive -> derive.keyId(key)
                        .keyAgreementAlgorithm(KeyAgreementAlgorithmSpec.ECDH)
                        .publicKey(SdkBytes.fromByteArray(other.getPublic().getEncoded())))
                .sharedSecret()
                .asByteArray();
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(other.getPrivate());
        agreement.doPhase(publicKey(key, "EC"), true);

        assertThat(derived).isEqualTo(agreement.generateSecret());
    }

    @Test
    void dataKeyPairsMatchTheirEncryptedPrivateKeys() {
        String key = kms.createKey().keyMetadata().keyId();
        GenerateDataKeyPairResponse pair =
                kms.generateDataKeyPair(generate -> generate.keyId(key).keyPairSpec("ECC_NIST_P256"));

        assertThat(kms.decrypt(decrypt -> decrypt.ciphertextBlob(pair.privateKeyCiphertextBlob()))
                        .plaintext())
                .isEqualTo(pair.privateKeyPlaintext());
        assertThat(kms.generateRandom(random -> random.numberOfBytes(17))
                        .plaintext()
                        .asByteArray())
                .hasSize(17);
    }

    /** RFC 4231, test case 2, by the same primitive that keys use. */
    @Test
    void theMacIsThatOfTheStandard() throws Exception {
        Mac mac = Mac.getInstance(KeyKind.HMAC_256.parameter());
        mac.init(new SecretKeySpec("Jefe".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "HMAC"));

        assertThat(HexFormat.of()
                        .formatHex(mac.doFinal(
                                "what do ya want for nothing?".getBytes(java.nio.charset.StandardCharsets.US_ASCII))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
