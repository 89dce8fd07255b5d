package cloudjar.gateway.chain;

import cloudjar.gateway.audit.Audit;
import cloudjar.gateway.audit.AuditRecord;
import cloudjar.gateway.stage.Admitted;
import cloudjar.gateway.stage.Claim;
import cloudjar.gateway.stage.Resolved;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.EndedCall;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.call.Exchange;
import cloudjar.kernel.clock.Ticker;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Notes every call that has ended, whatever its end. */
final class Recorder {
    private static final int OK = 200;

    private final Audit audit;
    private final EndedCalls endedCalls;
    private final Ticker ticker;
    private final Supplier<Instant> otherwise;

    /** @param otherwise the time of calls that came to no world */
    Recorder(Audit audit, EndedCalls endedCalls, Ticker ticker, Supplier<Instant> otherwise) {
        this.audit = audit;
        this.endedCalls = endedCalls;
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
        if (call != null) {
            tell(trail, call, error, signature(admitted.claim()), request.header("User-Agent"));
        }
    }

    /** Tells the service of a call from the wire that came as far as to it, or at least to somebody who calls it. */
    void tell(Trail trail, Admitted admitted, @Nullable ApiException error, HttpResponse answer) {
        Resolved resolved = trail.resolved();
        Call call = trail.call();
        if (resolved == null || call == null || resolved.binding().listener() == Exchange.Listener.NONE) {
            return;
        }
        HttpRequest request = admitted.request();
        Body body = answer.body();
        long length = body != null ? body.length() : answer.writer() != null ? -1 : answer.length();
        resolved.binding()
                .listener()
                .answered(new Exchange(
                        call,
                        trail.operation(),
                        request.method(),
                        resolved.request().rawPath(),
                        target(request),
                        answer.status(),
                        error == null ? null : error.code(),
                        length,
                        elapsed(admitted.startNanos()),
                        request.header("Host"),
                        request.header("Referer"),
                        request.header("User-Agent")));
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
        tell(trail, call, error, EndedCall.Signature.NONE, null);
    }

    private void tell(
            Trail trail,
            Call call,
            @Nullable ApiException error,
            EndedCall.Signature signature,
            @Nullable String userAgent) {
        OperationSchema operation = trail.known();
        if (operation != null) {
            endedCalls.ended(
                    call,
                    operation,
                    () -> new EndedCall(call, operation, trail.input(), trail.output(), error, signature, userAgent));
        }
    }

    private static EndedCall.Signature signature(Claim claim) {
        return switch (claim) {
            case Claim.Version4 signed when signed.presigned() -> EndedCall.Signature.QUERY;
            case Claim.Version2 signed when signed.presigned() -> EndedCall.Signature.QUERY;
            case Claim.Version4 _, Claim.Version2 _ -> EndedCall.Signature.HEADER;
            case Claim.Anonymous _, Claim.Malformed _ -> EndedCall.Signature.NONE;
        };
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
