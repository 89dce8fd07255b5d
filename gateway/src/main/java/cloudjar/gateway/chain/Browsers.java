package cloudjar.gateway.chain;

import cloudjar.gateway.stage.Admitted;
import cloudjar.gateway.stage.Resolved;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.OriginRules;
import cloudjar.kernel.call.OriginRules.OriginRequest;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import java.util.Map;
import java.util.Optional;

/**
 * Tells browsers what pages of other origins may do: by the service's rules, where it has any for what is asked; else pages
 * served from this machine may do everything, and others nothing.
 */
final class Browsers {
    private static final int BAD_REQUEST = 400;

    private Browsers() {}

    /** The answer as browsers need it; another one where they ask beforehand and the service has nothing to say. */
    static HttpResponse permit(Trail trail, Admitted admitted, Worlds worlds, HttpResponse answer) {
        HttpRequest request = admitted.request();
        String origin = request.header("Origin");
        if (origin == null) {
            return answer;
        }
        HttpResponse preflight = Cors.preflight(request);
        Optional<Map<String, String>> own = permissions(trail, admitted, worlds, origin);
        if (own.isEmpty()) {
            return preflight == null || answer.status() < BAD_REQUEST ? Cors.allow(request, answer) : preflight;
        }
        if (!request.method().equals("OPTIONS")) {
            own.get().forEach(answer::header);
        }
        return answer;
    }

    private static Optional<Map<String, String>> permissions(
            Trail trail, Admitted admitted, Worlds worlds, String origin) {
        Resolved resolved = trail.resolved();
        OriginRules rules =
                resolved == null ? OriginRules.NONE : resolved.binding().origins();
        if (resolved == null || rules == OriginRules.NONE) {
            return Optional.empty();
        }
        Call call = trail.call();
        World world = call == null ? worlds.find(admitted.world()).orElse(null) : call.world();
        Partition partition = call == null ? Partition.AWS : call.partition();
        OriginRequest asked = new OriginRequest(
                origin,
                admitted.request().method(),
                resolved.request().rawPath(),
                admitted.request().header("Access-Control-Request-Method"),
                admitted.request().header("Access-Control-Request-Headers"));
        return world == null ? Optional.empty() : rules.permissions(world, partition, asked);
    }
}
