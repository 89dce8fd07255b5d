package cloudjar.kernel.call;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;

/** The answer of an operation that cloudjar does not have: never a silent success. */
public final class NotImplemented {
    /** The error code. */
    public static final String CODE = "NotImplemented";

    /** The HTTP status. */
    public static final int STATUS = 501;

    private NotImplemented() {}

    /** The error that names the operation. */
    public static ApiException of(String service, String operation) {
        return new CommonException(
                CODE, STATUS, "cloudjar does not implement " + operation + " of " + service + " yet");
    }
}
