package cloudjar.gateway.stage;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;

/** A call with its input, from the wire or from another service: here calls between services enter the chain. */
public record Decoded(ServiceBinding<?> binding, OperationSchema operation, Structure input, Call call)
        implements Stage {}
