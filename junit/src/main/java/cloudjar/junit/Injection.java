package cloudjar.junit;

import cloudjar.kernel.clock.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Which types are injected, and their values in a world. */
record Injection(CloudWorld world, String account, String region) {
    /** Every client of the SDK extends it. Named, because the SDK need not be there. */
    private static final String SDK_CLIENT = "software.amazon.awssdk.core.SdkClient";

    /** Whether values of the type are injected. */
    static boolean knows(Class<?> type) {
        return type == CloudWorld.class || type == Clock.class || type.isInterface() && extendsSdkClient(type);
    }

    private static boolean extendsSdkClient(Class<?> type) {
        Deque<Class<?>> left = new ArrayDeque<>(List.of(type));
        while (!left.isEmpty()) {
            for (Class<?> parent : left.remove().getInterfaces()) {
                if (parent.getName().equals(SDK_CLIENT)) {
                    return true;
                }
                left.add(parent);
            }
        }
        return false;
    }

    /** The value of a type that is known. */
    Object value(Class<?> type) {
        if (type == CloudWorld.class) {
            return world;
        }
        return type == Clock.class ? world.clock() : world.client(type, account, region);
    }
}
