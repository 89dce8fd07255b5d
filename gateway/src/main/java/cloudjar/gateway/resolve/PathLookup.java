package cloudjar.gateway.resolve;

import cloudjar.gateway.resolve.RouteTable.Match;
import cloudjar.gateway.stage.Claim;
import cloudjar.gateway.stage.TargetView;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.tenancy.Account;
import cloudjar.protocols.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds operations with HTTP bindings by method, path and query. */
final class PathLookup {
    private final ServiceTable table;
    private final Refusals refusals;

    PathLookup(ServiceTable table, Refusals refusals) {
        this.table = table;
        this.refusals = refusals;
    }

    /**
     * Finds the operation whose template fits best.
     *
     * @param named the services that the request may be for; empty where it does not say
     */
    Finding find(HttpRequest request, List<KnownService> named, HostName host, Claim claim) {
        List<KnownService> services = named.isEmpty() ? unsaid(request) : named;
        Finding best = null;
        long bestRank = -1;
        for (int i = 0; i < services.size(); i++) {
            KnownService service = services.get(i);
            ProtocolKind protocol = service.rest();
            if (protocol == null) {
                continue;
            }
            String bucket = bucket(service, host, claim);
            HttpRequest path = bucket == null ? request : pathStyle(request, bucket);
            Match match = service.routes().match(path.rawPath(), path);
            if (match == null) {
                path = otherwiseEnded(path);
                match = service.routes().match(path.rawPath(), path);
            }
            if (match != null && match.rank() > bestRank) {
                best = new Finding(service, twin(service, match.operation(), claim), protocol, path);
                bestRank = match.rank();
            }
        }
        if (best == null) {
            throw nothing(request, services);
        }
        return best;
    }

    /** The operation that is meant where two have one template. */
    private static OperationSchema twin(KnownService service, OperationSchema found, Claim claim) {
        String twin = claim.service() == null
                ? null
                : Customs.SIGNED_TWINS.getOrDefault(claim.service(), Map.of()).get(found.name());
        return twin == null ? found : Objects.requireNonNull(service.operation(twin));
    }

    /** The services that an unsigned request without a service's host name may mean. */
    private List<KnownService> unsaid(HttpRequest request) {
        KnownService usual = Objects.requireNonNull(table.byId(Customs.UNSAID));
        KnownService unsigned = table.byId(neverSigned(request));
        return unsigned == null || unsigned == usual ? List.of(usual) : List.of(unsigned, usual);
    }

    /** The service without signatures whose calls look so; that of all others where none does. */
    private static String neverSigned(HttpRequest request) {
        if (request.header(Customs.PORTAL_HEADER) != null) {
            return Customs.PORTAL;
        }
        String type = request.header("Content-Type");
        boolean json = type != null && type.startsWith("application/json");
        return json && request.method().equals("POST") ? Customs.OPENID_CONNECT : Customs.UNSAID;
    }

    /** The bucket in the host name; null where there is none. */
    private static @Nullable String bucket(KnownService service, HostName host, Claim claim) {
        if (host.prefix().isEmpty() || !Customs.VIRTUAL_HOSTED.contains(service.id())) {
            return null;
        }
        boolean beforeService =
                host.kind() == HostName.Kind.SERVICE && host.services().contains(service);
        // SDKs put the bucket straight before the endpoint that they were told; so they do with S3 Control's account.
        boolean beforeEndpoint =
                host.kind() == HostName.Kind.FOREIGN && claim.service() != null && !Account.isId(host.prefix());
        return beforeService || beforeEndpoint ? host.prefix() : null;
    }

    private static HttpRequest pathStyle(HttpRequest request, String bucket) {
        String path = request.rawPath();
        return new TargetView(request, path.equals("/") ? "/" + bucket : "/" + bucket + path);
    }

    /** The request with a slash more or less at the end of its path: AWS minds neither, and its templates vary. */
    private static HttpRequest otherwiseEnded(HttpRequest request) {
        String path = request.rawPath();
        if (path.equals("/")) {
            return request;
        }
        return new TargetView(request, path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/");
    }

    private UnresolvedException nothing(HttpRequest request, List<KnownService> services) {
        for (KnownService service : services) {
            if (service.rest() != null) {
                return refusals.noRoute(service, request, service.rest());
            }
        }
        KnownService first = services.getFirst();
        ProtocolKind query = first.query();
        // Where a service speaks both, a request that says nothing is answered as one of the newer protocol.
        ProtocolKind json = first.json();
        if (json != null) {
            return refusals.unknownOperation(first, "", null, json);
        }
        return refusals.missingAction(
                first, query == null ? first.facts().protocols().getFirst() : query);
    }
}
