package cloudjar.kernel.shape;

import java.util.List;

/** How a family of services says that an input breaks its model's constraints. Safe for any number of threads. */
@FunctionalInterface
public interface ValidationWording {
    /**
     * The error to answer.
     *
     * @param violations at least one
     */
    ApiException refuse(OperationSchema operation, List<Violation> violations);
}
