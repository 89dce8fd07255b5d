package cloudjar.kernel.call;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import java.util.Optional;

/**
 * How a service calls another: by the other's AWS API, as a principal, through the same chain as a call from outside
 * (validation, authorisation, faults, audit), without the bytes.
 *
 * <p>The call that arrives is one deeper than the one handed in, with a request id of its own and the same world, trace id and
 * deadline. It is refused with {@code CallDepthExceeded} beyond {@link Call#DEPTH_MAX}, where services call one another without
 * end, and with {@code RequestTimeout} when the deadline has passed.
 */
public interface Cloud {
    /**
     * A client of the service. Its methods take the {@link Call} on whose behalf they run; use {@link Call#as} to call as
     * a service principal.
     */
    <S> S client(ServiceApi<S> api);

    /** An operation by the name of its service in cloudjar and its own, for {@link #invoke}; empty where nobody serves it. */
    default Optional<OperationSchema> operation(String service, String name) {
        return Optional.empty();
    }

    /** Calls an operation that {@link #operation} found: for those who learn only at run time what they are to call. */
    default Structure invoke(OperationSchema operation, Structure input, Call call) {
        throw NotImplemented.of(operation.service().id(), operation.name());
    }

    /** Where services that keep record of calls learn of them. */
    EndedCalls endedCalls();
}
