package cloudjar.kernel.call;

/**
 * How a service calls another: by the other's AWS API, as a principal, through the same chain as a call from outside
 * (validation, authorisation, faults, audit), without the bytes.
 */
public interface Cloud {
    /**
     * A client of the service. Its methods take the {@link Call} on whose behalf they run; use {@link Call#as} to call as
     * a service principal.
     */
    <S> S client(ServiceApi<S> api);
}
