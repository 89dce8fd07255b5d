package cloudjar.services.kms;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

/** AWS's SDK for Java. The codes in brackets are those of the checks that a test proves. */
class KmsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final SdkBytes SECRET = SdkBytes.fromUtf8String("secret");
    private static final Map<String, String> CONTEXT = Map.of("tenant", "a", "purpose", "test");

    private TestWorld world;
    private KmsClient kms;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        kms = world.client(KmsClient.builder());
    }

    private String key() {
        return kms.createKey(create -> create.description("test")).keyMetadata().keyId();
    }

    private KeyMetadata describe(String key) {
        return kms.describeKey(describe -> describe.keyId(key)).keyMetadata();
    }

    @Test
    void ciphertextsAreBoundToTheirKeyAndContext() {
        String key = key();
        SdkBytes sealed = kms.encrypt(
                        encrypt -> encrypt.keyId(key).plaintext(SECRET).encryptionContext(CONTEXT))
                .ciphertextBlob();

        assertThat(kms.decrypt(decrypt -> decrypt.ciphertextBlob(sealed).encryptionContext(CONTEXT))
                        .plaintext())
                .isEqualTo(SECRET);
        assertRefused(() -> kms.decrypt(decrypt -> decrypt.ciphertextBlob(sealed)), "InvalidCiphertextException");
        String other = key();
        assertRefused(
                () -> kms.decrypt(decrypt -> decrypt.ciphertextBlob(sealed)
                        .encryptionContext(CONTEXT)
                        .keyId(other)),
                "IncorrectKeyException");
        byte[] bytes = sealed.asByteArray();
        for (int at : new int[] {0, 5, 40, 70, bytes.length - 1}) {
            byte[] tampered = bytes.clone();
            tampered[at] ^= 1;
            assertThatThrownBy(() -> kms.decrypt(decrypt -> decrypt.ciphertextBlob(SdkBytes.fromByteArray(tampered))
                            .encryptionContext(CONTEXT)))
                    .isInstanceOf(KmsException.class);
        }
    }

    /** [KMS-1] */
    @Test
    void dataKeysComeWithAndWithoutTheirPlaintext() {
        String key = key();
        GenerateDataKeyResponse both =
                kms.generateDataKey(generate -> generate.keyId(key).keySpec(DataKeySpec.AES_256));
        assertThat(both.plaintext().asByteArray()).hasSize(32);
        assertThat(kms.decrypt(decrypt -> decrypt.ciphertextBlob(both.ciphertextBlob()))
                        .plaintext())
                .isEqualTo(both.plaintext());

        SdkBytes sealed = kms.generateDataKeyWithoutPlaintext(
                        generate -> generate.keyId(key).numberOfBytes(64).encryptionContext(CONTEXT))
                .ciphertextBlob();
        assertThat(kms.decrypt(decrypt -> decrypt.ciphertextBlob(sealed).encryptionContext(CONTEXT))
                        .plaintext()
                        .asByteArray())
                .hasSize(64);
        assertRefused(() -> kms.generateDataKey(generate -> generate.keyId(key)), "ValidationException");
        assertRefused(
                () -> kms.generateDataKey(generate ->
                        generate.keyId(key).keySpec(DataKeySpec.AES_128).dryRun(true)),
                "DryRunOperationException");
    }

    @Test
    void reEncryptMovesACiphertextToAnotherKey() {
        String from = key();
        String to = key();
        SdkBytes sealed =
                kms.encrypt(encrypt -> encrypt.keyId(from).plaintext(SECRET)).ciphertextBlob();
        SdkBytes moved = kms.reEncrypt(
                        re -> re.ciphertextBlob(sealed).destinationKeyId(to).destinationEncryptionContext(CONTEXT))
                .ciphertextBlob();

        assertThat(kms.decrypt(decrypt ->
                                decrypt.ciphertextBlob(moved).keyId(to).encryptionContext(CONTEXT))
                        .plaintext())
                .isEqualTo(SECRET);
    }

    @Test
    void aKeyIsSwitchedOffAndDeletedAfterItsWindow() {
        String key = key();
        SdkBytes sealed =
                kms.encrypt(encrypt -> encrypt.keyId(key).plaintext(SECRET)).ciphertextBlob();
        kms.disableKey(disable -> disable.keyId(key));
        assertRefused(() -> kms.decrypt(decrypt -> decrypt.ciphertextBlob(sealed)), "DisabledException");
        kms.enableKey(enable -> enable.keyId(key));
        assertRefused(
                () -> kms.scheduleKeyDeletion(schedule -> schedule.keyId(key).pendingWindowInDays(6)),
                "ValidationException");
        kms.scheduleKeyDeletion(schedule -> schedule.keyId(key).pendingWindowInDays(7));
        assertRefused(() -> kms.decrypt(decrypt -> decrypt.ciphertextBlob(sealed)), "KMSInvalidStateException");
        kms.cancelKeyDeletion(cancel -> cancel.keyId(key));
        assertThat(describe(key).keyState()).isEqualTo(KeyState.DISABLED);

        kms.scheduleKeyDeletion(schedule -> schedule.keyId(key).pendingWindowInDays(7));
        world.clock().advance(Duration.ofDays(8));
        assertRefused(() -> describe(key), "NotFoundException");
        assertRefused(() -> kms.decrypt(decrypt -> decrypt.ciphertextBlob(sealed)), "NotFoundException");
    }

    @Test
    void aKeyRotatesByTheClockAndStillDecryptsWhatItEncryptedBefore() {
        String key = key();
        SdkBytes sealed =
                kms.encrypt(encrypt -> encrypt.keyId(key).plaintext(SECRET)).ciphertextBlob();
        kms.enableKeyRotation(enable -> enable.keyId(key).rotationPeriodInDays(90));
        String before = describe(key).currentKeyMaterialId();
        world.clock().advance(Duration.ofDays(91));

        assertThat(describe(key).currentKeyMaterialId()).isNotEqualTo(before);
        kms.rotateKeyOnDemand(rotate -> rotate.keyId(key));
        assertThat(kms.listKeyRotations(list -> list.keyId(key)).rotations()).hasSize(2);
        assertThat(kms.decrypt(decrypt -> decrypt.ciphertextBlob(sealed)).plaintext())
                .isEqualTo(SECRET);
        assertThat(kms.getKeyRotationStatus(get -> get.keyId(key)).nextRotationDate())
                .isAfter(world.clock().now().plus(Duration.ofDays(80)));
    }

    /** What came due while a key was switched off comes when it is switched on. */
    @Test
    void aRotationWaitsForItsKey() {
        String key = key();
        kms.enableKeyRotation(enable -> enable.keyId(key).rotationPeriodInDays(90));
        String before = describe(key).currentKeyMaterialId();
        kms.disableKey(disable -> disable.keyId(key));
        world.clock().advance(Duration.ofDays(200));
        assertThat(describe(key).currentKeyMaterialId()).isEqualTo(before);
        kms.enableKey(enable -> enable.keyId(key));
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(describe(key).currentKeyMaterialId()).isNotEqualTo(before);
        assertThat(kms.getKeyRotationStatus(get -> get.keyId(key)).nextRotationDate())
                .isAfter(world.clock().now().plus(Duration.ofDays(89)));

        kms.scheduleKeyDeletion(schedule -> schedule.keyId(key));
        assertThat(kms.getKeyRotationStatus(get -> get.keyId(key)).keyRotationEnabled())
                .isFalse();
        kms.cancelKeyDeletion(cancel -> cancel.keyId(key));
        assertThat(kms.getKeyRotationStatus(get -> get.keyId(key)).keyRotationEnabled())
                .isTrue();
    }

    @Test
    void rotationsAreListedInTheirOrderAndInPages() {
        String key = key();
        for (int i = 0; i < 5; i++) {
            world.clock().advance(Duration.ofDays(1));
            kms.rotateKeyOnDemand(rotate -> rotate.keyId(key));
        }
        assertThat(kms.listKeyRotationsPaginator(list ->
                                list.keyId(key).limit(2).includeKeyMaterial(IncludeKeyMaterial.ALL_KEY_MATERIAL))
                        .rotations())
                .extracting(RotationsListEntry::rotationDate)
                .hasSize(6)
                .isSortedAccordingTo(Comparator.nullsFirst(Comparator.naturalOrder()));
        assertThat(kms.listKeyRotations(list -> list.keyId(key)).rotations())
                .hasSize(5)
                .last()
                .satisfies(last -> assertThat(last.keyMaterialState()).isEqualTo(KeyMaterialState.CURRENT));
        assertRefused(() -> kms.listKeyRotations(list -> list.keyId(key).marker("x")), "InvalidMarkerException");
    }

    /** [KMS-2] */
    @Test
    void aliasesNameKeysAndThoseOfAwsAppearWhenAServiceNeedsThem() {
        String key = key();
        kms.createAlias(create -> create.aliasName("alias/app").targetKeyId(key));
        SdkBytes sealed = kms.encrypt(encrypt -> encrypt.keyId("alias/app").plaintext(SECRET))
                .ciphertextBlob();
        assertThat(kms.decrypt(decrypt -> decrypt.ciphertextBlob(sealed).keyId("alias/app"))
                        .plaintext())
                .isEqualTo(SECRET);
        assertRefused(
                () -> kms.createAlias(create -> create.aliasName("alias/app").targetKeyId(key)),
                "AlreadyExistsException");
        assertRefused(() -> kms.createAlias(create -> create.aliasName("app").targetKeyId(key)), "ValidationException");
        assertRefused(() -> describe("alias/none"), "NotFoundException");

        assertThat(kms.listAliases().aliases()).hasSize(1);
        EncryptResponse managed =
                kms.encrypt(encrypt -> encrypt.keyId("alias/aws/s3").plaintext(SECRET));
        assertThat(describe("alias/aws/s3").arn()).isEqualTo(managed.keyId());
        assertThat(describe("alias/aws/s3").keyManagerAsString()).isEqualTo("AWS");
        assertThat(kms.listAliases().aliases()).hasSize(2);
        assertRefused(() -> kms.disableKey(disable -> disable.keyId(managed.keyId())), "UnsupportedOperationException");
    }

    @Test
    void aMultiRegionKeyDecryptsInEachOfItsRegions() {
        String key =
                kms.createKey(create -> create.multiRegion(true)).keyMetadata().keyId();
        assertThat(key).startsWith("mrk-");
        SdkBytes sealed =
                kms.encrypt(encrypt -> encrypt.keyId(key).plaintext(SECRET)).ciphertextBlob();
        KmsClient there = world.client(KmsClient.builder(), TestWorld.ACCOUNT, Region.EU_WEST_1);
        assertRefused(() -> there.decrypt(decrypt -> decrypt.ciphertextBlob(sealed)), "NotFoundException");
        kms.replicateKey(replicate -> replicate.keyId(key).replicaRegion("eu-west-1"));

        assertThat(there.decrypt(decrypt -> decrypt.ciphertextBlob(sealed)).plaintext())
                .isEqualTo(SECRET);
        kms.rotateKeyOnDemand(rotate -> rotate.keyId(key));
        SdkBytes later =
                there.encrypt(encrypt -> encrypt.keyId(key).plaintext(SECRET)).ciphertextBlob();
        assertThat(kms.decrypt(decrypt -> decrypt.ciphertextBlob(later)).plaintext())
                .isEqualTo(SECRET);
        kms.updatePrimaryRegion(update -> update.keyId(key).primaryRegion("eu-west-1"));
        assertThat(describe(key).multiRegionConfiguration().primaryKey().region())
                .isEqualTo("eu-west-1");
        there.scheduleKeyDeletion(schedule -> schedule.keyId(key).pendingWindowInDays(7));
        assertThat(there.describeKey(describe -> describe.keyId(key))
                        .keyMetadata()
                        .keyState())
                .isEqualTo(KeyState.PENDING_REPLICA_DELETION);
        kms.scheduleKeyDeletion(schedule -> schedule.keyId(key).pendingWindowInDays(7));
        world.clock().advance(Duration.ofDays(15));
        assertRefused(() -> there.describeKey(describe -> describe.keyId(key)), "NotFoundException");
    }

    @Test
    void grantsAreListedRetiredAndRevoked() {
        String key = key();
        String user = "arn:aws:iam::000000000000:user/ann";
        CreateGrantResponse grant = kms.createGrant(create -> create.keyId(key)
                .granteePrincipal(user)
                .retiringPrincipal(user)
                .name("once")
                .operations(GrantOperation.DECRYPT, GrantOperation.ENCRYPT)
                .constraints(GrantConstraints.builder()
                        .encryptionContextSubset(CONTEXT)
                        .build()));
        CreateGrantResponse again = kms.createGrant(create -> create.keyId(key)
                .granteePrincipal(user)
                .retiringPrincipal(user)
                .name("once")
                .operations(GrantOperation.ENCRYPT, GrantOperation.DECRYPT)
                .constraints(GrantConstraints.builder()
                        .encryptionContextSubset(CONTEXT)
                        .build()));
        assertThat(again.grantId()).isEqualTo(grant.grantId());

        assertThat(kms.listGrants(list -> list.keyId(key))
                        .grants()
                        .getFirst()
                        .constraints()
                        .encryptionContextSubset())
                .isEqualTo(CONTEXT);
        assertThat(kms.listRetirableGrants(list -> list.retiringPrincipal(user)).grants())
                .hasSize(1);
        kms.retireGrant(retire -> retire.grantToken(grant.grantToken()));
        assertThat(kms.listGrants(list -> list.keyId(key)).grants()).isEmpty();
        assertRefused(() -> kms.revokeGrant(revoke -> revoke.keyId(key).grantId(grant.grantId())), "NotFoundException");
        assertRefused(
                () -> kms.createGrant(
                        create -> create.keyId(key).granteePrincipal(user).operations(GrantOperation.SIGN)),
                "ValidationException");
    }

    @Test
    void aPolicyThatWouldLockItsWriterOutIsRefused() {
        String key = key();
        assertThat(kms.getKeyPolicy(get -> get.keyId(key)).policy()).contains("Enable IAM User Permissions");
        String closed = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"AWS": "arn:aws:iam::999999999999:root"}, "Action": "kms:*", "Resource": "*"}]}""";
        assertRefused(() -> kms.putKeyPolicy(put -> put.keyId(key).policy(closed)), "MalformedPolicyDocumentException");
        kms.putKeyPolicy(put -> put.keyId(key).policy(closed).bypassPolicyLockoutSafetyCheck(true));
        assertThat(kms.getKeyPolicy(get -> get.keyId(key)).policy()).isEqualTo(closed);
        assertRefused(
                () -> kms.putKeyPolicy(put -> put.keyId(key).policy("{}").bypassPolicyLockoutSafetyCheck(true)),
                "MalformedPolicyDocumentException");
    }

    @Test
    void badInputIsToldInAwsWords() {
        String key = key();
        assertThatThrownBy(() -> describe("nonsense")).hasMessageContaining("Invalid keyId 'nonsense'");
        assertRefused(
                () -> kms.encrypt(encrypt -> encrypt.keyId(key).plaintext(SdkBytes.fromByteArray(new byte[4097]))),
                "ValidationException");
        assertRefused(() -> kms.decrypt(decrypt -> decrypt.ciphertextBlob(SECRET)), "InvalidCiphertextException");
        assertRefused(
                () -> kms.encrypt(encrypt -> encrypt.keyId(key)
                        .plaintext(SECRET)
                        .encryptionAlgorithm(EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256)),
                "InvalidKeyUsageException");
        assertRefused(
                () -> kms.tagResource(tag -> tag.keyId(key)
                        .tags(software.amazon.awssdk.services.kms.model.Tag.builder()
                                .tagKey("aws:x")
                                .tagValue("y")
                                .build())),
                "TagException");
        assertRefused(
                () -> kms.createCustomKeyStore(
                        create -> create.customKeyStoreName("s").cloudHsmClusterId("cluster-2a34b5cdefg")),
                "CloudHsmClusterNotFoundException");
    }
}
