package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What operations of CloudWatch Logs need permission for. A group is named with {@code :log-stream:} behind it, as AWS's denials do,
 * so that {@code log-group:NAME:*} of a policy holds it.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html">Actions of
 *     Amazon CloudWatch Logs</a>
 */
final class LogsIam {
    private static final Locator GROUP = LogsIam::group;
    private static final Locator STREAM = asked -> group(asked) + asked.textOrEmpty("logStreamName");
    private static final Locator TAGGED_GROUP =
            asked -> asked.arn("logs", "log-group:" + asked.textOrEmpty("logGroupName"));
    private static final Locator DESTINATION =
            asked -> asked.arn("logs", "destination:" + asked.textOrEmpty("destinationName"));
    private static final Locator SOURCE = asked -> asked.arn("logs", "delivery-source:" + asked.textOrEmpty("name"));
    private static final Locator END = asked -> asked.arn("logs", "delivery-destination:" + asked.textOrEmpty("name"));
    private static final Locator END_POLICY =
            asked -> asked.arn("logs", "delivery-destination:" + asked.textOrEmpty("deliveryDestinationName"));
    private static final Locator DELIVERY = asked -> asked.arn("logs", "delivery:" + asked.textOrEmpty("id"));
    private static final Locator RESOURCE = asked -> asked.textOrEmpty("resourceArn");
    private static final Locator DETECTOR = asked -> asked.textOrEmpty("anomalyDetectorArn");

    static final AccessRules RULES = AccessRules.of("logs")
            .usually(GROUP)
            .on(STREAM, "PutLogEvents", "CreateLogStream", "DeleteLogStream")
            .on("GetLogEvents", Rule.need("logs:GetLogEvents", STREAM).and(unmask(GROUP)))
            .on("FilterLogEvents", Rule.need("logs:FilterLogEvents", GROUP).and(unmask(GROUP)))
            .on("GetLogRecord", Rule.need("logs:GetLogRecord", Locator.NONE).and(unmask(Locator.NONE)))
            .on(
                    Locator.NONE,
                    "ListLogGroups",
                    "DescribeResourcePolicies",
                    "PutResourcePolicy",
                    "DeleteResourcePolicy",
                    "DescribeQueries",
                    "DescribeQueryDefinitions",
                    "PutQueryDefinition",
                    "DeleteQueryDefinition",
                    "StopQuery",
                    "GetQueryResults",
                    "TestMetricFilter",
                    "CancelExportTask",
                    "DescribeExportTasks",
                    "PutAccountPolicy",
                    "DeleteAccountPolicy",
                    "DescribeAccountPolicies",
                    "DescribeDestinations",
                    "DescribeDeliveries",
                    "DescribeDeliverySources",
                    "DescribeDeliveryDestinations",
                    "ListLogAnomalyDetectors",
                    "CreateLogAnomalyDetector")
            .on(
                    "StartQuery",
                    Rule.needEach("logs:StartQuery", LogsIam::groups)
                            .and(Rule.needEach("logs:Unmask", LogsIam::groups).when(LogsIam::unmasks)))
            .on("StartLiveTail", Rule.needEach("logs:StartLiveTail", LogsIam::groups))
            .on("CreateDelivery", Rule.need("logs:CreateDelivery", LogsIam::deliverySource))
            .on(DELIVERY, "GetDelivery", "DeleteDelivery")
            .on(SOURCE, "PutDeliverySource", "GetDeliverySource", "DeleteDeliverySource")
            .on(END, "PutDeliveryDestination", "GetDeliveryDestination", "DeleteDeliveryDestination")
            .on(
                    END_POLICY,
                    "PutDeliveryDestinationPolicy",
                    "GetDeliveryDestinationPolicy",
                    "DeleteDeliveryDestinationPolicy")
            .on(DESTINATION, "DeleteDestination", "PutDestinationPolicy")
            .on(
                    "PutDestination",
                    Rule.need("logs:PutDestination", DESTINATION)
                            .and(Rule.passRole(asked -> asked.text("roleArn"), "logs.amazonaws.com")))
            .on(
                    "PutSubscriptionFilter",
                    Rule.need("logs:PutSubscriptionFilter", GROUP)
                            .and(Rule.passRole(asked -> asked.text("roleArn"), "logs.amazonaws.com")))
            .on(TAGGED_GROUP, "TagLogGroup", "UntagLogGroup", "ListTagsLogGroup")
            .on(RESOURCE, "TagResource", "UntagResource", "ListTagsForResource")
            .on(
                    DETECTOR,
                    "GetLogAnomalyDetector",
                    "UpdateLogAnomalyDetector",
                    "DeleteLogAnomalyDetector",
                    "ListAnomalies",
                    "UpdateAnomaly")
            .build();

    private LogsIam() {}

    /** To see what a data protection policy hides. */
    private static Rule unmask(Locator group) {
        return Rule.need("logs:Unmask", group)
                .when(asked -> Boolean.TRUE.equals(asked.input().get("unmask")));
    }

    private static boolean unmasks(Asked asked) {
        return asked.textOrEmpty("queryString").toLowerCase(Locale.ROOT).contains("unmask");
    }

    private static String group(Asked asked) {
        String name = asked.text("logGroupName");
        if (name == null) {
            name = firstOf(asked.text("logGroupIdentifier"), asked.text("resourceIdentifier"), "");
        }
        return arn(asked, name);
    }

    private static String firstOf(@Nullable String... texts) {
        for (String text : texts) {
            if (text != null) {
                return text;
            }
        }
        return "";
    }

    private static String arn(Asked asked, String identifier) {
        String prefix = "arn:";
        if (identifier.startsWith(prefix)) {
            String bare = identifier.endsWith(":*") ? identifier.substring(0, identifier.length() - 2) : identifier;
            return bare + ":log-stream:";
        }
        return asked.arn("logs", "log-group:" + identifier + ":log-stream:");
    }

    private static List<String> groups(Asked asked) {
        List<String> arns = new ArrayList<>();
        if (asked.text("logGroupName") != null) {
            arns.add(group(asked));
        }
        for (String member : List.of("logGroupNames", "logGroupIdentifiers")) {
            if (asked.input().schema().members().stream()
                    .anyMatch(known -> known.name().equals(member))) {
                asked.elements(member, String.class).forEach(name -> arns.add(arn(asked, name)));
            }
        }
        return arns.isEmpty() ? List.of("*") : arns;
    }

    private static String deliverySource(Asked asked) {
        return asked.arn("logs", "delivery-source:" + asked.textOrEmpty("deliverySourceName"));
    }
}
