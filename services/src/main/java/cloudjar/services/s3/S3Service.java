package cloudjar.services.s3;

import cloudjar.api.s3.S3;
import cloudjar.api.s3.S3Of;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.Wiring;
import cloudjar.services.RoleSessions;

/** Amazon S3, put together from its groups of operations. */
public final class S3Service {
    private S3Service() {}

    /** The service, bound to its API; it tells others what its operations need and what its buckets say. */
    public static ServiceBinding<S3> binding(Wiring wiring) {
        wiring.access().rules(S3.API.id(), S3Iam.RULES);
        wiring.access().policies(S3Tables.SERVICE, new BucketPolicies(new PublicAccess(wiring.cloud())));
        wiring.access().canonicalUsers(CanonicalUser::id);
        AccessLogs logs = new AccessLogs(wiring.cloud());
        logs.register(wiring.timers());
        wiring.access().policies(DirectoryIam.SERVICE, new DirectoryIam());
        wiring.credentials().add(new ExpressSessions());
        ExpressSessions.register(wiring.timers());
        ObjectRename.register(wiring.timers());
        S3 service = of(wiring);
        AccessPointNames names = new AccessPointNames(service, wiring.cloud(), wiring.access());
        DirectoryRules way = new DirectoryRules(names, wiring.access());
        return new ServiceBinding<>(S3.API, () -> service, way, new OriginPermissions(), logs);
    }

    /** The operations; what they do by themselves is registered. */
    static S3 of(Wiring wiring) {
        Lifecycle.register(wiring.timers());
        new Inventory(wiring.cloud()).register(wiring.timers());
        Destinations destinations = new Destinations(wiring.cloud());
        new Notifications(destinations).register(wiring.timers());
        PublicAccess blocks = new PublicAccess(wiring.cloud());
        DataKeys keys = new DataKeys(wiring.cloud());
        RoleSessions roles = new RoleSessions(wiring.cloud(), wiring.credentials());
        new Replicator(roles, keys, wiring.access()).register(wiring.timers());
        MultiFactorDelete devices = new MultiFactorDelete(wiring.identities());
        return new S3Of(
                new BucketOperations(wiring.limits()),
                new ObjectOperations(devices, wiring.access(), keys, blocks),
                new WebOperations(wiring.cloud(), wiring.credentials()),
                new ObjectListOperations(),
                new MultipartOperations(keys, blocks),
                new ObjectConfigurationOperations(blocks, keys),
                new ObjectLockOperations(),
                new AnnotationOperations(keys),
                new BucketConfigurationOperations(devices),
                new BucketAccessOperations(blocks),
                new BucketReportOperations(),
                new LogOperations(),
                new MetadataOperations(),
                new NotificationOperations(destinations),
                new ReplicationOperations(),
                new WebsiteOperations());
    }
}
