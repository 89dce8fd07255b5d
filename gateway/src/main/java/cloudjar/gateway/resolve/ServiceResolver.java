package cloudjar.gateway.resolve;

import cloudjar.gateway.stage.Admitted;
import cloudjar.gateway.stage.Claim;
import cloudjar.gateway.stage.Resolved;
import cloudjar.gateway.stage.Step;
import cloudjar.gateway.stage.TargetView;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.Protocols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Finds the operation that a request means. An operation that the request names goes before everything; the service comes
 * from the credential scope, else from the host name; a form's action or the path then names the operation.
 */
public final class ServiceResolver implements Step<Admitted, Resolved> {
    private final ServiceTable table;
    private final Refusals refusals;
    private final TargetLookup targets;
    private final FormLookup forms;
    private final PathLookup paths;

    /**
     * @param catalog all services of AWS
     * @param bindings those that are served
     * @param bodyMax the longest form, in bytes
     */
    public ServiceResolver(Catalog catalog, List<ServiceBinding<?>> bindings, int bodyMax) {
        this.table = new ServiceTable(catalog, bindings);
        this.refusals = new Refusals(table.formGivers());
        this.targets = new TargetLookup(table, refusals);
        this.forms = new FormLookup(table, refusals, bodyMax);
        this.paths = new PathLookup(table, refusals);
    }

    @Override
    public String name() {
        return "resolve";
    }

    @Override
    public Resolved take(Admitted admitted) throws IOException {
        HttpRequest request = admitted.request();
        HostName host = table.hosts().read(admitted.endpoint().authority());
        Finding finding = find(request, host, admitted.claim());
        ServiceBinding<?> binding = finding.service().binding();
        if (binding == null) {
            throw refusals.notServed(finding.service(), finding.operation(), finding.protocol());
        }
        return new Resolved(
                admitted,
                binding,
                finding.operation(),
                Protocols.of(finding.protocol(), request.header("Content-Type")),
                finding.request(),
                host.region());
    }

    private Finding find(HttpRequest request, HostName host, Claim claim) throws IOException {
        // Whatever is sent to a function's URL is the function's.
        if (host.kind() == HostName.Kind.FUNCTION_URL) {
            return functionUrl(request, host.prefix() + request.rawPath(), claim);
        }
        if (request.rawPath().startsWith(Customs.FUNCTION_URL_PATH)) {
            return functionUrl(request, request.rawPath().substring(Customs.FUNCTION_URL_PATH.length()), claim);
        }
        String target = request.header("X-Amz-Target");
        if (target != null) {
            return targets.byTarget(request, target);
        }
        if (TargetLookup.isRpcPath(request)) {
            return targets.byRpcPath(request);
        }
        switch (host.kind()) {
            case WEBSITE -> {
                HttpRequest page = new TargetView(request, Customs.WEBSITE_PATH + host.prefix() + request.rawPath());
                return paths.find(page, List.of(), HostName.UNSAID, claim);
            }
            case EXECUTE_API -> throw refusals.contentNotServed(host);
            case PLAIN, FOREIGN, SERVICE, FUNCTION_URL -> {}
        }
        List<KnownService> named = named(request, host, claim);
        if (named.isEmpty() && isCallOfNobody(request)) {
            throw refusals.unsaid(guess(request));
        }
        Finding form = forms.find(request, named);
        return form == null ? paths.find(request, named, host, claim) : form;
    }

    /** The request to a function's URL: its id, path and query in one label, in which a function finds them as they were sent. */
    private Finding functionUrl(HttpRequest request, String idAndPath, Claim claim) {
        String query = request.rawQuery();
        String target = query == null ? idAndPath : idAndPath + "?" + query;
        HttpRequest view = new TargetView(
                request, Customs.FUNCTION_URL_PATH + target.replace("%", "%25").replace("?", "%3F"), null);
        return paths.find(view, List.of(Objects.requireNonNull(table.byId(Customs.FUNCTIONS))), HostName.UNSAID, claim);
    }

    /** The services that the credential scope names, or those of them that the host name names too; else the host's. */
    private List<KnownService> named(HttpRequest request, HostName host, Claim claim) {
        String signingName = claim.service();
        if (signingName == null) {
            return host.services();
        }
        List<KnownService> scoped = table.bySigningName(signingName);
        if (scoped.isEmpty()) {
            throw refusals.unknownService("signing name", signingName, guess(request));
        }
        if (scoped.size() == 1 || host.services().isEmpty()) {
            return scoped;
        }
        List<KnownService> both = new ArrayList<>(scoped);
        both.retainAll(host.services());
        return both.isEmpty() ? scoped : both;
    }

    /** Whether the request is a call that names neither its service nor its operation: no browser and no upload looks so. */
    private static boolean isCallOfNobody(HttpRequest request) {
        return request.method().equals("POST")
                && request.rawPath().equals("/")
                && guess(request) == ProtocolKind.REST_JSON_1;
    }

    /** The protocol in which a caller would understand, where no service tells. */
    private static ProtocolKind guess(HttpRequest request) {
        if (FormAction.mayBeIn(request)) {
            return ProtocolKind.AWS_QUERY;
        }
        String type = request.header("Content-Type");
        return type != null && type.contains("json") ? ProtocolKind.REST_JSON_1 : ProtocolKind.REST_XML;
    }
}
