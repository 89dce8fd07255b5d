package cloudjar.services.kms;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.kms.Kms;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlgorithmSpec;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.WrappingKeySpec;

/** Answers that standards and Wycheproof state for keys that they give, through keys with imported material. */
class KnownAnswersTest {
    @RegisterExtension
    static final CloudExtension CLOUD =
            new CloudExtension(wiring -> List.of(new ServiceBinding<>(Kms.API, KmsService.of(wiring))));

    private static final HexFormat HEX = HexFormat.of();

    private KmsClient kms;

    @BeforeEach
    void open(TestWorld world) {
        kms = world.client(KmsClient.builder());
    }

    private String imported(KeySpec spec, KeyUsageType usage, byte[] material) throws Exception {
        String key = kms.createKey(
                        create -> create.keySpec(spec).keyUsage(usage).origin(OriginType.EXTERNAL))
                .keyMetadata()
                .keyId();
        GetParametersForImportResponse parameters = kms.getParametersForImport(get -> get.keyId(key)
                .wrappingAlgorithm(AlgorithmSpec.RSAES_OAEP_SHA_256)
                .wrappingKeySpec(WrappingKeySpec.RSA_2048));
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new X509EncodedKeySpec(parameters.publicKey().asByteArray())),
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        byte[] wrapped = cipher.doFinal(material);
        kms.importKeyMaterial(in -> in.keyId(key)
                .importToken(parameters.importToken())
                .encryptedKeyMaterial(SdkBytes.fromByteArray(wrapped))
                .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE));
        return key;
    }

    private static SdkBytes bytes(String hex) {
        return SdkBytes.fromByteArray(HEX.parseHex(hex));
    }

    /** Wycheproof, hmac_sha256_test.json, test 2: a key of 256 bits. */
    @Test
    void macs() throws Exception {
        byte[] secret = HEX.parseHex("8159fd15133cd964c9a6964c94f0ea269a806fd9f43f0da58b6cd1b33d189b2a");
        String key = imported(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC, secret);
        SdkBytes mac = kms.generateMac(generate ->
                        generate.keyId(key).message(bytes("77")).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256))
                .mac();
        assertThat(HEX.formatHex(mac.asByteArray()))
                .isEqualTo("dfc5105d5eecf7ae7b8b8de3930e7659e84c4172f2555142f1e568fc1872ad93");
    }

    /** RFC 6979, A.2.5: P-256 with SHA-256, of the message "sample". */
    @Test
    void signaturesOnP256() throws Exception {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        byte[] material = KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(
                        new BigInteger("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721", 16),
                        curve.getParameterSpec(ECParameterSpec.class)))
                .getEncoded();
        String key = imported(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY, material);
        byte[] signature = new DERSequence(new ASN1Integer[] {
                    new ASN1Integer(
                            new BigInteger("EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716", 16)),
                    new ASN1Integer(
                            new BigInteger("F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8", 16))
                })
                .getEncoded();
        assertThat(kms.verify(verify -> verify.keyId(key)
                                .message(SdkBytes.fromUtf8String("sample"))
                                .signature(SdkBytes.fromByteArray(signature))
                                .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
                        .signatureValid())
                .isTrue();
    }

    /** RFC 8032, 7.1, test 2: Ed25519 signs a message always alike. */
    @Test
    void signaturesOnEd25519() throws Exception {
        byte[] material = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(
                        NamedParameterSpec.ED25519,
                        HEX.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")))
                .getEncoded();
        String key = imported(KeySpec.fromValue("ECC_NIST_EDWARDS25519"), KeyUsageType.SIGN_VERIFY, material);
        SdkBytes signature = kms.sign(
                        sign -> sign.keyId(key).message(bytes("72")).signingAlgorithm("ED25519_SHA_512"))
                .signature();
        assertThat(HEX.formatHex(signature.asByteArray()))
                .isEqualTo("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    }
}
