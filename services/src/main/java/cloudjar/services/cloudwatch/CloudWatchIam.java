package cloudjar.services.cloudwatch;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.Rule;
import java.util.List;

/**
 * What operations of CloudWatch need permission for.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html">Actions of Amazon
 *     CloudWatch</a>
 */
final class CloudWatchIam {
    private static final Locator ALARM = asked -> asked.arn("cloudwatch", "alarm:" + asked.textOrEmpty("AlarmName"));
    private static final Locator ANY_ALARM = asked ->
            asked.arn("cloudwatch", "alarm:" + (asked.has("AlarmName") ? asked.textOrEmpty("AlarmName") : "*"));
    private static final Locator ALL_ALARMS = asked -> asked.arn("cloudwatch", "alarm:*");
    private static final Locator DASHBOARD = asked ->
            asked.arn("cloudwatch", "", asked.call().account(), "dashboard/" + asked.textOrEmpty("DashboardName"));
    private static final Locator STREAM =
            asked -> asked.arn("cloudwatch", "metric-stream/" + asked.textOrEmpty("Name"));
    private static final Locator RULE =
            asked -> asked.arn("cloudwatch", "insight-rule/" + asked.textOrEmpty("RuleName"));
    private static final Locator RESOURCE = asked -> asked.textOrEmpty("ResourceARN");

    static final AccessRules RULES = AccessRules.of("cloudwatch")
            .usually(Locator.NONE)
            .on(ALARM, "PutMetricAlarm", "PutCompositeAlarm", "SetAlarmState", "DescribeAlarmContributors")
            .on(ANY_ALARM, "DescribeAlarmHistory")
            .on(ALL_ALARMS, "DescribeAlarms", "DescribeAlarmsForMetric")
            .on("DeleteAlarms", alarms("cloudwatch:DeleteAlarms"))
            .on("EnableAlarmActions", alarms("cloudwatch:EnableAlarmActions"))
            .on("DisableAlarmActions", alarms("cloudwatch:DisableAlarmActions"))
            .on(DASHBOARD, "PutDashboard", "GetDashboard")
            .on("DeleteDashboards", Rule.needEach("cloudwatch:DeleteDashboards", CloudWatchIam::dashboards))
            .on(STREAM, "GetMetricStream", "DeleteMetricStream")
            .on(
                    "PutMetricStream",
                    Rule.need("cloudwatch:PutMetricStream", STREAM)
                            .and(Rule.passRole(
                                    asked -> asked.text("RoleArn"), "streams.metrics.cloudwatch.amazonaws.com")))
            .on("StartMetricStreams", streams("cloudwatch:StartMetricStreams"))
            .on("StopMetricStreams", streams("cloudwatch:StopMetricStreams"))
            .on(RULE, "PutInsightRule", "GetInsightRuleReport")
            .on(RESOURCE, "TagResource", "UntagResource", "ListTagsForResource")
            // A service that measures by itself may look whether somebody watches; Application Auto Scaling has alarms
            // of its own.
            .amongServices("PutMetricData", "GetMetricData", "PutMetricAlarm", "DescribeAlarms", "DeleteAlarms")
            .keys(CloudWatchIam::values)
            .build();

    private CloudWatchIam() {}

    private static Rule alarms(String action) {
        return Rule.needEach(action, asked -> asked.elements("AlarmNames", String.class).stream()
                .map(name -> asked.arn("cloudwatch", "alarm:" + name))
                .toList());
    }

    private static Rule streams(String action) {
        return Rule.needEach(action, asked -> asked.elements("Names", String.class).stream()
                .map(name -> asked.arn("cloudwatch", "metric-stream/" + name))
                .toList());
    }

    private static List<String> dashboards(Asked asked) {
        return asked.elements("DashboardNames", String.class).stream()
                .map(name -> asked.arn("cloudwatch", "", asked.call().account(), "dashboard/" + name))
                .toList();
    }

    private static List<String> values(Asked asked, Need need, String key) {
        String namespace = key.equals("cloudwatch:namespace") && isPut(asked) ? asked.text("Namespace") : null;
        return namespace == null ? List.of() : List.of(namespace);
    }

    private static boolean isPut(Asked asked) {
        return asked.operation().name().equals("PutMetricData");
    }
}
