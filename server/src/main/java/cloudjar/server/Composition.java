package cloudjar.server;

import cloudjar.engines.function.LocalFunctions;
import cloudjar.engines.function.Machine;
import cloudjar.gateway.DocumentDoor;
import cloudjar.gateway.Gateway;
import cloudjar.gateway.GatewayOptions;
import cloudjar.gateway.auth.Identity;
import cloudjar.gateway.authorize.Permissions;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.call.DataPlanes;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.identity.Identities;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.vault.Vault;
import cloudjar.kernel.web.MailRelay;
import cloudjar.kernel.web.Outside;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.Worlds;
import cloudjar.server.admin.AdminGuard;
import cloudjar.server.admin.AdminPages;
import cloudjar.server.init.InitScripts;
import cloudjar.server.option.CloudOptions;
import cloudjar.server.option.HttpOptions;
import cloudjar.server.option.ServerOptions;
import cloudjar.server.option.Settings;
import cloudjar.services.Services;
import cloudjar.services.sso.SignIns;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * The composition root: makes every part and hands each the ones that it needs.
 *
 * @param madeToken the admin token, where it was made here
 * @param functions runs what users wrote; its processes end with this
 */
record Composition(
        Worlds worlds,
        Gateway gateway,
        DataPlanes planes,
        InitScripts scripts,
        Optional<String> madeToken,
        FunctionEngine functions)
        implements AutoCloseable {
    private static final int TOKEN_LENGTH = 32;

    /**
     * Makes everything; nothing listens yet.
     *
     * @throws IOException where state cannot be kept, with the reason
     */
    static Composition of(ServerOptions options, GatewayOptions gatewayOptions, Settings settings, InitScripts scripts)
            throws IOException {
        Instant started = Instant.now();
        Ids ids = Ids.secure();
        TimerHandlers timers = new TimerHandlers();
        Credentials credentials = new Credentials(options.cloud().verifiesSignatures());
        Outside outside = new Outside(options.outside()
                .smtp()
                .map(mail -> new MailRelay(mail, Executors.newVirtualThreadPerTaskExecutor()))
                .orElse(null));
        StateHome state = StateHome.open(options.state(), ids);
        Worlds worlds = new Worlds(state.engine(), state.blobs(), Clock::new, ids, timers);
        Optional<String> madeToken = token(options.http(), ids);
        List<String> served = new ArrayList<>();
        Identities identities = new Identities();
        Access access = new Access();
        Permissions permissions = Permissions.of(options.cloud().iam(), access, identities);
        List<SignIns> signIns = new ArrayList<>();
        DataPlanes planes = new DataPlanes();
        FunctionEngine functions = new LocalFunctions(Machine.here(ids, "cloudjar-functions")
                .with(options.planes().docker(), options.planes().functions()));
        Gateway gateway = new Gateway(
                Catalog.open(),
                worlds,
                gatewayOptions,
                new Identity(credentials, permissions),
                cloud -> {
                    Ground ground = new Ground(timers, credentials, identities, access, outside, planes, functions);
                    return services(options, ground.wiring(cloud, options.cloud(), state.vault()), served, signIns);
                },
                audit -> List.of(
                        new AdminPages(
                                        Version.current(),
                                        started,
                                        served,
                                        worlds,
                                        audit,
                                        permissions.denials(),
                                        settings,
                                        scripts,
                                        signIns.getFirst(),
                                        functions)
                                .behind(guard(options.http(), madeToken)),
                        new DocumentDoor(outside.documents(), worlds)));
        worlds.start();
        return new Composition(worlds, gateway, planes, scripts, madeToken, functions);
    }

    /** What all services stand on. */
    private record Ground(
            TimerHandlers timers,
            Credentials credentials,
            Identities identities,
            Access access,
            Outside outside,
            DataPlanes planes,
            FunctionEngine functions) {
        Wiring wiring(Cloud cloud, CloudOptions options, Vault vault) {
            return new Wiring(
                    cloud,
                    timers,
                    credentials,
                    identities,
                    access,
                    options.limits(),
                    options.pace(),
                    options.throttle(),
                    outside,
                    vault,
                    planes,
                    functions);
        }
    }

    /** Makes the services that are served, and what shows the pages of one of them. */
    private static List<ServiceBinding<?>> services(
            ServerOptions options, Wiring wiring, List<String> served, List<SignIns> signIns) {
        signIns.add(new SignIns(wiring.cloud()));
        List<ServiceBinding<?>> services =
                ServiceChoice.of(options.cloud().services()).among(Services.all(wiring));
        services.forEach(service -> served.add(service.api().id()));
        return services;
    }

    private static AdminGuard guard(HttpOptions http, Optional<String> madeToken) {
        return new AdminGuard(http.hosts(), http.adminToken().or(() -> madeToken));
    }

    /** A token of our own where one is needed and the user gave none. */
    private static Optional<String> token(HttpOptions http, Ids ids) {
        boolean missing = !http.loopbackOnly() && http.adminToken().isEmpty();
        return missing ? Optional.of(ids.alphanumeric(TOKEN_LENGTH)) : Optional.empty();
    }

    @Override
    public void close() {
        gateway.close();
        functions.close();
        worlds.close();
    }
}
