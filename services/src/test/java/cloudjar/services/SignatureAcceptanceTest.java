package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.sts.Credentials;
import cloudjar.api.sts.GetSessionTokenRequest;
import cloudjar.api.sts.Sts;
import cloudjar.gateway.auth.Identity;
import cloudjar.kernel.call.Call;
import cloudjar.testkit.InProcessCloud;
import cloudjar.testkit.TestCalls;
import cloudjar.testkit.TestWorld;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What AWS's SDK for Java signs is found right, and what it signs with another secret is not. */
class SignatureAcceptanceTest {
    private static final AwsCredentials ROOT = AwsBasicCredentials.create(TestWorld.ACCOUNT, Identity.ROOT_SECRET);
    private static final AwsCredentials OTHER = AwsBasicCredentials.create(TestWorld.ACCOUNT, "another secret");
    private static final AwsCredentials NOBODY = AwsBasicCredentials.create("AKIAIOSFODNN7NOBODY0", "secret");

    private static InProcessCloud cloud;
    private TestWorld world;

    @BeforeAll
    static void start() {
        cloud = InProcessCloud.verifying(Services::all);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void create() {
        world = cloud.world();
    }

    @AfterEach
    void delete() {
        world.close();
    }

    private <B extends AwsClientBuilder<B, C>, C> C as(AwsCredentials credentials, B builder) {
        return builder.endpointOverride(world.endpoint())
                .region(TestWorld.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(RetryMode.STANDARD)
                        .retryStrategy(strategy -> strategy.maxAttempts(1)))
                .build();
    }

    private S3Client s3(AwsCredentials credentials) {
        return as(credentials, S3Client.builder().forcePathStyle(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", "a+b=c&d", "ünï/cödé/../x", "per%20cent", "tilde~(star)*!'"})
    void objectsOfAnyNameArePutGotAndListed(String key) {
        S3Client s3 = s3(ROOT);
        s3.createBucket(create -> create.bucket("signed"));
        s3.putObject(put -> put.bucket("signed").key(key).metadata(Map.of("a", "b  c")), RequestBody.fromString("x"));
        ResponseBytes<GetObjectResponse> got =
                s3.getObjectAsBytes(get -> get.bucket("signed").key(key));
        assertThat(got.asUtf8String()).isEqualTo("x");
        assertThat(s3.listObjectsV2(list -> list.bucket("signed").prefix(key).delimiter("/"))
                        .prefix())
                .isEqualTo(key);
    }

    @Test
    void bodiesThatAreSignedInChunksArrive() {
        S3Client s3 = as(
                ROOT,
                S3Client.builder()
                        .serviceConfiguration(S3Configuration.builder()
                                .pathStyleAccessEnabled(true)
                                .chunkedEncodingEnabled(true)
                                .build()));
        s3.createBucket(create -> create.bucket("signed"));
        byte[] content = "0123456789".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
        s3.putObject(put -> put.bucket("signed").key("k"), RequestBody.fromBytes(content));
        assertThat(s3.getObjectAsBytes(get -> get.bucket("signed").key("k")).asByteArray())
                .isEqualTo(content);
    }

    private record Attempt(String service, String unknownKey, int unknownStatus, String wrong, int wrongStatus) {}

    private static Stream<Attempt> attempts() {
        return Stream.of(
                new Attempt("sts", "InvalidClientTokenId", 403, "SignatureDoesNotMatch", 403),
                new Attempt("sqs", "InvalidClientTokenId", 403, "SignatureDoesNotMatch", 403),
                new Attempt("dynamodb", "UnrecognizedClientException", 400, "InvalidSignatureException", 400),
                new Attempt("s3", "InvalidAccessKeyId", 403, "SignatureDoesNotMatch", 403));
    }

    private void call(String service, AwsCredentials credentials) {
        switch (service) {
            case "sts" -> as(credentials, StsClient.builder()).getCallerIdentity();
            case "sqs" -> as(credentials, SqsClient.builder()).listQueues();
            case "dynamodb" -> as(credentials, DynamoDbClient.builder()).listTables();
            default -> s3(credentials).listBuckets();
        }
    }

    /** [GEN-4] */
    @ParameterizedTest
    @MethodSource("attempts")
    void everyServiceRefusesInItsOwnWay(Attempt attempt) {
        call(attempt.service(), ROOT);
        assertRefused(attempt, NOBODY, attempt.unknownKey(), attempt.unknownStatus());
        assertRefused(attempt, OTHER, attempt.wrong(), attempt.wrongStatus());
    }

    private void assertRefused(Attempt attempt, AwsCredentials credentials, String code, int status) {
        assertThatThrownBy(() -> call(attempt.service(), credentials))
                .isInstanceOfSatisfying(AwsServiceException.class, refused -> {
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
                    assertThat(refused.statusCode()).isEqualTo(status);
                });
    }

    @Test
    void aSessionTokenThatNobodyGaveIsRefused() {
        AwsCredentials session = AwsSessionCredentials.create(TestWorld.ACCOUNT, Identity.ROOT_SECRET, "token");
        assertThatThrownBy(() -> call("sts", session))
                .isInstanceOfSatisfying(AwsServiceException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("InvalidClientTokenId"));
    }

    /** Whoever has a proof of somebody else has no credentials yet. */
    @Test
    void nobodySignsToAssumeARoleWithAToken() {
        StsClient sts = as(ROOT, StsClient.builder());
        assertThatThrownBy(() ->
                        sts.assumeRoleWithWebIdentity(assume -> assume.roleArn("arn:aws:iam::000000000000:role/deploy")
                                .roleSessionName("build")
                                .webIdentityToken("no token")))
                .isInstanceOfSatisfying(AwsServiceException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("InvalidIdentityToken"));
        assertThatThrownBy(
                        () -> sts.assumeRoleWithSAML(assume -> assume.roleArn("arn:aws:iam::000000000000:role/deploy")
                                .principalArn("arn:aws:iam::000000000000:saml-provider/corp")
                                .samlAssertion("!!!!")))
                .isInstanceOf(AwsServiceException.class)
                .hasMessageNotContaining("MissingAuthenticationToken");
    }

    /** [STS-4] Made in process: the SDK's client of STS leaves out the path, which chooses the world. */
    @Test
    void aSessionEndsWhenTheClockSaysSo() {
        // So that its end is not so far off that the client's own clock is refused.
        world.clock().set(world.clock().now().minus(Duration.ofMinutes(10)));
        Call root = TestCalls.ofRoot(world.world(), TestWorld.ACCOUNT);
        Credentials made = Objects.requireNonNull(cloud.gateway()
                .cloud()
                .client(Sts.API)
                .getSessionToken(
                        GetSessionTokenRequest.builder().durationSeconds(900).build(), root)
                .credentials());
        S3Client session =
                s3(AwsSessionCredentials.create(made.accessKeyId(), made.secretAccessKey(), made.sessionToken()));
        session.createBucket(create -> create.bucket("signed"));
        S3Client withoutToken = s3(AwsBasicCredentials.create(made.accessKeyId(), made.secretAccessKey()));
        assertThatThrownBy(withoutToken::listBuckets)
                .isInstanceOfSatisfying(AwsServiceException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("InvalidAccessKeyId"));
        assertThat(session.listBuckets().buckets()).hasSize(1);
        world.clock().advance(Duration.ofMinutes(16));
        assertThatThrownBy(session::listBuckets)
                .isInstanceOfSatisfying(AwsServiceException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("ExpiredToken"));
    }

    @Test
    void aPresignedUrlEndsWhenTheClockSaysSo() throws Exception {
        S3Client s3 = s3(ROOT);
        s3.createBucket(create -> create.bucket("signed"));
        s3.putObject(put -> put.bucket("signed").key("k"), RequestBody.fromString("x"));
        URL url;
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(world.endpoint())
                .region(TestWorld.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(ROOT))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            url = presigner
                    .presignGetObject(sign -> sign.signatureDuration(Duration.ofHours(1))
                            .getObjectRequest(get -> get.bucket("signed").key("k")))
                    .url();
        }
        assertThat(status(url.toURI())).isEqualTo(200);
        assertThat(status(URI.create(url.toString().replace("/k?", "/l?")))).isEqualTo(403);
        world.clock().advance(Duration.ofMinutes(61));
        assertThat(status(url.toURI())).isEqualTo(403);
    }

    @Test
    void aContentTypeComesBackAsItWasPut() {
        S3Client s3 = s3(ROOT);
        s3.createBucket(create -> create.bucket("signed"));
        s3.putObject(
                put -> put.bucket("signed").key("k").contentType("text/Plain; charset=UTF-8"), RequestBody.empty());
        assertThat(s3.headObject(head -> head.bucket("signed").key("k")).contentType())
                .isEqualTo("text/Plain; charset=UTF-8");
    }

    private static int status(URI uri) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
