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
        LimitProfile limits = wiring.limits();
        Receivers receivers = new Receivers(wiring.cloud());
        Filters filters = new Filters(wiring.cloud(), receivers);
        Exports exports = new Exports(wiring.cloud());
        LogsTimers.register(wiring.timers());
        filters.register(wiring.timers());
        exports.register(wiring.timers());
        return new CloudWatchLogsOf(
                new GroupOperations(limits, new GroupKeys(wiring.cloud())),
                new StreamOperations(),
                new EventOperations(limits, new Ingestion(limits, filters)),
                new MetricFilterOperations(limits),
                new SubscriptionFilterOperations(limits, receivers),
                new QueryOperations(limits),
                new QueryDefinitionOperations(limits),
                new LiveTails(limits),
                new ExportOperations(exports),
                new PolicyOperations(limits),
                new DestinationOperations(limits),
                new DeliveryOperations(limits),
                new DeliveryEndOperations(limits),
                new AnomalyOperations(limits),
                new TagOperations(limits));
    }
}
