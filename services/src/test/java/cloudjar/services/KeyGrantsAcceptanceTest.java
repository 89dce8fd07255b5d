package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.CloudExtension;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;

/** What grants and the policies of keys give, where permissions are enforced. */
class KeyGrantsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private static final SdkBytes SECRET = SdkBytes.fromUtf8String("secret");
    private static final GrantConstraints TENANT = GrantConstraints.builder()
            .encryptionContextSubset(Map.of("Tenant", "a"))
            .build();

    private People people;
    private KmsClient root;
    private String key = "";

    @BeforeEach
    void open() {
        people = People.in(CLOUD.cloud().mainWorld());
        root = people.root(KmsClient.builder());
        key = root.createKey().keyMetadata().arn();
    }

    private static void assertDenied(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> assertThat(
                        error.awsErrorDetails().errorCode())
                .isEqualTo("AccessDeniedException"));
    }

    /** A constraint asks for an encryption context, with keys in any case, of operations that have one. */
    @Test
    void constraintsAreAboutOperationsWithAnEncryptionContext() {
        KmsClient ann = people.user("ann", KmsClient.builder());
        root.createGrant(create -> create.keyId(key)
                .granteePrincipal(people.arn("user/ann"))
                .operations(GrantOperation.ENCRYPT, GrantOperation.DESCRIBE_KEY)
                .constraints(TENANT));
        assertThat(ann.describeKey(describe -> describe.keyId(key))
                        .keyMetadata()
                        .arn())
                .isEqualTo(key);
        ann.encrypt(
                encrypt -> encrypt.keyId(key).plaintext(SECRET).encryptionContext(Map.of("tenant", "a", "more", "b")));
        assertDenied(() ->
                ann.encrypt(encrypt -> encrypt.keyId(key).plaintext(SECRET).encryptionContext(Map.of("Tenant", "A"))));
        assertDenied(() -> ann.encrypt(encrypt -> encrypt.keyId(key).plaintext(SECRET)));
        assertThatThrownBy(() -> root.createGrant(create -> create.keyId(key)
                        .granteePrincipal(people.arn("user/ann"))
                        .operations(GrantOperation.ENCRYPT)
                        .constraints(
                                constraints -> constraints.encryptionContextEquals(Map.of("key", "x".repeat(385))))))
                .hasMessageContaining("384");
    }

    /** Who was granted CreateGrant passes on what he has, and no more. */
    @Test
    void aGrantPassesOnNoMoreThanItGives() {
        KmsClient bob = people.user("bob", KmsClient.builder());
        people.user("eve");
        root.createGrant(create -> create.keyId(key)
                .granteePrincipal(people.arn("user/bob"))
                .operations(GrantOperation.CREATE_GRANT, GrantOperation.ENCRYPT)
                .constraints(TENANT));
        String eve = people.arn("user/eve");
        assertDenied(() -> bob.createGrant(create -> create.keyId(key)
                .granteePrincipal(eve)
                .operations(GrantOperation.DECRYPT)
                .constraints(TENANT)));
        assertDenied(() -> bob.createGrant(
                create -> create.keyId(key).granteePrincipal(eve).operations(GrantOperation.ENCRYPT)));
        bob.createGrant(create -> create.keyId(key)
                .granteePrincipal(eve)
                .operations(GrantOperation.ENCRYPT)
                .constraints(
                        constraints -> constraints.encryptionContextEquals(Map.of("Tenant", "a", "Purpose", "test"))));
    }

    /** The usual condition by which services may make grants and people may not. */
    @Test
    void policiesTellGrantsForServicesFromOthers() {
        KmsClient carl = people.user("carl", KmsClient.builder());
        people.put(
                "carl",
                People.statement(
                        "Allow",
                        "kms:CreateGrant",
                        "*",
                        ", \"Condition\": {\"Bool\": {\"kms:GrantIsForAWSResource\": \"true\"}}"));
        assertDenied(() -> carl.createGrant(create ->
                create.keyId(key).granteePrincipal(people.arn("user/carl")).operations(GrantOperation.ENCRYPT)));
        people.put(
                "carl",
                People.statement(
                        "Allow",
                        "kms:Encrypt",
                        "*",
                        ", \"Condition\": {\"StringEquals\": {\"kms:EncryptionAlgorithm\": \"SYMMETRIC_DEFAULT\"}}"));
        carl.encrypt(encrypt -> encrypt.keyId(key).plaintext(SECRET));
        people.put(
                "carl",
                People.statement(
                        "Allow",
                        "kms:ReEncrypt*",
                        "*",
                        ", \"Condition\": {\"Bool\": {\"kms:ReEncryptOnSameKey\": \"true\"}}"));
        SdkBytes sealed =
                root.encrypt(encrypt -> encrypt.keyId(key).plaintext(SECRET)).ciphertextBlob();
        carl.reEncrypt(re -> re.ciphertextBlob(sealed).destinationKeyId(key));
        String other = root.createKey().keyMetadata().arn();
        assertDenied(() -> carl.reEncrypt(re -> re.ciphertextBlob(sealed).destinationKeyId(other)));
    }

    /** Nobody can say whose key it would be, so the answer is the same for all. */
    @Test
    void whatIsNoCiphertextIsNoMatterOfPermission() {
        KmsClient gus = people.user("gus", KmsClient.builder());
        assertThatThrownBy(() -> gus.decrypt(decrypt -> decrypt.ciphertextBlob(SECRET)))
                .isInstanceOf(InvalidCiphertextException.class);
        assertDenied(() -> gus.decrypt(decrypt -> decrypt.ciphertextBlob(SECRET).keyId(key)));
        SdkBytes sealed =
                root.encrypt(encrypt -> encrypt.keyId(key).plaintext(SECRET)).ciphertextBlob();
        assertDenied(() -> gus.decrypt(decrypt -> decrypt.ciphertextBlob(sealed)));
    }

    /** Making a replica is making a key; naming another primary is about both keys. */
    @Test
    void replicasNeedPermissionsInBothRegions() {
        KmsClient dora = people.user("dora", KmsClient.builder());
        String multi =
                root.createKey(create -> create.multiRegion(true)).keyMetadata().arn();
        people.allow("dora", "kms:ReplicateKey", multi);
        people.allow("dora", "kms:UpdatePrimaryRegion", multi);
        assertDenied(() -> dora.replicateKey(replicate -> replicate.keyId(multi).replicaRegion("eu-west-1")));
        people.allow("dora", "kms:CreateKey", "*");
        dora.replicateKey(
                replicate -> replicate.keyId(multi).replicaRegion("eu-west-1").bypassPolicyLockoutSafetyCheck(true));
        assertDenied(
                () -> dora.updatePrimaryRegion(update -> update.keyId(multi).primaryRegion("eu-west-1")));
        people.allow("dora", "kms:UpdatePrimaryRegion", multi.replace("us-east-1", "eu-west-1"));
        dora.updatePrimaryRegion(update -> update.keyId(multi).primaryRegion("eu-west-1"));
    }

    @Test
    void secretsInOtherRegionsNeedPermissionToReplicate() {
        SecretsManagerClient finn = people.user("finn", SecretsManagerClient.builder());
        people.allow("finn", "secretsmanager:CreateSecret", "*");
        ReplicaRegionType europe =
                ReplicaRegionType.builder().region("eu-west-1").build();
        finn.createSecret(create -> create.name("here").secretString("x"));
        assertDenied(() -> finn.createSecret(
                create -> create.name("there").secretString("x").addReplicaRegions(europe)));
        people.allow("finn", "secretsmanager:ReplicateSecretToRegions", "*");
        finn.createSecret(create -> create.name("there").secretString("x").addReplicaRegions(europe));

        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"secretsmanager:DeleteSecret","Resource":"*"}]}""";
        people.allow("finn", "secretsmanager:ValidateResourcePolicy", "*");
        assertDenied(() -> finn.validateResourcePolicy(
                validate -> validate.secretId("here").resourcePolicy(policy)));
        people.allow("finn", "secretsmanager:PutResourcePolicy", "*");
        finn.validateResourcePolicy(validate -> validate.secretId("here").resourcePolicy(policy));
    }
}
