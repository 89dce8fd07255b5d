package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.CloudWatchLogs;
import cloudjar.api.cloudwatchlogs.CloudWatchLogsOf;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.limit.LimitProfile;

/** CloudWatch Logs, put together from its groups of operations. */
public final class CloudWatchLogsService {
    private CloudWatchLogsService() {}

    /** The service. */
    public static CloudWatchLogs of(Wiring wiring) {
        wiring.access().rules(CloudWatchLogs.API.id(), LogsIam.RULES);
        wiring.access().policies("logs", new GroupPolicies());
        LogsTimers.register(wiring.timers());
        LimitProfile limits = wiring.limits();
        return new CloudWatchLogsOf(
                new GroupOperations(limits, new GroupKeys(wiring.cloud())),
                new StreamOperations(),
                new EventOperations(limits, new Ingestion(limits, new Filtering() {
                    @Override
                    public void taking(
                            cloudjar.kernel.store.Tx tx,
                            LogsTables tables,
                            Ingestion.Kept kept,
                            cloudjar.kernel.call.Call call) {}

                    @Override
                    public void taken(Ingestion.Kept kept, cloudjar.kernel.call.Call call) {}
                })),
                new cloudjar.api.cloudwatchlogs.MetricFilters() {},
                new cloudjar.api.cloudwatchlogs.SubscriptionFilters() {},
                new cloudjar.api.cloudwatchlogs.Queries() {},
                new cloudjar.api.cloudwatchlogs.QueryDefinitions() {},
                new cloudjar.api.cloudwatchlogs.LiveTails() {},
                new cloudjar.api.cloudwatchlogs.ExportTasks() {},
                new cloudjar.api.cloudwatchlogs.Policies() {},
                new cloudjar.api.cloudwatchlogs.Destinations() {},
                new cloudjar.api.cloudwatchlogs.Deliveries() {},
                new cloudjar.api.cloudwatchlogs.DeliveryEnds() {},
                new cloudjar.api.cloudwatchlogs.AnomalyDetectors() {},
                new TagOperations(limits));
    }
}
