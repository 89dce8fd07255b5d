package cloudjar.testkit;

import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.Wiring;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.core.SdkGlobalTime;

/**
 * A cloud for a test class, and a world for each test that has a parameter of type {@link TestWorld}, itself or in a method
 * that is called before it:
 *
 * {@snippet :
 * @RegisterExtension
 * static final CloudExtension CLOUD = new CloudExtension(Services::all);
 *
 * @Test
 * void aMessageArrives(TestWorld world) {
 *     SqsClient sqs = world.client(SqsClient.builder());
 * }
 * }
 */
public final class CloudExtension implements BeforeAllCallback, AfterAllCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(CloudExtension.class);

    private final Supplier<InProcessCloud> start;
    private @Nullable InProcessCloud cloud;

    /** A cloud that refuses nobody. */
    public CloudExtension(Function<Wiring, List<ServiceBinding<?>>> services) {
        this(() -> InProcessCloud.start(services));
    }

    private CloudExtension(Supplier<InProcessCloud> start) {
        this.start = start;
    }

    /** A cloud that checks signatures and refuses what policies do not allow. */
    public static CloudExtension enforcing(Function<Wiring, List<ServiceBinding<?>>> services) {
        return new CloudExtension(() -> InProcessCloud.enforcing(services));
    }

    /** The cloud, while tests of the class run. */
    public InProcessCloud cloud() {
        InProcessCloud running = cloud;
        if (running == null) {
            throw new IllegalStateException("the cloud runs while tests do");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        cloud = start.get();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        cloud().close();
        cloud = null;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestWorld.class;
    }

    @Override
    public TestWorld resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        TestWorld known = store.get(TestWorld.class, TestWorld.class);
        if (known != null) {
            return known;
        }
        TestWorld world = cloud().world();
        store.put(TestWorld.class, world);
        return world;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        // The SDK keeps how far its clock is from that of the last world it was refused by, for all clients of the
        // process.
        SdkGlobalTime.setGlobalTimeOffset(0);
        TestWorld world = context.getStore(NAMESPACE).remove(TestWorld.class, TestWorld.class);
        if (world != null) {
            world.close();
        }
    }
}
