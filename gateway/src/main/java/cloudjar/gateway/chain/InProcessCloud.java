package cloudjar.gateway.chain;

import cloudjar.gateway.stage.Decoded;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.call.ServiceApi;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.Ticker;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Calls between services: they enter the chain behind the decoder, and are one deeper than the call that made them. */
public final class InProcessCloud implements Cloud {
    private record Connected(Chain chain, Map<String, ServiceBinding<?>> bindings) {}

    private final Ids ids;
    private final Ticker ticker;
    private final Map<ServiceApi<?>, Object> clients = new ConcurrentHashMap<>();
    private final EndedCalls endedCalls = new EndedCalls();
    private volatile @Nullable Connected connected;

    public InProcessCloud(Ids ids, Ticker ticker) {
        this.ids = ids;
        this.ticker = ticker;
    }

    /** Opens the way: services are made with this cloud before the chain that leads to them is. To be called once. */
    public void connect(Chain chain, Map<String, ServiceBinding<?>> bindings) {
        connected = new Connected(chain, Map.copyOf(bindings));
    }

    @Override
    public <S> S client(ServiceApi<S> api) {
        return api.type().cast(clients.computeIfAbsent(api, unused -> api.client(this::invoke)));
    }

    @Override
    public EndedCalls endedCalls() {
        return endedCalls;
    }

    @Override
    public Optional<OperationSchema> operation(String service, String name) {
        Connected way = connected;
        ServiceBinding<?> binding = way == null ? null : way.bindings().get(service);
        return Optional.ofNullable(binding).map(found -> found.api().schema().operation(name));
    }

    @Override
    public Structure invoke(OperationSchema operation, Structure input, Call call) {
        Connected way = connected;
        ServiceBinding<?> binding =
                way == null ? null : way.bindings().get(operation.service().id());
        if (binding == null) {
            throw NotImplemented.of(operation.service().id(), operation.name());
        }
        return invoke(binding.api(), operation, input, call);
    }

    private Structure invoke(ServiceApi<?> api, OperationSchema operation, Structure input, Call call) {
        long start = ticker.nanos();
        Connected way = connected;
        if (way == null) {
            throw new IllegalStateException("a service is called before all are there");
        }
        Instant now = call.world().clock().now();
        checkBounds(call, now, operation);
        ServiceBinding<?> binding = way.bindings().get(api.id());
        if (binding == null) {
            throw NotImplemented.of(api.id(), operation.name());
        }
        return way.chain().call(new Decoded(binding, operation, input, call.deeper(ids.uuid(), now)), start);
    }

    private static void checkBounds(Call call, Instant now, OperationSchema operation) {
        if (call.depth() >= Call.DEPTH_MAX) {
            throw new CommonException(
                    "CallDepthExceeded",
                    400,
                    "Services have called one another " + Call.DEPTH_MAX + " times in a row, lastly " + operation
                            + ": they seem to do so without end.");
        }
        Instant deadline = call.deadline();
        if (deadline != null && !now.isBefore(deadline)) {
            throw new CommonException(
                    "RequestTimeout", 408, "Nobody waits any longer for what " + operation + " was called for.");
        }
    }
}
