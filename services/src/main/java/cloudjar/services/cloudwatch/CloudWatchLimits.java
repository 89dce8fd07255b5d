package cloudjar.services.cloudwatch;

import cloudjar.kernel.limit.Limit;
import cloudjar.services.MetricData;

/** The quotas of CloudWatch. */
final class CloudWatchLimits {
    private static final String GUIDE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/";
    private static final String QUOTAS = GUIDE + "cloudwatch_limits.html";
    private static final String API = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/";

    static final Limit DATUMS = MetricData.DATUMS;
    static final Limit DIMENSIONS = new Limit(30, 10, "dimensions per metric", QUOTAS);
    static final Limit VALUES = MetricData.VALUES;
    static final Limit AGE_DAYS = Limit.of(14, "days a data point may be old", API + "API_PutMetricData.html");
    static final Limit FUTURE_HOURS = Limit.of(2, "hours a data point may be ahead", API + "API_PutMetricData.html");
    static final Limit DATAPOINTS = Limit.of(1_440, "data points", API + "API_GetMetricStatistics.html");
    static final Limit QUERIES = Limit.of(500, "queries per GetMetricData", API + "API_GetMetricData.html");
    static final Limit RESULT_DATAPOINTS = Limit.of(100_800, "data points", API + "API_GetMetricData.html");
    static final Limit LISTED_METRICS = Limit.of(500, "metrics per page", API + "API_ListMetrics.html");
    static final Limit LISTED_DAYS =
            Limit.of(14, "days without data until a metric is not listed", API + "API_ListMetrics.html");
    static final Limit ALARMS = Limit.of(5_000, "alarms per region", QUOTAS);
    static final Limit SEARCHED = Limit.of(500, "time series of a search", QUOTAS);
    static final Limit HISTORY_DAYS = Limit.of(30, "days of alarm history", API + "API_DescribeAlarmHistory.html");
    static final Limit DASHBOARDS = Limit.of(5_000, "dashboards per account", QUOTAS);
    static final Limit DASHBOARD_BYTES = Limit.of(1_048_576, "bytes", API + "API_PutDashboard.html");
    static final Limit TAGS = Limit.of(50, "tags per resource", API + "API_TagResource.html");

    private CloudWatchLimits() {}
}
