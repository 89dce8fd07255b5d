package cloudjar.services.s3;

import cloudjar.api.s3.S3;
import cloudjar.api.s3.S3Of;
import cloudjar.kernel.limit.LimitProfile;

/** Amazon S3, put together from its groups of operations. */
public final class S3Service {
    private S3Service() {}

    /** The service with the quotas of a profile. */
    public static S3 of(LimitProfile limits) {
        return new S3Of(
                new BucketOperations(limits),
                new ObjectOperations(),
                new ObjectListOperations(),
                new MultipartOperations(),
                new ObjectConfigurationOperations(),
                new BucketConfigurationOperations());
    }
}
