package cloudjar.gateway.chain;

import cloudjar.gateway.audit.Audit;
import cloudjar.gateway.auth.Authenticator;
import cloudjar.gateway.auth.Identity;
import cloudjar.gateway.authorize.Authorizer;
import cloudjar.gateway.resolve.ServiceResolver;
import cloudjar.gateway.resolve.UnresolvedException;
import cloudjar.gateway.stage.Admitted;
import cloudjar.gateway.stage.Completed;
import cloudjar.gateway.stage.Decoded;
import cloudjar.gateway.stage.Resolved;
import cloudjar.gateway.validate.Validation;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.Ticker;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.Protocols;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The way of a call from its arrival to its answer. A call from the wire takes all steps; one from another service begins
 * where it has a typed input and ends where it has a typed output.
 *
 * <p>There are three ends, and nothing leaves by another: the answer, an AWS error in the caller's protocol, and an internal
 * failure.
 */
public final class Chain {
    private final FrontDoor frontDoor;
    private final Steps<Admitted, Decoded> fromTheWire;
    private final Steps<Decoded, Completed> toTheService;
    private final Recorder recorder;
    private final Worlds worlds;
    private final DateHeader date = new DateHeader();

    private Chain(
            FrontDoor frontDoor,
            Steps<Admitted, Decoded> fromTheWire,
            Steps<Decoded, Completed> toTheService,
            Recorder recorder,
            Worlds worlds) {
        this.frontDoor = frontDoor;
        this.fromTheWire = fromTheWire;
        this.toTheService = toTheService;
        this.recorder = recorder;
        this.worlds = worlds;
    }

    /** The list of steps. */
    public static Chain of(Parts parts) {
        return new Chain(
                new FrontDoor(parts.ids(), parts.ticker()),
                Steps.first(new ServiceResolver(parts.catalog(), parts.bindings(), parts.bodyMax()))
                        // Before the body is understood: chunks that are signed are checked while they are read.
                        .then(new Authenticator(parts.worlds(), parts.identity(), parts.region()))
                        .then(new Decoder(parts.bodyMax())),
                Steps.first(new Validation())
                        .then(new Authorizer(parts.identity().permissions()))
                        .then(new Operator()),
                new Recorder(parts.audit(), parts.endedCalls(), parts.ticker(), parts.worlds()::time),
                parts.worlds());
    }

    /**
     * What the steps are made with.
     *
     * @param bodyMax the longest body that is held in memory, in bytes
     * @param region of requests that name none
     */
    public record Parts(
            Catalog catalog,
            List<ServiceBinding<?>> bindings,
            Worlds worlds,
            Ids ids,
            Ticker ticker,
            Audit audit,
            EndedCalls endedCalls,
            Identity identity,
            int bodyMax,
            String region) {}

    /** The names of the steps, in their order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        names.add(frontDoor.name());
        names.addAll(fromTheWire.names());
        names.addAll(toTheService.names());
        names.add("encode");
        names.add(recorder.name());
        return names;
    }

    /** The first step: gives the request its id and its world. */
    public Admitted admit(Received received) {
        return frontDoor.admit(received);
    }

    /** All further steps of a call from the wire. */
    public HttpResponse answer(Admitted admitted) {
        Trail trail = new Trail();
        ApiException error = null;
        HttpResponse answer;
        try {
            Decoded decoded = fromTheWire.run(admitted, trail);
            Structure output = toTheService.run(decoded, trail).output();
            answer = Objects.requireNonNull(trail.resolved())
                    .protocol()
                    .encode(decoded.operation(), output, admitted.requestId());
        } catch (Exception e) {
            error = Failures.explain(e, trail, admitted.requestId());
            answer = encode(e, error, trail, admitted);
        }
        recorder.record(trail, admitted, error, answer.status());
        recorder.tell(trail, admitted, error, answer);
        answer = Browsers.permit(trail, admitted, worlds, answer);
        return answer.header(DateHeader.NAME, date.value(time(trail, admitted)));
    }

    private Instant time(Trail trail, Admitted admitted) {
        Call call = trail.call();
        if (call != null) {
            return call.time();
        }
        return worlds.find(admitted.world()).map(world -> world.clock().now()).orElseGet(worlds::time);
    }

    private static HttpResponse encode(Exception failure, ApiException error, Trail trail, Admitted admitted) {
        String requestId = admitted.requestId();
        if (failure instanceof UnresolvedException unresolved) {
            trail.unresolved(unresolved);
            return Protocols.of(unresolved.protocol(), admitted.request().header("Content-Type"))
                    .encode(unresolved.form(), null, error, requestId);
        }
        Resolved resolved = trail.resolved();
        return resolved == null
                ? BareAnswer.of(error, requestId)
                : resolved.protocol().encode(resolved.operation().service(), resolved.operation(), error, requestId);
    }

    /**
     * The steps of a call from another service.
     *
     * @throws ApiException the AWS error that it ended with
     */
    Structure call(Decoded decoded, long startNanos) {
        Trail trail = new Trail();
        ApiException error = null;
        try {
            return toTheService.run(decoded, trail).output();
        } catch (Exception e) {
            error = Failures.explain(e, trail, decoded.call().requestId());
            throw error;
        } finally {
            recorder.record(trail, decoded.call(), error, startNanos);
        }
    }
}
