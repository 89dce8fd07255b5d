package cloudjar.gateway.stage;

import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A request whose operation is known.
 *
 * @param binding the service that answers
 * @param protocol in which it came and will be answered
 * @param request with the path as the operation's template has it: a bucket in the host name stands in the path now
 * @param region that the host name says; null where it says none
 */
public record Resolved(
        Admitted admitted,
        ServiceBinding<?> binding,
        OperationSchema operation,
        Protocol protocol,
        HttpRequest request,
        @Nullable String region)
        implements Stage {}
