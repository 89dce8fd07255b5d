package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatch.CloudWatch;
import cloudjar.api.cloudwatchlogs.CloudWatchLogs;
import cloudjar.api.cloudwatchlogs.CloudWatchLogsOf;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.services.MetricData;
import cloudjar.services.RoleSessions;

/** CloudWatch Logs, put together from its groups of operations. */
public final class CloudWatchLogsService {
    private CloudWatchLogsService() {}

    /** The service. */
    public static CloudWatchLogs of(Wiring wiring) {
        wiring.access().rules(CloudWatchLogs.API.id(), LogsIam.RULES);
        wiring.access().policies("logs", new GroupPolicies());
        LimitProfile limits = wiring.limits();
        Receivers receivers = new Receivers(wiring.cloud(), new RoleSessions(wiring.cloud(), wiring.credentials()));
        Filters filters = new Filters(
                new MetricData(wiring.cloud().client(CloudWatch.API), Filters.PRINCIPAL, limits), receivers);
        GroupKeys keys = new GroupKeys(wiring.cloud());
        Exports exports = new Exports(wiring.cloud(), keys);
        LogsTimers.register(wiring.timers());
        filters.register(wiring.timers());
        exports.register(wiring.timers());
        return new CloudWatchLogsOf(
                new GroupOperations(limits, keys),
                new StreamOperations(),
                new EventOperations(limits, new Ingestion(limits, filters, new Audits(wiring.cloud()), keys), keys),
                new MetricFilterOperations(limits),
                new SubscriptionFilterOperations(limits, receivers),
                new QueryOperations(limits, keys),
                new QueryDefinitionOperations(limits),
                new LiveTails(limits, keys),
                new ExportOperations(exports),
                new PolicyOperations(limits),
                new DestinationOperations(limits),
                new DeliveryOperations(limits),
                new DeliveryEndOperations(limits),
                new AnomalyOperations(limits),
                new TagOperations(limits));
    }
}
