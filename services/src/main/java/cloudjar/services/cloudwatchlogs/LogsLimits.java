package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.limit.Limit;

/** The quotas of CloudWatch Logs. */
final class LogsLimits {
    private static final String GUIDE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/";
    private static final String QUOTAS = GUIDE + "cloudwatch_limits_cwl.html";
    private static final String API = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/";
    private static final String PUT = API + "API_PutLogEvents.html";

    static final Limit GROUPS = Limit.of(1_000_000, "log groups per region", QUOTAS);
    static final Limit BATCH_BYTES = Limit.of(1_048_576, "bytes of a batch, with 26 for each event", PUT);
    static final Limit EVENT_OVERHEAD_BYTES = Limit.of(26, "bytes", PUT);
    static final Limit BATCH_SPAN_HOURS = Limit.of(24, "hours between the events of a batch", PUT);
    static final Limit EVENT_AGE_DAYS = Limit.of(14, "days an event may be old", PUT);
    static final Limit EVENT_FUTURE_HOURS = Limit.of(2, "hours an event may be ahead", PUT);
    static final Limit EVENTS_PER_PAGE = Limit.of(10_000, "events", API + "API_GetLogEvents.html");
    static final Limit PAGE_BYTES = Limit.of(1_048_576, "bytes of a page of events", API + "API_GetLogEvents.html");
    static final Limit METRIC_FILTERS = Limit.of(100, "metric filters per log group", QUOTAS);
    static final Limit SUBSCRIPTION_FILTERS = Limit.of(2, "subscription filters per log group", QUOTAS);
    static final Limit RESOURCE_POLICIES = Limit.of(10, "resource policies per region", QUOTAS);
    static final Limit QUERY_ROWS = new Limit(10_000, 10_000, "rows of a query's result", QUOTAS);
    static final Limit QUERY_GROUPS = new Limit(50, 20, "log groups per query", QUOTAS);
    static final Limit QUERY_RESULTS_DAYS = Limit.of(7, "days that results can be had", QUOTAS);
    static final Limit QUERY_DEFINITIONS = Limit.of(1000, "saved queries per region", QUOTAS);
    static final Limit TAGS = Limit.of(50, "tags per resource", API + "API_TagResource.html");
    static final Limit LIVE_TAIL_HOURS = Limit.of(3, "hours of a live tail", API + "API_StartLiveTail.html");
    static final Limit LIVE_TAIL_GROUPS = Limit.of(10, "log groups of a live tail", API + "API_StartLiveTail.html");

    /** Ours: how many events one call looks at before it gives a token to go on with. */
    static final Limit SCANNED = Limit.of(5_000_000, "events looked at by one call", QUOTAS);

    private LogsLimits() {}
}
