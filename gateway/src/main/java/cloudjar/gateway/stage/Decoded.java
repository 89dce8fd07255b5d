package cloudjar.gateway.stage;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.access.Headers;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;

/**
 * A call with its input, from the wire or from another service: here calls between services enter the chain.
 *
 * @param headers of the request that it came in
 */
public record Decoded(ServiceBinding<?> binding, OperationSchema operation, Structure input, Call call, Headers headers)
        implements Stage {
    /** A call from another service. */
    public Decoded(ServiceBinding<?> binding, OperationSchema operation, Structure input, Call call) {
        this(binding, operation, input, call, Headers.NONE);
    }

    /** This, in the account and region of another call. */
    public Decoded carriedOut(Call elsewhere) {
        return new Decoded(binding, operation, input, elsewhere, headers);
    }
}
