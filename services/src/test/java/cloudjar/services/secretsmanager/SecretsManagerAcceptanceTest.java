package cloudjar.services.secretsmanager;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.kms.Kms;
import cloudjar.api.lambda.Lambda;
import cloudjar.api.secretsmanager.SecretsManager;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.Wiring;
import cloudjar.services.kms.KmsService;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.StatusType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** AWS's SDK for Java. The codes in brackets are those of the checks that a test proves. */
class SecretsManagerAcceptanceTest {
    private static final List<String> STEPS = new CopyOnWriteArrayList<>();

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(SecretsManagerAcceptanceTest::services);

    private static final ReplicaRegionType EUROPE =
            ReplicaRegionType.builder().region("eu-west-1").build();

    private TestWorld world;
    private SecretsManagerClient secrets;

    private static List<ServiceBinding<?>> services(Wiring wiring) {
        return List.of(
                new ServiceBinding<>(Kms.API, KmsService.of(wiring)),
                new ServiceBinding<>(Lambda.API, new RotationFunction(wiring.cloud(), STEPS)),
                new ServiceBinding<>(SecretsManager.API, SecretsManagerService.of(wiring)));
    }

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        secrets = world.client(SecretsManagerClient.builder());
    }

    private String value(String id) {
        return secrets.getSecretValue(get -> get.secretId(id)).secretString();
    }

    /** [SECRETS-1] */
    @Test
    void aSecretIsStoredAndFoundByItsNameAndItsArns() {
        CreateSecretResponse created = secrets.createSecret(create -> create.name("app/db-one")
                .secretString("first")
                .description("of the database")
                .tags(Tag.builder().key("team").value("a").build()));
        assertThat(created.arn())
                .matches("arn:aws:secretsmanager:us-east-1:000000000000:secret:app/db-one-[a-zA-Z0-9]{6}");
        assertThat(value("app/db-one")).isEqualTo("first");
        assertThat(value(created.arn())).isEqualTo("first");
        assertThat(value(created.arn().substring(0, created.arn().length() - 7)))
                .isEqualTo("first");
        secrets.createSecret(create -> create.name("binary").secretBinary(SdkBytes.fromByteArray(new byte[] {0, -1})));
        assertThat(secrets.getSecretValue(get -> get.secretId("binary"))
                        .secretBinary()
                        .asByteArray())
                .containsExactly(0, -1);
        assertRefused(() -> value("absent"), "ResourceNotFoundException", "can't find the specified secret.");
        assertRefused(
                () -> secrets.createSecret(create -> create.name("app/db-one").secretString("other")),
                "ResourceExistsException",
                "already exists");
        assertRefused(
                () -> secrets.createSecret(create -> create.name("in valid").secretString("x")),
                "ValidationException",
                "Invalid name");
        assertRefused(
                () -> secrets.createSecret(
                        create -> create.name("both").secretString("x").secretBinary(SdkBytes.fromUtf8String("x"))),
                "InvalidParameterException",
                "both");
    }

    @Test
    void labelsFollowTheVersions() {
        String first = secrets.createSecret(create -> create.name("s").secretString("1"))
                .versionId();
        String second = secrets.putSecretValue(put -> put.secretId("s").secretString("2"))
                .versionId();
        assertThat(value("s")).isEqualTo("2");
        assertThat(secrets.getSecretValue(get -> get.secretId("s").versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo("1");
        String token = "11111111-2222-3333-4444-555555555555";
        secrets.putSecretValue(
                put -> put.secretId("s").secretString("3").versionStages("TEST").clientRequestToken(token));
        assertThat(secrets.putSecretValue(put -> put.secretId("s")
                                .secretString("3")
                                .versionStages("TEST")
                                .clientRequestToken(token))
                        .versionId())
                .isEqualTo(token);
        assertRefused(
                () -> secrets.putSecretValue(
                        put -> put.secretId("s").secretString("other").clientRequestToken(token)),
                "ResourceExistsException",
                "already in use");
        assertRefused(
                () -> secrets.updateSecretVersionStage(
                        move -> move.secretId("s").versionStage("AWSCURRENT").moveToVersionId(token)),
                "InvalidParameterException",
                "RemoveFromVersionId can't be empty");
        secrets.updateSecretVersionStage(move -> move.secretId("s")
                .versionStage("AWSCURRENT")
                .moveToVersionId(token)
                .removeFromVersionId(second));
        DescribeSecretResponse described = secrets.describeSecret(describe -> describe.secretId("s"));
        assertThat(described.versionIdsToStages())
                .containsEntry(token, List.of("AWSCURRENT", "TEST"))
                .containsEntry(second, List.of("AWSPREVIOUS"))
                .doesNotContainKey(first);
        assertThat(secrets.listSecretVersionIds(list -> list.secretId("s")).versions())
                .hasSize(2);
        assertThat(secrets.listSecretVersionIds(list -> list.secretId("s").includeDeprecated(true))
                        .versions())
                .hasSize(3);
        assertRefused(
                () -> secrets.getSecretValue(
                        get -> get.secretId("s").versionId(token).versionStage("AWSPREVIOUS")),
                "InvalidRequestException",
                "not associated");
    }

    /** [SECRETS-1] */
    @Test
    void aFunctionRotatesASecretAtOnceAndOnSchedule() {
        secrets.createSecret(create -> create.name("r").secretString("old"));
        STEPS.clear();
        secrets.rotateSecret(rotate -> rotate.secretId("r")
                .rotationLambdaARN(RotationFunction.ARN)
                .rotationRules(rules -> rules.automaticallyAfterDays(10L)));
        world.clock().advance(Duration.ofSeconds(1));
        String once = value("r");
        assertThat(once).startsWith("rotated-");
        assertThat(STEPS).containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
        DescribeSecretResponse described = secrets.describeSecret(describe -> describe.secretId("r"));
        assertThat(described.rotationEnabled()).isTrue();
        assertThat(described.lastRotatedDate()).isNotNull();
        assertThat(described.versionIdsToStages().values())
                .containsExactlyInAnyOrder(List.of("AWSCURRENT"), List.of("AWSPREVIOUS"));

        world.clock().advance(Duration.ofDays(10));
        assertThat(value("r")).startsWith("rotated-").isNotEqualTo(once);

        secrets.cancelRotateSecret(cancel -> cancel.secretId("r"));
        String last = value("r");
        world.clock().advance(Duration.ofDays(20));
        assertThat(value("r")).isEqualTo(last);

        secrets.rotateSecret(rotate -> rotate.secretId("r").rotationLambdaARN(RotationFunction.BROKEN));
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(value("r")).isEqualTo(last);
        assertRefused(
                () -> secrets.rotateSecret(rotate -> rotate.secretId("r").rotationLambdaARN(RotationFunction.ARN)),
                "InvalidRequestException",
                "A previous rotation isn't complete");
    }

    @Test
    void schedulesAreCronAndRate() {
        Instant noon = Instant.parse("2026-03-04T12:30:00Z");
        assertThat(next("rate(10 days)", noon)).isEqualTo(noon.plus(Duration.ofDays(10)));
        assertThat(next("cron(0 /4 * * ? *)", noon)).isEqualTo("2026-03-04T16:00:00Z");
        assertThat(next("cron(0 8 1 * ? *)", noon)).isEqualTo("2026-04-01T08:00:00Z");
        assertThat(next("cron(0 8 L * ? *)", noon)).isEqualTo("2026-03-31T08:00:00Z");
        assertThat(next("cron(0 10 ? * 2#1 *)", noon)).isEqualTo("2026-04-06T10:00:00Z");
        assertThat(next("cron(0 10 ? * SUN-MON *)", noon)).isEqualTo("2026-03-08T10:00:00Z");
        secrets.createSecret(create -> create.name("c").secretString("x"));
        for (String wrong : List.of("rate(3 hours)", "cron(5 8 * * ? *)", "cron(0 8 * * * *)", "often")) {
            assertRefused(
                    () -> secrets.rotateSecret(rotate -> rotate.secretId("c")
                            .rotationLambdaARN(RotationFunction.ARN)
                            .rotationRules(rules -> rules.scheduleExpression(wrong))),
                    "InvalidParameterException",
                    wrong);
        }
        assertRefused(
                () -> secrets.rotateSecret(rotate -> rotate.secretId("c")),
                "InvalidRequestException",
                "No Lambda rotation function ARN");
    }

    private static @Nullable Instant next(String expression, Instant after) {
        return new RotationRules(null, null, expression).next(after);
    }

    @Test
    void deletionWaitsForTheRecoveryWindow() {
        secrets.createSecret(create -> create.name("d").secretString("x"));
        assertRefused(
                () -> secrets.deleteSecret(delete -> delete.secretId("d").recoveryWindowInDays(6L)),
                "InvalidParameterException",
                "between 7 and 30");
        secrets.deleteSecret(delete -> delete.secretId("d").recoveryWindowInDays(7L));
        assertRefused(() -> value("d"), "InvalidRequestException", "marked for deletion");
        assertRefused(
                () -> secrets.createSecret(create -> create.name("d").secretString("x")),
                "InvalidRequestException",
                "already scheduled for deletion");
        secrets.restoreSecret(restore -> restore.secretId("d"));
        assertThat(value("d")).isEqualTo("x");
        secrets.deleteSecret(delete -> delete.secretId("d").recoveryWindowInDays(7L));
        world.clock().advance(Duration.ofDays(8));
        assertRefused(() -> value("d"), "ResourceNotFoundException", "can't find");
        secrets.createSecret(create -> create.name("d").secretString("again"));
        secrets.deleteSecret(delete -> delete.secretId("d").forceDeleteWithoutRecovery(true));
        assertThat(secrets.listSecrets().secretList()).isEmpty();
    }

    @Test
    void passwordsHaveWhatIsAskedFor() {
        String usual = secrets.getRandomPassword().randomPassword();
        assertThat(usual)
                .hasSize(32)
                .containsPattern("[a-z]")
                .containsPattern("[A-Z]")
                .containsPattern("[0-9]")
                .containsPattern("[^A-Za-z0-9]");
        assertThat(secrets.getRandomPassword(password -> password.passwordLength(200L)
                                .excludePunctuation(true)
                                .excludeNumbers(true)
                                .excludeUppercase(true)
                                .excludeCharacters("abc"))
                        .randomPassword())
                .matches("[d-z]{200}");
        assertRefused(
                () -> secrets.getRandomPassword(password -> password.passwordLength(3L)),
                "InvalidParameterException",
                "too short");
    }

    @Test
    void replicasAreWhatTheirPrimaryIsAndSealedWithKeysOfTheirOwn() {
        CreateSecretResponse created = secrets.createSecret(
                create -> create.name("everywhere").secretString("one").addReplicaRegions(EUROPE));
        assertThat(created.replicationStatus().getFirst().status()).isEqualTo(StatusType.IN_SYNC);
        SecretsManagerClient there = world.client(SecretsManagerClient.builder(), TestWorld.ACCOUNT, Region.EU_WEST_1);
        secrets.putSecretValue(put -> put.secretId("everywhere").secretString("two"));
        assertThat(there.getSecretValue(get -> get.secretId("everywhere")).secretString())
                .isEqualTo("two");
        assertRefused(
                () -> there.putSecretValue(put -> put.secretId("everywhere").secretString("x")),
                "InvalidRequestException",
                "replica secret");
        assertRefused(
                () -> secrets.deleteSecret(delete -> delete.secretId("everywhere")),
                "InvalidRequestException",
                "still has replica regions [eu-west-1]");
        assertThat(there.stopReplicationToReplica(stop -> stop.secretId("everywhere"))
                        .arn())
                .contains("eu-west-1");
        there.putSecretValue(put -> put.secretId("everywhere").secretString("alone"));
        secrets.replicateSecretToRegions(add -> add.secretId("everywhere").addReplicaRegions(EUROPE));
        assertThat(secrets.describeSecret(describe -> describe.secretId("everywhere"))
                        .replicationStatus()
                        .getFirst()
                        .statusMessage())
                .contains("already exists in region eu-west-1");
        secrets.removeRegionsFromReplication(
                remove -> remove.secretId("everywhere").removeReplicaRegions("eu-west-1"));
        secrets.deleteSecret(delete -> delete.secretId("everywhere"));
    }

    @Test
    void valuesAreSealedByKms() {
        KmsClient kms = world.client(KmsClient.builder());
        String key = kms.createKey().keyMetadata().keyId();
        secrets.createSecret(create -> create.name("k").secretString("x").kmsKeyId(key));
        kms.disableKey(disable -> disable.keyId(key));
        assertRefused(() -> value("k"), "DecryptionFailure", "disabled");
        assertRefused(
                () -> secrets.putSecretValue(put -> put.secretId("k").secretString("y")),
                "EncryptionFailure",
                "disabled");
        kms.enableKey(enable -> enable.keyId(key));
        assertThat(value("k")).isEqualTo("x");
        String other = kms.createKey().keyMetadata().keyId();
        secrets.updateSecret(update -> update.secretId("k").kmsKeyId(other));
        kms.disableKey(disable -> disable.keyId(key));
        assertThat(value("k")).isEqualTo("x");
        assertThat(secrets.listSecretVersionIds(list -> list.secretId("k"))
                        .versions()
                        .getFirst()
                        .kmsKeyIds())
                .containsExactly(other);
    }

    @Test
    void listsAreFilteredAndBatchesTellWhatTheyLack() {
        secrets.createSecret(create -> create.name("list/a")
                .secretString("1")
                .description("Main database")
                .tags(Tag.builder().key("env").value("prod").build()));
        secrets.createSecret(create -> create.name("list/b").secretString("2"));
        secrets.createSecret(create -> create.name("other").secretString("3"));
        assertThat(listed(FilterNameStringType.NAME, "list/")).containsExactlyInAnyOrder("list/a", "list/b");
        assertThat(listed(FilterNameStringType.NAME, "!list/")).containsExactly("other");
        assertThat(listed(FilterNameStringType.TAG_VALUE, "prod")).containsExactly("list/a");
        assertThat(listed(FilterNameStringType.DESCRIPTION, "main")).containsExactly("list/a");
        assertThat(listed(FilterNameStringType.ALL, "DATA")).containsExactly("list/a");
        assertThat(secrets.listSecretsPaginator(list -> list.maxResults(1)).stream())
                .hasSize(3);
        BatchGetSecretValueResponse batch = secrets.batchGetSecretValue(get -> get.secretIdList("list/a", "absent"));
        assertThat(batch.secretValues()).singleElement().satisfies(value -> assertThat(value.secretString())
                .isEqualTo("1"));
        assertThat(batch.errors().getFirst().errorCode()).isEqualTo("ResourceNotFoundException");
        assertThat(secrets.batchGetSecretValue(get -> get.filters(filter(FilterNameStringType.NAME, "list/")))
                        .secretValues())
                .hasSize(2);
    }

    private static Filter filter(FilterNameStringType key, String value) {
        return Filter.builder().key(key).values(value).build();
    }

    private List<String> listed(FilterNameStringType key, String value) {
        return secrets.listSecrets(list -> list.filters(filter(key, value))).secretList().stream()
                .map(SecretListEntry::name)
                .toList();
    }

    @Test
    void policiesAreCheckedForErrorsAndForEverybody() {
        secrets.createSecret(create -> create.name("p").secretString("x"));
        String open = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}]}""";
        assertRefused(
                () -> secrets.putResourcePolicy(
                        put -> put.secretId("p").resourcePolicy(open).blockPublicPolicy(true)),
                "PublicPolicyException",
                "broad access");
        secrets.putResourcePolicy(put -> put.secretId("p").resourcePolicy(open));
        assertThat(secrets.getResourcePolicy(get -> get.secretId("p")).resourcePolicy())
                .isEqualTo(open);
        assertThat(secrets.validateResourcePolicy(validate -> validate.resourcePolicy(open))
                        .policyValidationPassed())
                .isFalse();
        assertRefused(
                () -> secrets.putResourcePolicy(put -> put.secretId("p").resourcePolicy("{\"Statement\":3}")),
                "MalformedPolicyDocumentException",
                "errors");
        secrets.deleteResourcePolicy(delete -> delete.secretId("p"));
        assertThat(secrets.getResourcePolicy(get -> get.secretId("p")).resourcePolicy())
                .isNull();
    }
}
