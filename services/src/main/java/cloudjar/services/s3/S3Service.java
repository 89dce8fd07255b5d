package cloudjar.services.s3;

import cloudjar.api.s3.S3;
import cloudjar.api.s3.S3Of;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.world.TimerHandlers;

/** Amazon S3, put together from its groups of operations. */
public final class S3Service {
    private S3Service() {}

    /**
     * The service with the quotas of a profile.
     *
     * @param timers where it registers what it does by itself
     * @param cloud by which it calls those whom it tells of events
     */
    public static S3 of(LimitProfile limits, TimerHandlers timers, Cloud cloud) {
        Lifecycle.register(timers);
        Notifications notifications = new Notifications(cloud);
        notifications.register(timers);
        return new S3Of(
                new BucketOperations(limits),
                new ObjectOperations(),
                new ObjectListOperations(),
                new MultipartOperations(),
                new ObjectConfigurationOperations(),
                new ObjectLockOperations(),
                new BucketConfigurationOperations(),
                new BucketAccessOperations(),
                new BucketReportOperations(),
                new NotificationOperations(notifications));
    }
}
