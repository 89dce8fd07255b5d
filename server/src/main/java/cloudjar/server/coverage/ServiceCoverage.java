package cloudjar.server.coverage;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Composed;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ServiceFacts;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * What is implemented of one service: an operation is whose generated default, which answers 501, is overridden.
 *
 * @param implemented names of operations, sorted
 * @param missing the names of all others, sorted
 */
public record ServiceCoverage(ServiceFacts facts, List<String> implemented, List<String> missing) {
    public ServiceCoverage {
        implemented = List.copyOf(implemented);
        missing = List.copyOf(missing);
    }

    /**
     * The coverage of a service that is served.
     *
     * @throws IllegalArgumentException where only a client is bound, which passes everything on and tells nothing
     */
    public static ServiceCoverage of(ServiceBinding<?> binding) {
        if (binding.implementation().getClass().getSimpleName().endsWith("Client")) {
            throw new IllegalArgumentException(
                    "what answers the operations of " + binding.api().id() + " is hidden behind a client");
        }
        List<String> implemented = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (OperationSchema operation : binding.api().schema().operations()) {
            boolean overridden =
                    overrides(binding.implementation(), binding.api().methodName(operation));
            (overridden ? implemented : missing).add(operation.name());
        }
        implemented.sort(null);
        missing.sort(null);
        return new ServiceCoverage(binding.api().schema().facts(), implemented, missing);
    }

    private static boolean overrides(Object service, String method) {
        // A composition overrides everything, in order to pass it on.
        return service instanceof Composed composed
                ? composed.parts().stream().anyMatch(part -> overrides(part, method))
                : declares(service.getClass(), method);
    }

    private static boolean declares(Class<?> type, String name) {
        for (Method method : type.getMethods()) {
            Class<?>[] parameters = method.getParameterTypes();
            if (method.getName().equals(name)
                    && parameters.length == 2
                    && parameters[1] == Call.class
                    && !method.getDeclaringClass().isInterface()) {
                return true;
            }
        }
        return false;
    }

    /** How many operations the service has. */
    public int total() {
        return implemented.size() + missing.size();
    }
}
