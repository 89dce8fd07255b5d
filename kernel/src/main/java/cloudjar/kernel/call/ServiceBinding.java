package cloudjar.kernel.call;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import java.util.function.Supplier;

/**
 * A service that is served: its generated API and the object that implements it.
 *
 * @param maker gives the implementation, always the same; it may be made when it is first asked for
 * @param way leads calls to the implementation, perhaps with something to say before
 * @param origins which pages of other origins may read its answers
 * @param listener wants to know of what came over HTTP
 * @param <S> the generated interface
 */
public record ServiceBinding<S>(
        ServiceApi<S> api, Supplier<? extends S> maker, Invoker way, OriginRules origins, Exchange.Listener listener) {
    /** A service that has no rules for browsers and listens to nothing. */
    public ServiceBinding(ServiceApi<S> api, S implementation) {
        this(api, () -> implementation, OriginRules.NONE);
    }

    /** A service that is there when it is asked for; calls go straight to it. */
    public ServiceBinding(ServiceApi<S> api, Supplier<? extends S> maker, OriginRules origins) {
        this(
                api,
                maker,
                (any, operation, input, call) -> api.invoke(maker.get(), operation, input, call),
                origins,
                Exchange.Listener.NONE);
    }

    /** What implements it; made now where it was not before. */
    public S implementation() {
        return maker.get();
    }

    /** Calls the operation on the implementation. */
    public Structure invoke(OperationSchema operation, Structure input, Call call) {
        return way.invoke(api, operation, input, call);
    }
}
