package cloudjar.gateway;

import cloudjar.gateway.audit.Audit;
import cloudjar.gateway.audit.AuditLog;
import cloudjar.gateway.auth.Identity;
import cloudjar.gateway.chain.Chain;
import cloudjar.gateway.chain.Entry;
import cloudjar.gateway.chain.InProcessCloud;
import cloudjar.gateway.chain.Received;
import cloudjar.gateway.stage.Admitted;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.Ticker;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The front door put together: the chain, the side doors beside it, and the cloud in which services call each other. */
public final class Gateway implements Entry, AutoCloseable {
    private final Audit audit;
    private final InProcessCloud cloud;
    private final Chain chain;
    private final SideDoors doors;

    /**
     * A gateway to these services.
     *
     * @param catalog all services of AWS
     * @param identity who callers are
     * @param services makes the services that are served; the cloud it gets may be kept, but not called yet
     * @param doors makes the side doors, of which the first that claims a path answers
     */
    public Gateway(
            Catalog catalog,
            Worlds worlds,
            GatewayOptions options,
            Identity identity,
            Function<Cloud, List<ServiceBinding<?>>> services,
            Function<AuditLog, List<SideDoor>> doors) {
        Ids ids = worlds.ids();
        Ticker ticker = Ticker.system();
        this.audit = new Audit(options.auditSize());
        this.cloud = new InProcessCloud(ids, ticker);
        List<ServiceBinding<?>> bindings = services.apply(cloud);
        this.chain = Chain.of(new Chain.Parts(
                catalog,
                bindings,
                worlds,
                ids,
                ticker,
                audit,
                cloud.endedCalls(),
                identity,
                options.bodyMax(),
                options.region()));
        Map<String, ServiceBinding<?>> byId = new LinkedHashMap<>();
        bindings.forEach(binding -> byId.put(binding.api().id(), binding));
        this.cloud.connect(chain, byId);
        this.doors = new SideDoors(doors.apply(audit));
    }

    /** The way for code of ours to call services. */
    public Cloud cloud() {
        return cloud;
    }

    /** The last calls, and counters of all. */
    public AuditLog audit() {
        return audit;
    }

    /** The names of the chain's steps, in their order. */
    public List<String> steps() {
        return chain.names();
    }

    /** Records what is left to record of calls that have ended. To be called before the worlds are closed. */
    @Override
    public void close() {
        cloud.endedCalls().close();
    }

    @Override
    public HttpResponse handle(Received received) {
        audit.begin();
        try {
            Admitted admitted = chain.admit(received);
            HttpRequest request = admitted.request();
            SideDoor door = doors.at(request);
            if (door != null) {
                return SideDoors.answer(door, received, admitted);
            }
            return chain.answer(admitted);
        } finally {
            audit.end();
        }
    }
}
