package cloudjar.gateway.resolve;

import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.HttpRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The three ways not to find an operation, each with an answer of its own: no such service, no such operation, and an
 * operation that AWS has and cloudjar has not.
 */
final class Refusals {
    private static final int NOT_FOUND = 404;
    private static final String NO_VERSION = "NO_VERSION_SPECIFIED";

    /** A service for each protocol, to lend its form to answers of no service. */
    private final Map<ProtocolKind, KnownService> forms = new EnumMap<>(ProtocolKind.class);

    /** @param services in the order of preference */
    Refusals(List<KnownService> services) {
        for (KnownService service : services) {
            for (ProtocolKind kind : service.facts().protocols()) {
                forms.putIfAbsent(kind, service);
            }
        }
    }

    /** No service is known by this name. */
    UnresolvedException unknownService(String by, String name, ProtocolKind protocol) {
        String message = "No AWS service is known by the " + by + " '" + name + "'.";
        KnownService form = Objects.requireNonNull(forms.get(protocol));
        return new UnresolvedException(
                new CommonException("UnknownService", NOT_FOUND, message), form.schema(), protocol, "", "");
    }

    /** A call that says neither for whom nor of whom it is: AWS, whose host names say the former, asks for the latter. */
    UnresolvedException unsaid(ProtocolKind protocol) {
        KnownService form = Objects.requireNonNull(forms.get(protocol));
        CommonException error =
                new CommonException("MissingAuthenticationTokenException", 403, "Missing Authentication Token");
        return new UnresolvedException(error, form.schema(), protocol, "", "");
    }

    /** The service has no operation of this name. */
    UnresolvedException unknownOperation(
            KnownService service, String operation, @Nullable String version, ProtocolKind protocol) {
        CommonException error =
                switch (protocol) {
                    case AWS_QUERY ->
                        invalidAction("Could not find operation " + operation + " for version "
                                + (version == null ? NO_VERSION : version));
                    case EC2_QUERY -> invalidAction("The action " + operation + " is not valid for this web service.");
                    case AWS_JSON_1_0, AWS_JSON_1_1, REST_JSON_1, REST_XML, RPC_V2_CBOR ->
                        new CommonException(
                                "UnknownOperationException",
                                400,
                                service.facts().serviceId() + " has no operation '" + operation + "'.");
                };
        return new UnresolvedException(error, service.schema(), protocol, service.id(), "");
    }

    /** The address that the form was sent to does not answer this action. */
    UnresolvedException invalidForEndpoint(KnownService service, String action) {
        CommonException error = invalidAction("The action " + action + " is not valid for this endpoint.");
        return new UnresolvedException(error, service.schema(), ProtocolKind.AWS_QUERY, service.id(), "");
    }

    private static CommonException invalidAction(String message) {
        return new CommonException("InvalidAction", 400, message);
    }

    /** A form whose action cannot be read. */
    UnresolvedException unreadableForm(CommonException error) {
        KnownService form = Objects.requireNonNull(forms.get(ProtocolKind.AWS_QUERY));
        return new UnresolvedException(error, form.schema(), ProtocolKind.AWS_QUERY, "", "");
    }

    /** A request to a service of a query protocol that names no action. */
    UnresolvedException missingAction(KnownService service, ProtocolKind protocol) {
        return new UnresolvedException(
                new CommonException("MissingAction", 400, "The request is missing an action or a required parameter."),
                service.schema(),
                protocol,
                service.id(),
                "");
    }

    /** A request to a service with HTTP bindings that fits no template. */
    UnresolvedException noRoute(KnownService service, HttpRequest request, ProtocolKind protocol) {
        CommonException error = protocol == ProtocolKind.REST_XML
                ? new CommonException(
                        "MethodNotAllowed", 405, "The specified method is not allowed against this resource.")
                : new CommonException(
                        "UnknownOperationException",
                        NOT_FOUND,
                        service.facts().serviceId() + " has no operation at " + request.method() + " "
                                + request.rawPath() + ".");
        return new UnresolvedException(error, service.schema(), protocol, service.id(), "");
    }

    /** The operation exists on AWS; cloudjar does not serve the service. */
    UnresolvedException notServed(KnownService service, OperationSchema operation, ProtocolKind protocol) {
        CommonException error = new CommonException(
                NotImplemented.CODE,
                NotImplemented.STATUS,
                String.valueOf(NotImplemented.of(service.facts().serviceId(), operation.name())
                        .getMessage()));
        return new UnresolvedException(error, service.schema(), protocol, service.id(), operation.name());
    }

    /** A host name behind which there is users' own content, which nothing serves. */
    UnresolvedException contentNotServed(HostName host) {
        String what =
                switch (host.kind()) {
                    case EXECUTE_API -> "APIs of API Gateway at their own host names";
                    case PLAIN, FOREIGN, SERVICE, WEBSITE, FUNCTION_URL -> "this host name";
                };
        KnownService form = Objects.requireNonNull(forms.get(ProtocolKind.REST_XML));
        CommonException error = new CommonException(
                NotImplemented.CODE, NotImplemented.STATUS, "cloudjar does not implement " + what + " yet");
        return new UnresolvedException(error, form.schema(), ProtocolKind.REST_XML, "", "");
    }
}
