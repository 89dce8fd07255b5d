package cloudjar.gateway.resolve;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.HttpRequest;
import java.util.List;

/** Finds operations that the request names: {@code X-Amz-Target}, and the paths of Smithy's RPC protocol. */
final class TargetLookup {
    private static final String JSON = "application/x-amz-json-1.";
    /** The binary variant of version 1.1, which Kinesis' clients prefer. */
    private static final String BINARY = "application/x-amz-cbor-1.1";

    private static final String SERVICE = "/service/";
    private static final String OPERATION = "/operation/";

    private final ServiceTable table;
    private final Refusals refusals;

    TargetLookup(ServiceTable table, Refusals refusals) {
        this.table = table;
        this.refusals = refusals;
    }

    /** Finds {@code target}, such as {@code DynamoDB_20120810.GetItem}. */
    Finding byTarget(HttpRequest request, String target) {
        int dot = target.lastIndexOf('.');
        String prefix = dot < 0 ? target : target.substring(0, dot);
        List<KnownService> services = table.byTarget(prefix);
        if (services.isEmpty()) {
            throw refusals.unknownService("target", target, version(request, ProtocolKind.AWS_JSON_1_1));
        }
        ProtocolKind json = services.getFirst().json();
        ProtocolKind protocol = version(request, json == null ? ProtocolKind.AWS_JSON_1_1 : json);
        return find(request, services, dot < 0 ? "" : target.substring(dot + 1), protocol);
    }

    /** Whether the path could be of Smithy's RPC protocol. */
    static boolean isRpcPath(HttpRequest request) {
        return request.rawPath().startsWith(SERVICE) && request.header("Smithy-Protocol") != null;
    }

    /** Finds the path {@code /service/NAME/operation/NAME}; a prefix may stand before the service's name. */
    Finding byRpcPath(HttpRequest request) {
        String path = request.rawPath();
        int operation = path.indexOf(OPERATION);
        String service = path.substring(SERVICE.length(), operation < 0 ? path.length() : operation);
        List<KnownService> services = table.byTarget(service.substring(service.lastIndexOf('.') + 1));
        if (services.isEmpty()) {
            throw refusals.unknownService("name", service, ProtocolKind.RPC_V2_CBOR);
        }
        String name = operation < 0 ? "" : path.substring(operation + OPERATION.length());
        return find(request, services, name, ProtocolKind.RPC_V2_CBOR);
    }

    private Finding find(HttpRequest request, List<KnownService> services, String name, ProtocolKind protocol) {
        for (int i = 0; i < services.size(); i++) {
            KnownService service = services.get(i);
            OperationSchema operation = service.operation(name);
            if (operation != null) {
                return new Finding(service, operation, protocol, request);
            }
        }
        throw refusals.unknownOperation(services.getFirst(), name, null, protocol);
    }

    /** The version of awsJson that the caller speaks: AWS answers in the one it was asked in. */
    private static ProtocolKind version(HttpRequest request, ProtocolKind otherwise) {
        String type = request.header("Content-Type");
        if (type != null && type.startsWith(BINARY)) {
            return ProtocolKind.AWS_JSON_1_1;
        }
        if (type == null || type.length() <= JSON.length() || !type.startsWith(JSON)) {
            return otherwise;
        }
        return type.charAt(JSON.length()) == '0' ? ProtocolKind.AWS_JSON_1_0 : ProtocolKind.AWS_JSON_1_1;
    }
}
