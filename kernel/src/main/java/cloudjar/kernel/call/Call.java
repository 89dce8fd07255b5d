package cloudjar.kernel.call;

import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call: everything an operation may know about it besides its input. Immutable, and handed to every operation; there
 * are no statics and no thread-locals.
 *
 * @param world the cloud in which it happens
 * @param account the account whose resources it is about
 * @param region the region it was sent to
 * @param principal who calls
 * @param time when it came, by the world's clock
 * @param requestId unique
 * @param sourceIp of the caller; of the first caller for calls between services
 * @param endpoint the address by which the first caller reached us
 * @param depth how many services called one another to come here; 0 for a call from outside
 * @param deadline when the outermost caller stops waiting, by the world's clock: nothing more is called for it from then on;
 *     null where it does not say
 * @param traceId the caller's {@code X-Amzn-Trace-Id}, or the request id where it sent none; the same for all that is called
 *     for it
 * @param credential that signed it; null for an unsigned call and for one that a service makes as itself
 * @param via the service that makes it on its caller's behalf, such as {@code s3}; null where none does, or does not say so
 */
public record Call(
        World world,
        String account,
        String region,
        Principal principal,
        Instant time,
        String requestId,
        String sourceIp,
        Endpoint endpoint,
        int depth,
        @Nullable Instant deadline,
        String traceId,
        @Nullable Credential credential,
        @Nullable String via) {
    /** How deep services may call one another before a loop is assumed. */
    public static final int DEPTH_MAX = 16;

    /** A call that no credential signed. */
    public Call(
            World world,
            String account,
            String region,
            Principal principal,
            Instant time,
            String requestId,
            String sourceIp,
            Endpoint endpoint,
            int depth,
            @Nullable Instant deadline,
            String traceId) {
        this(
                world, account, region, principal, time, requestId, sourceIp, endpoint, depth, deadline, traceId, null,
                null);
    }

    /**
     * A call that a service makes by itself, as when a timer fires. Its name stands where a caller's address would.
     *
     * @param scope the account and region that it is about
     */
    public static Call own(World world, Scope scope, Principal.Service service, Instant time) {
        String id = world.ids().uuid();
        return new Call(
                world,
                scope.account(),
                scope.region(),
                service,
                time,
                id,
                service.name(),
                new Endpoint("http", "localhost", ""),
                0,
                null,
                id);
    }

    public Partition partition() {
        return Partition.of(region);
    }

    /** The part of the store that belongs to the call's account and region. */
    public Scope scope() {
        return new Scope(account, region);
    }

    /**
     * Whether the call came over TLS. Services call one another over TLS alone, whatever the first caller used: policies that
     * refuse all else let them through.
     */
    public boolean secure() {
        return depth > 0 || endpoint.scheme().equals("https");
    }

    /** The ARN of a resource of {@code service} in the call's account and region. */
    public Arn arn(String service, String resource) {
        return Arn.of(service, region, account, resource);
    }

    /** Reads from the world's store; see {@link cloudjar.kernel.store.Store#read}. */
    public <T> T read(Function<? super Snapshot, T> body) {
        return world.store().read(body);
    }

    /** Changes the world's store; see {@link cloudjar.kernel.store.Store#write}. */
    public <T> T write(Function<? super Tx, T> body) {
        return world.store().write(body);
    }

    /** This call made by another principal: for calls from one service to another. */
    public Call as(Principal other) {
        return new Call(world, account, region, other, time, requestId, sourceIp, endpoint, depth, deadline, traceId);
    }

    /** This call as if it had come to another address: URLs in its answer are built on that. */
    public Call at(Endpoint other) {
        return new Call(
                world,
                account,
                region,
                principal,
                time,
                requestId,
                sourceIp,
                other,
                depth,
                deadline,
                traceId,
                credential,
                via);
    }

    /** This call made in another account and region. */
    public Call in(String otherAccount, String otherRegion) {
        return new Call(
                world,
                otherAccount,
                otherRegion,
                principal,
                time,
                requestId,
                sourceIp,
                endpoint,
                depth,
                deadline,
                traceId,
                credential,
                via);
    }

    /** This call with a deadline; the one it has stays where that is earlier. */
    public Call until(Instant newDeadline) {
        if (deadline != null && !newDeadline.isBefore(deadline)) {
            return this;
        }
        return new Call(
                world,
                account,
                region,
                principal,
                time,
                requestId,
                sourceIp,
                endpoint,
                depth,
                newDeadline,
                traceId,
                credential,
                via);
    }

    /** The call one step deeper, as the in-process {@link Cloud} makes it. */
    public Call deeper(String newRequestId, Instant now) {
        return new Call(
                world,
                account,
                region,
                principal,
                now,
                newRequestId,
                sourceIp,
                endpoint,
                depth + 1,
                deadline,
                traceId,
                credential,
                via);
    }

    /** This call signed by a credential. */
    public Call signedBy(@Nullable Credential signer) {
        return new Call(
                world, account, region, principal, time, requestId, sourceIp, endpoint, depth, deadline, traceId,
                signer, via);
    }

    /** This call as a service makes it on its caller's behalf. */
    public Call via(String service) {
        return new Call(
                world,
                account,
                region,
                principal,
                time,
                requestId,
                sourceIp,
                endpoint,
                depth,
                deadline,
                traceId,
                credential,
                service);
    }
}
