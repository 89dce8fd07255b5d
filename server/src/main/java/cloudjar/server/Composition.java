package cloudjar.server;

import cloudjar.gateway.GatewayOptions;
import cloudjar.gateway.SideDoor;
import cloudjar.gateway.audit.AuditLog;
import cloudjar.gateway.audit.AuditRecord;
import cloudjar.gateway.audit.OperationMetrics;
import cloudjar.gateway.chain.Entry;
import cloudjar.gateway.chain.Received;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpResponse;
import cloudjar.server.admin.AdminGuard;
import cloudjar.server.admin.AdminPages;
import cloudjar.server.init.InitScripts;
import cloudjar.server.option.HttpOptions;
import cloudjar.server.option.ServerOptions;
import cloudjar.server.option.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The composition root: makes every part and hands each the ones that it needs.
 *
 * @param madeToken the admin token, where it was made here
 */
record Composition(
        Worlds worlds, Entry entry, GatewayOptions gatewayOptions, InitScripts scripts, Optional<String> madeToken)
        implements AutoCloseable {
    private static final int TOKEN_LENGTH = 32;

    /** Makes everything; nothing listens yet. */
    static Composition of(ServerOptions options, Settings settings, InitScripts scripts) throws IOException {
        Ids ids = Ids.secure();
        TimerHandlers timers = new TimerHandlers();
        Worlds worlds = new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, ids, timers);
        Optional<String> token = token(options.http(), ids);
        AdminGuard guard = new AdminGuard(
                options.http().hosts(), options.http().adminToken().or(() -> token));
        SideDoor admin = new AdminPages(
                        Version.current(), Instant.now(), List.of(), worlds, new NoAudit(), settings, scripts)
                .behind(guard);
        worlds.start();
        return new Composition(worlds, received -> answer(admin, received), gateway(options.http()), scripts, token);
    }

    /** A token of our own where one is needed and the user gave none. */
    private static Optional<String> token(HttpOptions http, Ids ids) {
        boolean missing = !http.loopbackOnly() && http.adminToken().isEmpty();
        return missing ? Optional.of(ids.alphanumeric(TOKEN_LENGTH)) : Optional.empty();
    }

    private static GatewayOptions gateway(HttpOptions http) {
        GatewayOptions defaults = GatewayOptions.DEFAULTS;
        return new GatewayOptions(
                http.hosts(),
                http.port(),
                http.tlsDirectory(),
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

    private static HttpResponse answer(SideDoor admin, Received received) {
        if (!admin.claims(received.request().rawPath())) {
            return new HttpResponse(501);
        }
        try {
            SideDoor.Visitor visitor =
                    new SideDoor.Visitor(received.scheme(), received.authority(), received.peer(), Worlds.DEFAULT, "");
            return admin.answer(received.request(), visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing is remembered. */
    private static final class NoAudit implements AuditLog {
        @Override
        public List<AuditRecord> recent(int limit) {
            return List.of();
        }

        @Override
        public List<OperationMetrics> metrics() {
            return List.of();
        }

        @Override
        public int inFlight() {
            return 0;
        }
    }

    @Override
    public void close() {
        worlds.close();
    }
}
