package cloudjar.gateway.chain;

import cloudjar.gateway.content.CallerBodyException;
import cloudjar.gateway.content.ContentErrors;
import cloudjar.gateway.resolve.UnresolvedException;
import cloudjar.gateway.stage.Resolved;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.protocols.text.MalformedValueException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an AWS error of whatever ended a call. What is no AWS error and not the caller's fault is ours: it is logged, once,
 * with the request's id, and the caller learns nothing but that. Where the store failed, the caller is told how.
 */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int CAUSES_MAX = 10;
    private static final int INTERNAL = 500;
    private static final int UNAVAILABLE = 503;

    private Failures() {}

    static ApiException explain(Exception failure, Trail trail, String requestId) {
        if (failure instanceof ApiException error) {
            return error;
        }
        if (failure instanceof UnresolvedException unresolved) {
            return unresolved.error();
        }
        if (failure instanceof MalformedValueException malformed) {
            // A content coding that is broken, met wherever the body is read first.
            return new CommonException("SerializationException", 400, malformed.problem());
        }
        CallerBodyException body = callersBody(failure);
        if (body != null) {
            return switch (body.failure()) {
                case SLOW -> ContentErrors.timedOut();
                case BROKEN -> ContentErrors.incomplete();
            };
        }
        if (failure instanceof IOException) {
            // Only what is read from the caller is read before the service is called.
            return ContentErrors.incomplete();
        }
        if (failure instanceof StoreFailedException store) {
            // Such as a full disk: who runs the cloud has to see it, and a retry may succeed.
            LOG.error("the store failed request {} {}:{}", requestId, trail.service(), trail.operation(), failure);
            return new CommonException("ServiceUnavailable", UNAVAILABLE, String.valueOf(store.getMessage()));
        }
        LOG.error("internal failure in request {} {}:{}", requestId, trail.service(), trail.operation(), failure);
        return internal(trail.resolved());
    }

    private static @Nullable CallerBodyException callersBody(Exception failure) {
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            if (cause instanceof CallerBodyException body) {
                return body;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** S3 and its like have another name for it. */
    private static CommonException internal(@Nullable Resolved resolved) {
        return resolved != null && resolved.protocol().kind() == ProtocolKind.REST_XML
                ? new CommonException("InternalError", INTERNAL, "We encountered an internal error. Please try again.")
                : new CommonException(
                        "InternalFailure",
                        INTERNAL,
                        "The request processing has failed because of an unknown error, exception or failure.");
    }
}
