package cloudjar.testkit;

import cloudjar.gateway.auth.Identity;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * A world of a test's own: nothing that other tests do is seen in it. Its clock runs; a test may freeze and move it.
 * Closing it deletes it.
 */
public final class TestWorld implements AutoCloseable {
    /** The account of clients that name no other. */
    public static final String ACCOUNT = "000000000000";

    /** The region of clients that name no other. */
    public static final Region REGION = Region.US_EAST_1;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final InProcessCloud cloud;
    private final World world;
    private final URI endpoint;
    private final SdkHttpClient http =
            ApacheHttpClient.builder().socketTimeout(TIMEOUT).build();

    TestWorld(InProcessCloud cloud, World world) {
        this.cloud = cloud;
        this.world = world;
        this.endpoint = cloud.endpoint(world);
    }

    /** The world's name. */
    public String id() {
        return world.id();
    }

    /** The URL that AWS's clients take as their endpoint. */
    public URI endpoint() {
        return endpoint;
    }

    /** The world's time. */
    public Clock clock() {
        return world.clock();
    }

    /** The world itself. */
    public World world() {
        return world;
    }

    /** The cloud that this is a world of. */
    public InProcessCloud cloud() {
        return cloud;
    }

    /** A client of the SDK in the usual account and region, such as {@code world.client(SqsClient.builder())}. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, ACCOUNT, REGION);
    }

    /** A client of the SDK in an account and region. It tries nothing twice, so that an error is seen where it happens. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, String account, Region region) {
        return client(builder, AwsBasicCredentials.create(account, Identity.ROOT_SECRET), region);
    }

    /** A client of the SDK that signs with these credentials. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, AwsCredentials credentials, Region region) {
        return builder.endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(http)
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(RetryMode.STANDARD)
                        .retryStrategy(strategy -> strategy.maxAttempts(1))
                        .addExecutionInterceptor(new EndpointPath(pathToAdd())))
                .build();
    }

    /** A client that does not block, for libraries that want such; it tries again what failed, as they expect. */
    public <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> C asyncClient(B builder) {
        return builder.endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, Identity.ROOT_SECRET)))
                .overrideConfiguration(
                        configuration -> configuration.addExecutionInterceptor(new EndpointPath(pathToAdd())))
                .build();
    }

    /** The default world is reached without a path, and what is signed stays as it was signed. */
    private String pathToAdd() {
        return world.id().equals(Worlds.DEFAULT) ? "" : endpoint.getPath();
    }

    @Override
    public void close() {
        http.close();
        cloud.delete(world);
    }
}
