package cloudjar.services.kms;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.ByteArrayOutputStream;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlgorithmSpec;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;
import software.amazon.awssdk.services.kms.model.WrappingKeySpec;

/** Material from outside: one or several, in one Region or several. */
class KmsImportAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final SdkBytes SECRET = SdkBytes.fromUtf8String("secret");
    private static final String NEW = "NEW_KEY_MATERIAL";

    private TestWorld world;
    private KmsClient kms;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        kms = world.client(KmsClient.builder());
    }

    private String key(boolean multiRegion) {
        return kms.createKey(create -> create.origin(OriginType.EXTERNAL).multiRegion(multiRegion))
                .keyMetadata()
                .keyId();
    }

    private KeyMetadata describe(String key) {
        return kms.describeKey(describe -> describe.keyId(key)).keyMetadata();
    }

    private static byte[] material(int seed) {
        byte[] material = new byte[32];
        material[0] = (byte) seed;
        return material;
    }

    private static SdkBytes sealed(KmsClient client, String key) {
        return client.encrypt(encrypt -> encrypt.keyId(key).plaintext(SECRET)).ciphertextBlob();
    }

    private static void assertOpens(KmsClient client, SdkBytes sealed) {
        assertThat(client.decrypt(decrypt -> decrypt.ciphertextBlob(sealed)).plaintext())
                .isEqualTo(SECRET);
    }

    /** @param type of the import; empty where the caller says none */
    private static String put(KmsClient client, String key, byte[] material, String type, @Nullable Instant validTo)
            throws Exception {
        return put(client, key, material, request -> request.importType(type.isEmpty() ? null : type)
                .validTo(validTo)
                .expirationModel(
                        validTo == null
                                ? ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE
                                : ExpirationModelType.KEY_MATERIAL_EXPIRES));
    }

    private static String put(
            KmsClient client, String key, byte[] material, Consumer<ImportKeyMaterialRequest.Builder> more)
            throws Exception {
        GetParametersForImportResponse parameters = client.getParametersForImport(get -> get.keyId(key)
                .wrappingAlgorithm(AlgorithmSpec.RSAES_OAEP_SHA_256)
                .wrappingKeySpec(WrappingKeySpec.RSA_2048));
        PublicKey wrapping = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(parameters.publicKey().asByteArray()));
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(Cipher.ENCRYPT_MODE, wrapping, PublicKeyCipher.oaep("RSAES_OAEP_SHA_256"));
        SdkBytes wrapped = SdkBytes.fromByteArray(cipher.doFinal(material));
        return client.importKeyMaterial(request -> {
                    request.keyId(key)
                            .importToken(parameters.importToken())
                            .encryptedKeyMaterial(wrapped)
                            .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE);
                    more.accept(request);
                })
                .keyMaterialId();
    }

    private static List<String> states(KmsClient client, String key) {
        return client
                .listKeyRotations(list -> list.keyId(key).includeKeyMaterial(IncludeKeyMaterial.ALL_KEY_MATERIAL))
                .rotations()
                .stream()
                .map(RotationsListEntry::keyMaterialStateAsString)
                .toList();
    }

    @Test
    void importedMaterialIsUnwrappedExpiresAndComesBack() throws Exception {
        String key = kms.createKey(create -> create.origin(OriginType.EXTERNAL))
                .keyMetadata()
                .keyId();
        assertRefused(() -> kms.encrypt(encrypt -> encrypt.keyId(key).plaintext(SECRET)), "KMSInvalidStateException");
        byte[] material = new byte[32];
        material[3] = 7;
        Instant end = world.clock().now().plus(Duration.ofDays(10));
        put(kms, key, material, "", end);
        SdkBytes sealed =
                kms.encrypt(encrypt -> encrypt.keyId(key).plaintext(SECRET)).ciphertextBlob();

        world.clock().advance(Duration.ofDays(11));
        assertThat(describe(key).keyState()).isEqualTo(KeyState.PENDING_IMPORT);
        assertRefused(() -> kms.decrypt(decrypt -> decrypt.ciphertextBlob(sealed)), "KMSInvalidStateException");
        assertRefused(() -> put(kms, key, new byte[32], "", null), "IncorrectKeyMaterialException");
        put(kms, key, material, "", null);
        assertThat(kms.decrypt(decrypt -> decrypt.ciphertextBlob(sealed)).plaintext())
                .isEqualTo(SECRET);
        kms.deleteImportedKeyMaterial(delete -> delete.keyId(key));
        assertThat(describe(key).keyState()).isEqualTo(KeyState.PENDING_IMPORT);
    }

    /** A key that lost any of its materials cannot be used until all are there again. */
    @Test
    void aKeyHasSeveralMaterialsAndNeedsThemAll() throws Exception {
        String key = key(false);
        String first = put(kms, key, material(1), "", null);
        SdkBytes early = sealed(kms, key);
        assertRefused(() -> put(kms, key, material(2), "", null), "IncorrectKeyMaterialException");
        String second = put(kms, key, material(2), NEW, null);
        assertThat(states(kms, key)).containsExactly("CURRENT", "PENDING_ROTATION");
        kms.rotateKeyOnDemand(rotate -> rotate.keyId(key));
        assertThat(states(kms, key)).containsExactly("NON_CURRENT", "CURRENT");
        assertThat(describe(key).currentKeyMaterialId()).isEqualTo(second);
        SdkBytes late = sealed(kms, key);
        assertOpens(kms, early);

        kms.deleteImportedKeyMaterial(delete -> delete.keyId(key).keyMaterialId(first));
        assertThat(describe(key).keyState()).isEqualTo(KeyState.PENDING_IMPORT);
        assertRefused(() -> kms.decrypt(decrypt -> decrypt.ciphertextBlob(late)), "KMSInvalidStateException");
        kms.deleteImportedKeyMaterial(delete -> delete.keyId(key));
        put(kms, key, material(2), "", null);
        assertThat(describe(key).keyState()).isEqualTo(KeyState.PENDING_IMPORT);
        put(kms, key, material(1), "EXISTING_KEY_MATERIAL", null);
        assertThat(describe(key).keyState()).isEqualTo(KeyState.ENABLED);
        assertOpens(kms, early);
        assertOpens(kms, late);
    }

    @Test
    void materialExpiresWithinAYearAndItsIdIsNotChosen() throws Exception {
        String key = key(false);
        Instant now = world.clock().now();
        assertRefused(() -> put(kms, key, material(1), "", now.plus(Duration.ofDays(366))), "ValidationException");
        put(kms, key, material(1), "", now.plus(Duration.ofDays(364)));
        assertRefused(
                () -> put(kms, key, material(2), request -> request.importType(NEW)
                        .keyMaterialId("a".repeat(64))),
                "ValidationException");
        assertRefused(
                () -> put(kms, key, material(1), request -> request.keyMaterialId("a".repeat(64))),
                "IncorrectKeyMaterialException");
        assertRefused(
                () -> kms.deleteImportedKeyMaterial(delete -> delete.keyId(key).keyMaterialId("a".repeat(64))),
                "NotFoundException");
    }

    @Test
    void aKeyThatWaitsForItsDeletionLosesItsMaterialToo() throws Exception {
        String key = key(false);
        put(kms, key, material(1), "", null);
        kms.scheduleKeyDeletion(schedule -> schedule.keyId(key));
        kms.deleteImportedKeyMaterial(delete -> delete.keyId(key));
        assertThat(describe(key).keyState()).isEqualTo(KeyState.PENDING_DELETION);
        assertRefused(() -> put(kms, key, material(1), "", null), "KMSInvalidStateException");
        kms.cancelKeyDeletion(cancel -> cancel.keyId(key));
        assertThat(describe(key).keyState()).isEqualTo(KeyState.PENDING_IMPORT);
    }

    /** Each Region imports for itself; new material comes to the primary first and is used when all replicas have it. */
    @Test
    void replicasImportWhatTheirPrimaryHas() throws Exception {
        String key = key(true);
        KmsClient there = world.client(KmsClient.builder(), TestWorld.ACCOUNT, Region.EU_WEST_1);
        put(kms, key, material(1), "", null);
        SdkBytes early = sealed(kms, key);
        kms.replicateKey(replicate -> replicate.keyId(key).replicaRegion("eu-west-1"));
        assertRefused(() -> there.decrypt(decrypt -> decrypt.ciphertextBlob(early)), "KMSInvalidStateException");
        assertRefused(() -> put(there, key, material(2), "", null), "IncorrectKeyMaterialException");
        put(there, key, material(1), "", null);
        assertOpens(there, early);

        assertRefused(() -> put(there, key, material(2), NEW, null), "UnsupportedOperationException");
        put(kms, key, material(2), NEW, null);
        assertThat(states(kms, key)).containsExactly("CURRENT", "PENDING_MULTI_REGION_IMPORT_AND_ROTATION");
        assertRefused(() -> kms.rotateKeyOnDemand(rotate -> rotate.keyId(key)), "KMSInvalidStateException");
        put(there, key, material(2), "EXISTING_KEY_MATERIAL", null);
        assertThat(states(there, key)).containsExactly("CURRENT", "PENDING_ROTATION");
        kms.rotateKeyOnDemand(rotate -> rotate.keyId(key));
        assertOpens(there, sealed(kms, key));
        assertOpens(kms, sealed(there, key));
        assertThat(states(there, key)).containsExactly("NON_CURRENT", "CURRENT");

        there.deleteImportedKeyMaterial(delete -> delete.keyId(key));
        assertThat(describe(key).keyState()).isEqualTo(KeyState.ENABLED);
        assertOpens(kms, early);
        assertRefused(() -> sealed(there, key), "KMSInvalidStateException");
    }

    /** The public key is that of the material. */
    @Test
    void keyPairsOfLatticesAreImported() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("ML-DSA-44");
        KeyPair pair = generator.generateKeyPair();
        String key = kms.createKey(create ->
                        create.origin(OriginType.EXTERNAL).keySpec("ML_DSA_44").keyUsage("SIGN_VERIFY"))
                .keyMetadata()
                .keyId();
        String other = kms.createKey(create ->
                        create.origin(OriginType.EXTERNAL).keySpec("ML_DSA_65").keyUsage("SIGN_VERIFY"))
                .keyMetadata()
                .keyId();
        putWrapped(key, pair.getPrivate().getEncoded());
        SdkBytes signature = kms.sign(sign -> sign.keyId(key).message(SECRET).signingAlgorithm("ML_DSA_SHAKE_256"))
                .signature();
        Signature verifier = Signature.getInstance("ML-DSA");
        verifier.initVerify(pair.getPublic());
        verifier.update(SECRET.asByteArray());
        assertThat(verifier.verify(signature.asByteArray())).isTrue();
        assertThat(kms.getPublicKey(get -> get.keyId(key)).publicKey().asByteArray())
                .isEqualTo(pair.getPublic().getEncoded());
        assertRefused(() -> putWrapped(other, pair.getPrivate().getEncoded()), "IncorrectKeyMaterialException");
    }

    /** With an AES key, wrapped by RSA, since private keys are long. */
    private void putWrapped(String key, byte[] material) throws Exception {
        GetParametersForImportResponse parameters = kms.getParametersForImport(get -> get.keyId(key)
                .wrappingAlgorithm(AlgorithmSpec.RSA_AES_KEY_WRAP_SHA_256)
                .wrappingKeySpec(WrappingKeySpec.RSA_2048));
        PublicKey wrapping = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(parameters.publicKey().asByteArray()));
        SecretKeySpec aes = new SecretKeySpec(material(9), "AES");
        Cipher outer = Cipher.getInstance("RSA/ECB/OAEPPadding");
        outer.init(Cipher.ENCRYPT_MODE, wrapping, PublicKeyCipher.oaep("RSAES_OAEP_SHA_256"));
        Cipher inner = Cipher.getInstance("AES/KWP/NoPadding");
        inner.init(Cipher.ENCRYPT_MODE, aes);
        ByteArrayOutputStream wrapped = new ByteArrayOutputStream();
        wrapped.writeBytes(outer.doFinal(aes.getEncoded()));
        wrapped.writeBytes(inner.doFinal(material));
        kms.importKeyMaterial(request -> request.keyId(key)
                .importToken(parameters.importToken())
                .encryptedKeyMaterial(SdkBytes.fromByteArray(wrapped.toByteArray()))
                .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE));
    }
}
