package cloudjar.testkit;

import cloudjar.engines.function.LocalFunctions;
import cloudjar.engines.function.Machine;
import cloudjar.gateway.DocumentDoor;
import cloudjar.gateway.Gateway;
import cloudjar.gateway.GatewayOptions;
import cloudjar.gateway.auth.Identity;
import cloudjar.gateway.authorize.Denials;
import cloudjar.gateway.authorize.Mode;
import cloudjar.gateway.authorize.Permissions;
import cloudjar.gateway.http.HttpEdge;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.call.DataPlanes;
import cloudjar.kernel.call.Pace;
import cloudjar.kernel.call.ServiceApi;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.Throttling;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.Ticker;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.identity.Identities;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.store.CheckingEngine;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.store.StoreEngine;
import cloudjar.kernel.vault.Vault;
import cloudjar.kernel.web.Outside;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The cloud in this JVM: services, front door and all, without the server's command line and admin API. It listens on a
 * free port from the moment that somebody asks for an {@link #endpoint}. Tests share one and take a world each.
 * Thread-safe.
 */
public final class InProcessCloud implements AutoCloseable {
    private final Worlds worlds;
    private final Gateway gateway;
    private final Denials denials;
    private final List<ServiceApi<?>> apis;
    private final FunctionEngine functions;
    private final AtomicInteger worldCount = new AtomicInteger();
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable HttpEdge edge;

    private InProcessCloud(
            Worlds worlds, Gateway gateway, Denials denials, List<ServiceApi<?>> apis, FunctionEngine functions) {
        this.functions = functions;
        this.worlds = worlds;
        this.apis = List.copyOf(apis);
        this.denials = denials;
        this.gateway = gateway;
    }

    /** Starts it with these services and AWS's limits of today; its store checks what services do to it. */
    public static InProcessCloud start(Function<Wiring, List<ServiceBinding<?>>> services) {
        return start(services, LimitProfile.CURRENT, new CheckingEngine(new MemoryEngine()));
    }

    /** Starts it as {@link #start(Function)} does, and checks the signatures of all calls. */
    public static InProcessCloud verifying(Function<Wiring, List<ServiceBinding<?>>> services) {
        return start(services, LimitProfile.CURRENT, new CheckingEngine(new MemoryEngine()), Mode.AUDIT, true);
    }

    /** Starts it as {@link #start(Function)} does, checks the signatures of all calls and refuses what policies do not allow. */
    public static InProcessCloud enforcing(Function<Wiring, List<ServiceBinding<?>>> services) {
        return start(services, LimitProfile.CURRENT, new CheckingEngine(new MemoryEngine()), Mode.ENFORCE, true);
    }

    /**
     * Starts it.
     *
     * @param services makes the services
     * @param limits which quotas hold
     * @param engine where state is; closed with the cloud
     */
    public static InProcessCloud start(
            Function<Wiring, List<ServiceBinding<?>>> services, LimitProfile limits, StoreEngine engine) {
        return start(services, limits, engine, Mode.AUDIT, false);
    }

    /**
     * Starts it as {@link #start(Function, LimitProfile, StoreEngine)} does.
     *
     * @param iam what becomes of calls that policies do not allow
     */
    public static InProcessCloud start(
            Function<Wiring, List<ServiceBinding<?>>> services, LimitProfile limits, StoreEngine engine, Mode iam) {
        return start(services, limits, engine, iam, false);
    }

    private static InProcessCloud start(
            Function<Wiring, List<ServiceBinding<?>>> services,
            LimitProfile limits,
            StoreEngine engine,
            Mode iam,
            boolean verified) {
        try {
            Ids ids = Ids.secure();
            TimerHandlers timers = new TimerHandlers();
            Credentials credentials = new Credentials(verified);
            Outside outside = new Outside();
            Worlds worlds = new Worlds(engine, FileBlobs.temporary(), Clock::new, ids, timers);
            Identities identities = new Identities();
            Access access = new Access();
            Permissions permissions = Permissions.of(iam, access, identities);
            List<ServiceApi<?>> apis = new ArrayList<>();
            FunctionEngine functions = new LocalFunctions(Machine.here(ids, "cloudjar-test-" + ids.hex(8)));
            Gateway gateway = new Gateway(
                    Catalog.open(),
                    worlds,
                    options(),
                    new Identity(credentials, permissions),
                    cloud -> {
                        List<ServiceBinding<?>> made = services.apply(new Wiring(
                                cloud,
                                timers,
                                credentials,
                                identities,
                                access,
                                limits,
                                Pace.INSTANT,
                                Throttling.OFF,
                                outside,
                                Vault.NONE,
                                new DataPlanes(),
                                functions));
                        made.forEach(service -> apis.add(service.api()));
                        return made;
                    },
                    audit -> List.of(new DocumentDoor(outside.documents(), worlds)));
            worlds.start();
            return new InProcessCloud(worlds, gateway, permissions.denials(), apis, functions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GatewayOptions options() {
        GatewayOptions defaults = GatewayOptions.DEFAULTS;
        return new GatewayOptions(
                List.of("127.0.0.1"),
                0,
                null,
                defaults.region(),
                defaults.bodyMax(),
                defaults.headerSizeMax(),
                defaults.headerCountMax(),
                defaults.connectionsMax(),
                defaults.idleTimeout(),
                defaults.bodyRateMin(),
                defaults.stopTimeout(),
                defaults.auditSize());
    }

    /** A new, empty world for a test of ours. */
    public TestWorld world() {
        return new TestWorld(this, create());
    }

    /** The default world, which all clients reach: those of query services leave out the path that would choose another. */
    public TestWorld mainWorld() {
        return new TestWorld(this, worlds.find(Worlds.DEFAULT).orElseThrow());
    }

    /** A new world that begins as another is now. */
    public TestWorld fork(TestWorld source) {
        return new TestWorld(this, fork(source.world()));
    }

    /** A new, empty world. */
    public World create() {
        return worlds.create(newName());
    }

    /** A new world that begins as another is now. */
    public World fork(World source) {
        return worlds.fork(source.id(), newName());
    }

    /** Deletes a world, or empties it where it is the default one; waits in it end. */
    public void delete(World world) {
        if (world.id().equals(Worlds.DEFAULT)) {
            worlds.reset(Worlds.DEFAULT);
        } else {
            worlds.delete(world.id());
        }
    }

    private String newName() {
        return "test-" + worldCount.incrementAndGet();
    }

    /** The path that chooses a world at the front door. */
    public static String path(World world) {
        return "/_cloudjar/worlds/" + world.id();
    }

    /** The URL of the default world. From now on the cloud listens. */
    public URI endpoint() {
        return URI.create("http://localhost:" + listening().port());
    }

    /** The URL of a world. From now on the cloud listens. */
    public URI endpoint(World world) {
        return URI.create(endpoint() + path(world));
    }

    private HttpEdge listening() {
        opening.lock();
        try {
            HttpEdge open = edge;
            if (open == null) {
                open = new HttpEdge(options(), gateway, InstantSource.system(), Ticker.system());
                open.start();
                edge = open;
            }
            return open;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            opening.unlock();
        }
    }

    /** The front door. */
    public Gateway gateway() {
        return gateway;
    }

    /** The APIs of the services that are served. */
    public List<ServiceApi<?>> apis() {
        return apis;
    }

    /** What runs functions. */
    public FunctionEngine functions() {
        return functions;
    }

    /** The last calls that were refused, or would have been. */
    public Denials denials() {
        return denials;
    }

    @Override
    public void close() {
        opening.lock();
        try {
            if (edge != null) {
                edge.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            gateway.close();
            functions.close();
            worlds.close();
            opening.unlock();
        }
    }
}
