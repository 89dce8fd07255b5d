package cloudjar.kernel.call;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;

/** Carries a call of one operation to whoever answers it; generated clients send everything through one. */
@FunctionalInterface
public interface Invoker {
    /**
     * Calls the operation and returns its output.
     *
     * @throws cloudjar.kernel.shape.ApiException the error that the operation answered
     */
    Structure invoke(ServiceApi<?> api, OperationSchema operation, Structure input, Call call);
}
