package cloudjar.junit;

import cloudjar.junit.sdk.SdkClients;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.world.World;
import cloudjar.testkit.InProcessCloud;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A world in a test: every account and region of a cloud that nobody else sees. Thread-safe; valid until the test or class
 * it was injected into has ended.
 */
public final class CloudWorld {
    /** The account of clients that name no other. */
    public static final String ACCOUNT = "000000000000";

    /** The region of clients that name no other. */
    public static final String REGION = "us-east-1";

    private record ClientKey(Class<?> type, String account, String region) {}

    private final InProcessCloud cloud;
    private final World world;
    private final Map<ClientKey, AutoCloseable> clients = new ConcurrentHashMap<>();

    CloudWorld(InProcessCloud cloud, World world) {
        this.cloud = cloud;
        this.world = world;
    }

    /** Its name, unique in the run. */
    public String id() {
        return world.id();
    }

    /** Its time, to be frozen, advanced and set; moving it touches no other world. */
    public Clock clock() {
        return world.clock();
    }

    /**
     * The URL that any AWS client takes as its endpoint, such as a program that the test starts. The first call opens a
     * port on this machine's loopback address; injected clients need none.
     */
    public URI endpoint() {
        return cloud.endpoint(world);
    }

    /**
     * A client of the AWS SDK for Java v2 in the usual account and region; the same one at every call.
     *
     * @param type such as {@code SqsClient.class} or {@code SqsAsyncClient.class}
     * @throws IllegalArgumentException where it is no such type
     */
    public <C> C client(Class<C> type) {
        return client(type, ACCOUNT, REGION);
    }

    /**
     * A client of the AWS SDK for Java v2; the same one at every call with these arguments.
     *
     * @param account 12 digits
     * @throws IllegalArgumentException where {@code type} is no such type
     */
    public <C> C client(Class<C> type, String account, String region) {
        return type.cast(clients.computeIfAbsent(new ClientKey(type, account, region), key -> sdk(account, region)
                .client(type)));
    }

    /**
     * Points a client builder of the AWS SDK for Java v2 here, for clients that need more settings: sets its endpoint,
     * region, credentials and HTTP client.
     *
     * @return {@code builder}
     * @throws IllegalArgumentException where it is no such builder
     */
    public <B> B configure(B builder) {
        sdk(ACCOUNT, REGION).configure(builder);
        return builder;
    }

    private SdkClients sdk(String account, String region) {
        return new SdkClients(cloud.gateway(), InProcessCloud.path(world), account, region);
    }

    CloudWorld fork() {
        return new CloudWorld(cloud, cloud.fork(world));
    }

    /** Closes its clients and deletes it. */
    void drop() {
        clients.values().forEach(SdkClients::close);
        clients.clear();
        cloud.delete(world);
    }

    @Override
    public String toString() {
        return world.toString();
    }
}
