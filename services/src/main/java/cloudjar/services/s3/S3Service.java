package cloudjar.services.s3;

import cloudjar.api.s3.S3;
import cloudjar.api.s3.S3Of;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.world.TimerHandlers;

/** Amazon S3, put together from its groups of operations. */
public final class S3Service {
    private S3Service() {}

    /** The service; it tells others what its operations need and what its buckets say. */
    public static S3 of(Wiring wiring) {
        wiring.access().rules(S3.API.id(), S3Iam.RULES);
        wiring.access().policies(S3Tables.SERVICE, new BucketPolicies());
        wiring.access().canonicalUsers(CanonicalUser::id);
        return of(wiring.limits(), wiring.timers(), wiring.cloud(), wiring.access());
    }

    /**
     * The service with the quotas of a profile.
     *
     * @param timers where it registers what it does by itself
     * @param cloud by which it calls those whom it tells of events
     */
    public static S3 of(LimitProfile limits, TimerHandlers timers, Cloud cloud) {
        return of(limits, timers, cloud, new Access());
    }

    private static S3 of(LimitProfile limits, TimerHandlers timers, Cloud cloud, Access access) {
        Lifecycle.register(timers);
        Notifications notifications = new Notifications(cloud);
        notifications.register(timers);
        return new S3Of(
                new BucketOperations(limits),
                new ObjectOperations(access),
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
