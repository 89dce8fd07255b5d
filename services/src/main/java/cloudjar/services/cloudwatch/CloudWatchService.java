package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.CloudWatch;
import cloudjar.api.cloudwatch.CloudWatchOf;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.services.MetricData;
import cloudjar.services.RoleSessions;

/** CloudWatch, put together from its groups of operations. */
public final class CloudWatchService {
    private CloudWatchService() {}

    /** The service. */
    public static CloudWatch of(Wiring wiring) {
        wiring.access().rules(CloudWatch.API.id(), CloudWatchIam.RULES);
        wiring.access().policies("cloudwatch", new AlarmOwners());
        LimitProfile limits = wiring.limits();
        new CloudWatchTimers(new AlarmActions(wiring.cloud())).register(wiring.timers());
        new MetricStreamFlow(wiring.cloud(), new RoleSessions(wiring.cloud(), wiring.credentials()))
                .register(wiring.timers());
        MetricOperations metrics = new MetricOperations(limits);
        // Our own services' metrics are made of their calls.
        wiring.cloud()
                .endedCalls()
                .tell(new ServiceMetrics(new MetricData(metrics, "monitoring.amazonaws.com", limits)));
        return new CloudWatchOf(
                metrics,
                new AlarmOperations(limits),
                new AlarmStateOperations(),
                new DashboardOperations(limits),
                new MetricStreamOperations(limits),
                new AnomalyOperations(),
                new InsightRuleOperations(limits, wiring.cloud()),
                new TagOperations(limits));
    }
}
