package cloudjar.services.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.kms.Kms;
import cloudjar.api.lambda.Lambda;
import cloudjar.api.secretsmanager.ListSecretsRequest;
import cloudjar.api.secretsmanager.SecretListEntry;
import cloudjar.api.secretsmanager.SecretsManager;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.kms.KmsService;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** The finer points of rotations, labels and lists. */
class SecretRotationAcceptanceTest {
    private static final List<String> STEPS = new CopyOnWriteArrayList<>();
    private static final String TOKEN = "11111111-2222-3333-4444-555555555555";

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(SecretRotationAcceptanceTest::services);

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
        STEPS.clear();
    }

    private static void assertRefused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call).isInstanceOf(SecretsManagerException.class).satisfies(e -> {
            assertThat(((SecretsManagerException) e).awsErrorDetails().errorCode())
                    .isEqualTo(code);
            assertThat(((SecretsManagerException) e).awsErrorDetails().errorMessage())
                    .contains(message);
        });
    }

    private static ReplicaRegionType in(String region) {
        return ReplicaRegionType.builder().region(region).build();
    }

    private Instant next(String id) {
        return secrets.describeSecret(describe -> describe.secretId(id)).nextRotationDate();
    }

    /** A rotation that is to come later is tried now: with the step that tests, and a version that goes afterwards. */
    @Test
    void aRotationForLaterIsTried() {
        secrets.createSecret(create -> create.name("later").secretString("old"));
        secrets.rotateSecret(rotate -> rotate.secretId("later")
                .rotationLambdaARN(RotationFunction.ARN)
                .rotateImmediately(false)
                .rotationRules(rules -> rules.automaticallyAfterDays(10L)));
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(STEPS).containsExactly("testSecret");
        assertThat(secrets.describeSecret(describe -> describe.secretId("later"))
                        .versionIdsToStages()
                        .values())
                .containsExactly(List.of("AWSCURRENT"));
        assertThat(secrets.getSecretValue(get -> get.secretId("later")).secretString())
                .isEqualTo("old");
        world.clock().advance(Duration.ofDays(10));
        assertThat(secrets.getSecretValue(get -> get.secretId("later")).secretString())
                .startsWith("rotated-");
    }

    @Test
    void aRotationThatIsCancelledGoesNoFurther() {
        world.clock().freeze();
        secrets.createSecret(create -> create.name("c").secretString("old"));
        secrets.rotateSecret(rotate ->
                rotate.secretId("c").rotationLambdaARN(RotationFunction.BROKEN).clientRequestToken(TOKEN));
        CancelRotateSecretResponse cancelled = secrets.cancelRotateSecret(cancel -> cancel.secretId("c"));
        assertThat(cancelled.name()).isEqualTo("c");
        assertRefused(
                () -> secrets.rotateSecret(rotate -> rotate.secretId("c").rotationLambdaARN(RotationFunction.ARN)),
                "InvalidRequestException",
                "A previous rotation isn't complete");
        secrets.updateSecretVersionStage(
                move -> move.secretId("c").versionStage("AWSPENDING").removeFromVersionId(TOKEN));
        secrets.rotateSecret(rotate -> rotate.secretId("c").rotationLambdaARN(RotationFunction.ARN));
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(secrets.getSecretValue(get -> get.secretId("c")).secretString())
                .startsWith("rotated-");
    }

    /** By hand is as good as by a function. */
    @Test
    void aNewValueStartsTheDaysAnew() {
        secrets.createSecret(create -> create.name("days").secretString("old"));
        secrets.rotateSecret(rotate -> rotate.secretId("days")
                .rotationLambdaARN(RotationFunction.ARN)
                .rotationRules(rules -> rules.automaticallyAfterDays(10L)));
        world.clock().advance(Duration.ofDays(5));
        Instant before = next("days");
        secrets.putSecretValue(put -> put.secretId("days").secretString("kept").versionStages("OTHER"));
        assertThat(next("days")).isEqualTo(before);
        secrets.putSecretValue(put -> put.secretId("days").secretString("by hand"));
        assertThat(next("days")).isAfter(before.plus(Duration.ofDays(4)));
        world.clock().advance(Duration.ofDays(6));
        assertThat(secrets.getSecretValue(get -> get.secretId("days")).secretString())
                .isEqualTo("by hand");
        world.clock().advance(Duration.ofDays(5));
        assertThat(secrets.getSecretValue(get -> get.secretId("days")).secretString())
                .startsWith("rotated-");
    }

    @Test
    void windowsAreWithinADay() {
        secrets.createSecret(create -> create.name("w").secretString("x"));
        assertRefused(
                () -> secrets.rotateSecret(rotate -> rotate.secretId("w")
                        .rotationLambdaARN(RotationFunction.ARN)
                        .rotationRules(rules -> rules.automaticallyAfterDays(1L).duration("25h"))),
                "InvalidParameterException",
                "25h");
    }

    @Test
    void theFirstVersionIsTheCurrentOneAndLabelsAreFew() {
        secrets.createSecret(create -> create.name("empty"));
        secrets.putSecretValue(put -> put.secretId("empty").secretString("x").versionStages("MINE"));
        assertThat(secrets.getSecretValue(get -> get.secretId("empty")).versionStages())
                .containsExactlyInAnyOrder("AWSCURRENT", "MINE");
        String version = secrets.getSecretValue(get -> get.secretId("empty")).versionId();
        for (int i = 0; i < 18; i++) {
            String label = "label-" + i;
            secrets.updateSecretVersionStage(
                    move -> move.secretId("empty").versionStage(label).moveToVersionId(version));
        }
        assertRefused(
                () -> secrets.updateSecretVersionStage(
                        move -> move.secretId("empty").versionStage("one-more").moveToVersionId(version)),
                "LimitExceededException",
                "20 staging labels");
    }

    /** The SDK's model does not have the order of lists yet. */
    @Test
    void listsAreSortedAsAskedFor() {
        for (String name : List.of("b", "c", "a")) {
            secrets.createSecret(create -> create.name(name).secretString("x"));
            world.clock().advance(Duration.ofDays(1));
        }
        secrets.getSecretValue(get -> get.secretId("c"));
        secrets.updateSecret(update -> update.secretId("b").description("changed"));
        assertThat(sorted("name", "asc")).containsExactly("a", "b", "c");
        assertThat(sorted("name", "desc")).containsExactly("c", "b", "a");
        assertThat(sorted("created-date", "asc")).containsExactly("b", "c", "a");
        assertThat(sorted("last-changed-date", "desc")).containsExactly("b", "a", "c");
        assertThat(sorted("last-accessed-date", "desc")).startsWith("c");
        assertThat(sorted(null, null)).containsExactly("a", "c", "b");
    }

    private List<String> sorted(@Nullable String by, @Nullable String order) {
        Call call = Call.own(
                        world.world(),
                        new Scope(TestWorld.ACCOUNT, "us-east-1"),
                        new Principal.Service("test.amazonaws.com"),
                        world.clock().now())
                .as(new Principal.Root(TestWorld.ACCOUNT, Partition.AWS));
        return CLOUD
                .cloud()
                .gateway()
                .cloud()
                .client(SecretsManager.API)
                .listSecrets(
                        ListSecretsRequest.builder().sortBy(by).sortOrder(order).build(), call)
                .secretList()
                .stream()
                .map(SecretListEntry::name)
                .toList();
    }

    /** Partners are not asked; that a secret is held by one is kept. */
    @Test
    void managedExternalSecretsAreKeptAndNotRotated() {
        secrets.createSecret(create -> create.name("external").secretString("x").type("SalesforceClientSecret"));
        assertThat(secrets.describeSecret(describe -> describe.secretId("external"))
                        .type())
                .isEqualTo("SalesforceClientSecret");
        assertRefused(
                () -> secrets.rotateSecret(rotate -> rotate.secretId("external")
                        .externalSecretRotationRoleArn("arn:aws:iam::000000000000:role/rotates")),
                "NotImplemented",
                "managed external secrets");
    }

    @Test
    void policiesAreReplicatedWithinThePartition() {
        secrets.createSecret(create -> create.name("policy").secretString("x"));
        assertRefused(
                () -> secrets.replicateSecretToRegions(
                        add -> add.secretId("policy").addReplicaRegions(in("cn-north-1"))),
                "InvalidParameterException",
                "Invalid replica region");
        secrets.replicateSecretToRegions(add -> add.secretId("policy").addReplicaRegions(in("eu-west-1")));
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"secretsmanager:DeleteSecret","Resource":"*"}]}""";
        secrets.putResourcePolicy(put -> put.secretId("policy").resourcePolicy(policy));
        SecretsManagerClient there = world.client(SecretsManagerClient.builder(), TestWorld.ACCOUNT, Region.EU_WEST_1);
        assertThat(there.getResourcePolicy(get -> get.secretId("policy")).resourcePolicy())
                .isEqualTo(policy);
    }
}
