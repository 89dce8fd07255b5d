package cloudjar.kernel.call;

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

    /** Where services that keep record of calls learn of them. */
    EndedCalls endedCalls();
}
