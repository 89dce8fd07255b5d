package cloudjar.gateway.content;

import cloudjar.kernel.shape.CommonException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What AWS says to bodies that cannot be taken. */
public final class ContentErrors {
    private ContentErrors() {}

    /** A body that would not fit into memory. */
    public static CommonException tooLong(int sizeMax) {
        return new CommonException(
                "RequestEntityTooLargeException", 413, "Request body exceeds the maximum of " + sizeMax + " bytes.");
    }

    /** A body that ended before its length; S3's words. */
    public static CommonException incomplete() {
        return new CommonException(
                "IncompleteBody",
                400,
                "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }

    /** A body that came too slowly, or stopped coming; S3's words. */
    public static CommonException timedOut() {
        return new CommonException(
                "RequestTimeout",
                400,
                "Your socket connection to the server was not read from or written to within the timeout period. Idle"
                        + " connections will be closed.");
    }

    /** A body that is not the one that was signed; S3's words. */
    static CommonException notWhatWasSigned(String claimed, String computed) {
        SequencedMap<String, String> hashes = new LinkedHashMap<>();
        hashes.put("ClientComputedContentSHA256", claimed);
        hashes.put("S3ComputedContentSHA256", computed);
        return new CommonException(
                "XAmzContentSHA256Mismatch",
                400,
                "The provided 'x-amz-content-sha256' header does not match what was computed.",
                hashes);
    }

    /** A body in chunks that does not say how long its content is; S3's words. */
    static CommonException lengthMissing() {
        return new CommonException("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
    }
}
