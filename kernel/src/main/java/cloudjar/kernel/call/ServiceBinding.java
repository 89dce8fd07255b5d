package cloudjar.kernel.call;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;

/**
 * A service that is served: its generated API and the object that implements it.
 *
 * @param way leads calls to the implementation, perhaps with something to say before
 * @param origins which pages of other origins may read its answers
 * @param listener wants to know of what came over HTTP
 * @param <S> the generated interface
 */
public record ServiceBinding<S>(
        ServiceApi<S> api, S implementation, Invoker way, OriginRules origins, Exchange.Listener listener) {
    /** A service that has no rules for browsers and listens to nothing. */
    public ServiceBinding(ServiceApi<S> api, S implementation) {
        this(api, implementation, OriginRules.NONE, Exchange.Listener.NONE);
    }

    /** A service to which calls go straight. */
    public ServiceBinding(ServiceApi<S> api, S implementation, OriginRules origins, Exchange.Listener listener) {
        this(
                api,
                implementation,
                (any, operation, input, call) -> api.invoke(implementation, operation, input, call),
                origins,
                listener);
    }

    /** Calls the operation on the implementation. */
    public Structure invoke(OperationSchema operation, Structure input, Call call) {
        return way.invoke(api, operation, input, call);
    }
}
