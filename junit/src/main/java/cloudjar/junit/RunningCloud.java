package cloudjar.junit;

import cloudjar.gateway.authorize.Mode;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.services.Services;
import cloudjar.testkit.InProcessCloud;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The one cloud of a run of tests with its permissions, and the worlds that several classes begin from. Closed by JUnit at the run's end. */
// The interface is deprecated in favour of AutoCloseable, which JUnit before 5.13 does not close.
@SuppressWarnings("deprecation")
final class RunningCloud implements ExtensionContext.Store.CloseableResource {
    private final InProcessCloud cloud;
    private final Map<Class<?>, CloudWorld> prepared = new ConcurrentHashMap<>();

    RunningCloud(Permissions iam) {
        Mode mode = Mode.valueOf(iam.name());
        cloud = InProcessCloud.start(Services::all, LimitProfile.CURRENT, new MemoryEngine(), mode);
    }

    /** A world that begins with what was prepared, or empty. */
    CloudWorld world(Optional<Class<? extends WorldPreparation>> preparation) {
        return preparation
                .map(type ->
                        prepared.computeIfAbsent(type, unused -> prepare(type)).fork())
                .orElseGet(() -> new CloudWorld(cloud, cloud.create()));
    }

    private CloudWorld prepare(Class<? extends WorldPreparation> type) {
        CloudWorld world = new CloudWorld(cloud, cloud.create());
        preparation(type).prepare(world);
        return world;
    }

    private static WorldPreparation preparation(Class<? extends WorldPreparation> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ExtensionConfigurationException(
                    type.getName() + " needs a constructor without parameters that does not fail", e);
        }
    }

    @Override
    public void close() {
        cloud.close();
    }
}
