package cloudjar.services.s3control;

import cloudjar.api.s3control.ObjectLambdaPoints;
import cloudjar.api.s3control.S3Control;
import cloudjar.api.s3control.S3ControlOf;
import cloudjar.kernel.call.Wiring;
import cloudjar.services.RoleSessions;

/** Amazon S3 Control, put together from its groups of operations. */
public final class S3ControlService {
    private S3ControlService() {}

    /** The service; its jobs are registered as timers. */
    public static S3Control of(Wiring wiring) {
        wiring.access().rules(S3Control.API.id(), S3ControlIam.RULES);
        Jobs jobs = new Jobs(new JobWork(wiring.cloud()), new RoleSessions(wiring.cloud(), wiring.credentials()));
        jobs.register(wiring.timers());
        return new S3ControlOf(
                new AccountBlockOperations(),
                new ObjectLambdaPoints() {},
                new MultiRegionOperations(wiring.cloud()),
                new PointOperations(new AccessPoints(wiring.cloud())),
                new TagOperations(new Taggables(wiring.cloud())),
                new JobOperations(jobs),
                new GrantsInstanceOperations(wiring.cloud()),
                new GrantsLocationOperations(),
                new AccessGrantOperations(wiring.cloud()),
                new StorageLensGroupOperations(),
                new StorageLensOperations(),
                new OutpostOperations());
    }
}
