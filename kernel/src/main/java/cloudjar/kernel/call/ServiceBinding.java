package cloudjar.kernel.call;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;

/**
 * A service that is served: its generated API and the object that implements it.
 *
 * @param <S> the generated interface
 */
public record ServiceBinding<S>(ServiceApi<S> api, S implementation) {
    /** Calls the operation on the implementation. */
    public Structure invoke(OperationSchema operation, Structure input, Call call) {
        return api.invoke(implementation, operation, input, call);
    }
}
