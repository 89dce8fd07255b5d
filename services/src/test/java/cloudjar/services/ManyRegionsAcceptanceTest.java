package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.gateway.auth.Identity;
import cloudjar.testkit.InProcessCloud;
import cloudjar.testkit.TestWorld;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4aHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.RegionSet;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What AWS's common runtime signs with Signature Version 4A is found right, and what is changed is not. */
class ManyRegionsAcceptanceTest {
    private static final AwsCredentialsIdentity ROOT =
            AwsCredentialsIdentity.create(TestWorld.ACCOUNT, Identity.ROOT_SECRET);
    private static final Set<String> SET_BY_CLIENT = caseless("host", "content-length", "expect");

    private static InProcessCloud cloud;
    private static HttpClient http;
    private static AwsV4aHttpSigner signer;
    private TestWorld world;

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }

    @BeforeAll
    static void start() {
        cloud = InProcessCloud.verifying(Services::all);
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        signer = AwsV4aHttpSigner.create();
    }

    @AfterAll
    static void stop() {
        http.close();
        cloud.close();
    }

    @BeforeEach
    void create() throws Exception {
        world = cloud.world();
        assertThat(send(sign(SdkHttpMethod.PUT, "/bucket", "", all -> {})).statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void delete() {
        world.close();
    }

    private SignedRequest sign(
            SdkHttpMethod method,
            String path,
            String body,
            Consumer<SignRequest.Builder<AwsCredentialsIdentity>> properties) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(method).uri(URI.create(world.endpoint() + path));
        if (!body.isEmpty()) {
            request.putHeader("Content-Length", Integer.toString(body.length()));
        }
        return signer.sign(sign -> {
            sign.identity(ROOT)
                    .request(request.build())
                    .putProperty(AwsV4aHttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4aHttpSigner.REGION_SET, RegionSet.create("us-east-1,eu-west-1"))
                    .putProperty(AwsV4aHttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4aHttpSigner.NORMALIZE_PATH, false);
            if (!body.isEmpty()) {
                sign.payload(ContentStreamProvider.fromUtf8String(body));
            }
            properties.accept(sign);
        });
    }

    private static HttpResponse<String> send(SignedRequest signed) throws Exception {
        return http.send(request(signed, body(signed)).build(), BodyHandlers.ofString());
    }

    private static byte[] body(SignedRequest signed) {
        if (signed.payload().isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = signed.payload().get().newStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpRequest.Builder request(SignedRequest signed, byte[] body) {
        SdkHttpRequest request = signed.request();
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.getUri())
                .method(
                        request.method().name(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        request.headers().forEach((name, values) -> {
            if (!SET_BY_CLIENT.contains(name)) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return builder;
    }

    @Test
    void headersAreSigned() throws Exception {
        assertThat(send(sign(SdkHttpMethod.PUT, "/bucket/with%20space", "hello", all -> {}))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> got = send(sign(SdkHttpMethod.GET, "/bucket/with%20space", "", all -> {}));
        assertThat(got.body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void chunksAndTrailersAreSigned(boolean trailer) throws Exception {
        String content = "0123456789".repeat(20_000);
        SignedRequest signed = sign(SdkHttpMethod.PUT, "/bucket/chunked", content, sign -> {
            sign.putProperty(AwsV4aHttpSigner.CHUNK_ENCODING_ENABLED, true);
            if (trailer) {
                sign.putProperty(AwsV4aHttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
            }
        });
        byte[] body = body(signed);
        assertThat(http.send(request(signed, body).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(sign(SdkHttpMethod.GET, "/bucket/chunked", "", all -> {}))
                        .body())
                .isEqualTo(content);
        // One byte of the last chunk but one.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int at = text.lastIndexOf("0123456789");
        body[at] = 'x';
        assertThat(http.send(request(signed, body).build(), BodyHandlers.ofString())
                        .body())
                .contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void urlsAreSigned() throws Exception {
        send(sign(SdkHttpMethod.PUT, "/bucket/k", "hello", all -> {}));
        URI url = sign(SdkHttpMethod.GET, "/bucket/k", "", sign -> sign.putProperty(
                                AwsV4aHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4aHttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5))
                        .putProperty(AwsV4aHttpSigner.PAYLOAD_SIGNING_ENABLED, false))
                .request()
                .getUri();
        assertThat(get(url).body()).isEqualTo("hello");
        URI longer = URI.create(url.toString().replace("X-Amz-Expires=300", "X-Amz-Expires=301"));
        assertThat(longer).isNotEqualTo(url);
        assertThat(get(longer).body()).contains("<Code>SignatureDoesNotMatch</Code>");
        world.clock().advance(Duration.ofMinutes(6));
        assertThat(get(url).body()).contains("<Code>AccessDenied</Code>").contains("Request has expired");
    }

    private static HttpResponse<String> get(URI url) throws Exception {
        return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }

    /** A request may be sent again, as AWS lets it, until its quarter of an hour is over. */
    @Test
    void aReplayedRequestEndsWithItsTime() throws Exception {
        SignedRequest signed = sign(SdkHttpMethod.GET, "/bucket", "", all -> {});
        assertThat(send(signed).statusCode()).isEqualTo(200);
        assertThat(send(signed).statusCode()).isEqualTo(200);
        world.clock().advance(Duration.ofMinutes(16));
        HttpResponse<String> late = send(signed);
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(late.body()).contains("<Code>RequestTimeTooSkewed</Code>");
    }

    @Test
    void whatIsChangedIsRefused() throws Exception {
        SignedRequest signed = sign(SdkHttpMethod.GET, "/bucket", "", all -> {});
        String authorization =
                signed.request().firstMatchingHeader("Authorization").orElseThrow();
        String last = authorization.endsWith("0") ? "1" : "0";
        for (String changed : new String[] {
            authorization.substring(0, authorization.length() - 1) + last,
            authorization.replaceAll("Signature=.*", "Signature=00"),
            authorization.replaceAll("Signature=.*", "Signature=nothing")
        }) {
            HttpResponse<String> answer = http.send(
                    request(signed, new byte[0])
                            .setHeader("Authorization", changed)
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
        }
        HttpResponse<String> elsewhere = http.send(
                request(signed, new byte[0]).setHeader("X-Amz-Region-Set", "*").build(), BodyHandlers.ofString());
        assertThat(elsewhere.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    }
}
