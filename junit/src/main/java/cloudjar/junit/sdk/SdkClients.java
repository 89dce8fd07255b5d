package cloudjar.junit.sdk;

import cloudjar.gateway.chain.Entry;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkAsyncClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Makes clients that call a world in this JVM. */
public final class SdkClients {
    /** What clients are told; no socket is ever opened to it. */
    private static final String HOST = "http://localhost";

    private final Entry entry;
    private final String path;
    private final URI endpoint;
    private final String account;
    private final Region region;

    /**
     * Clients of an account and region in a world.
     *
     * @param entry the front door
     * @param path chooses the world at the front door
     */
    public SdkClients(Entry entry, String path, String account, String region) {
        this.entry = entry;
        this.path = path;
        this.endpoint = URI.create(HOST + path);
        this.account = account;
        this.region = Region.of(region);
    }

    /**
     * A client.
     *
     * @param type a client interface of the SDK, such as {@code SqsClient.class}
     * @throws IllegalArgumentException where it is something else
     */
    public AutoCloseable client(Class<?> type) {
        Object builder = builderOf(type);
        configure(builder);
        Object client = builder instanceof SdkBuilder<?, ?> made ? made.build() : null;
        if (client instanceof AutoCloseable closeable) {
            return closeable;
        }
        throw notAClient(type, null);
    }

    /**
     * Points a client builder here.
     *
     * @throws IllegalArgumentException where it is none of the SDK's
     */
    public void configure(Object builder) {
        if (!(builder instanceof AwsClientBuilder<?, ?> aws)) {
            throw new IllegalArgumentException(
                    builder.getClass().getName() + " is no client builder of the AWS SDK v2");
        }
        aws.endpointOverride(endpoint);
        aws.region(region);
        aws.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")));
        if (builder instanceof SdkSyncClientBuilder<?, ?> sync) {
            sync.httpClientBuilder(defaults -> new InProcessHttpClient(entry, path));
        }
        if (builder instanceof SdkAsyncClientBuilder<?, ?> async) {
            async.httpClientBuilder(defaults -> new InProcessAsyncHttpClient(entry, path));
        }
    }

    /** Closes a client of the SDK. */
    public static void close(AutoCloseable client) {
        if (client instanceof SdkAutoCloseable ours) {
            ours.close();
        }
    }

    private static Object builderOf(Class<?> type) {
        try {
            return type.getMethod("builder").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw notAClient(type, e);
        }
    }

    private static IllegalArgumentException notAClient(Class<?> type, @Nullable Exception cause) {
        return new IllegalArgumentException(type.getName() + " is no client interface of the AWS SDK v2", cause);
    }
}
