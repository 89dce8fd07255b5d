package cloudjar.gateway.chain;

import cloudjar.gateway.audit.Audit;
import cloudjar.gateway.audit.AuditRecord;
import cloudjar.gateway.stage.Admitted;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Ticker;
import cloudjar.kernel.shape.ApiException;
import cloudjar.protocols.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Notes every call that has ended, whatever its end. */
final class Recorder {
    private static final int OK = 200;

    private final Audit audit;
    private final Ticker ticker;
    private final Supplier<Instant> otherwise;

    /** @param otherwise the time of calls that came to no world */
    Recorder(Audit audit, Ticker ticker, Supplier<Instant> otherwise) {
        this.audit = audit;
        this.ticker = ticker;
        this.otherwise = otherwise;
    }

    String name() {
        return "audit";
    }

    /** Notes a call from the wire. */
    void record(Trail trail, Admitted admitted, @Nullable ApiException error, int status) {
        Call call = trail.call();
        HttpRequest request = admitted.request();
        audit.add(new AuditRecord(
                audit.sequence(),
                call == null ? otherwise.get() : call.time(),
                admitted.requestId(),
                admitted.world(),
                call == null ? "" : call.account(),
                call == null ? "" : call.region(),
                call == null ? "" : call.principal().id(),
                trail.service(),
                trail.operation(),
                0,
                status,
                error == null ? null : error.code(),
                error == null ? null : error.getMessage(),
                elapsed(admitted.startNanos()),
                request.method(),
                target(request)));
    }

    /** Notes a call from another service. */
    void record(Trail trail, Call call, @Nullable ApiException error, long startNanos) {
        audit.add(new AuditRecord(
                audit.sequence(),
                call.time(),
                call.requestId(),
                call.world().id(),
                call.account(),
                call.region(),
                call.principal().id(),
                trail.service(),
                trail.operation(),
                call.depth(),
                error == null ? OK : error.status(),
                error == null ? null : error.code(),
                error == null ? null : error.getMessage(),
                elapsed(startNanos),
                null,
                null));
    }

    private Duration elapsed(long startNanos) {
        return Duration.ofNanos(ticker.nanos() - startNanos);
    }

    private static String target(HttpRequest request) {
        String query = request.rawQuery();
        String target = query == null ? request.rawPath() : request.rawPath() + "?" + query;
        return target.length() <= AuditRecord.TARGET_LENGTH_MAX
                ? target
                : target.substring(0, AuditRecord.TARGET_LENGTH_MAX);
    }
}
