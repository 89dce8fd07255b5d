package cloudjar.services.sts;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;

/** What STS says when it refuses. */
final class StsErrors {
    private static final int FORBIDDEN = 403;

    private StsErrors() {}

    /** An unsigned call: {@code curl 'https://sts.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15'}. */
    static ApiException missingAuthenticationToken() {
        return new CommonException("MissingAuthenticationToken", FORBIDDEN, "Request is missing Authentication Token");
    }
}
