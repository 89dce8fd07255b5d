package cloudjar.services.applicationautoscaling;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.Rule;
import java.util.List;

/**
 * What operations of Application Auto Scaling need permission for.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsapplicationautoscaling.html">Actions of AWS
 *     Application Auto Scaling</a>
 */
final class ApplicationAutoScalingIam {
    private static final Locator TAGGED = asked -> asked.textOrEmpty("ResourceARN");

    static final AccessRules RULES = AccessRules.of("application-autoscaling")
            .usually(Locator.NONE)
            .on(
                    ApplicationAutoScalingIam::target,
                    "DeregisterScalableTarget",
                    "PutScalingPolicy",
                    "DeleteScalingPolicy",
                    "PutScheduledAction",
                    "DeleteScheduledAction",
                    "GetPredictiveScalingForecast")
            .on(
                    "RegisterScalableTarget",
                    Rule.need("application-autoscaling:RegisterScalableTarget", ApplicationAutoScalingIam::target)
                            .and(Rule.need("application-autoscaling:TagResource", ApplicationAutoScalingIam::target)
                                    .when(asked -> asked.has("Tags"))))
            .on(TAGGED, "TagResource", "UntagResource", "ListTagsForResource")
            .amongServices("ExecuteScalingPolicy")
            .keys(ApplicationAutoScalingIam::values)
            .build();

    private ApplicationAutoScalingIam() {}

    /** The target that is named by its three parts; any, where it is not registered. */
    private static String target(Asked asked) {
        TargetKey key = new TargetKey(
                asked.textOrEmpty("ServiceNamespace"),
                asked.textOrEmpty("ResourceId"),
                asked.textOrEmpty("ScalableDimension"));
        return ApplicationAutoScalingTables.of(asked.call())
                .targets
                .get(asked.snapshot(), key)
                .map(StoredTarget::arn)
                .orElseGet(() -> asked.arn("application-autoscaling", "scalable-target/*"));
    }

    private static List<String> values(Asked asked, Need need, String key) {
        return switch (key) {
            case "application-autoscaling:service-namespace" -> one(asked, "ServiceNamespace");
            case "application-autoscaling:scalable-dimension" -> one(asked, "ScalableDimension");
            default -> List.of();
        };
    }

    private static List<String> one(Asked asked, String member) {
        String value = asked.has(member) ? asked.textOrEmpty(member) : "";
        return value.isEmpty() ? List.of() : List.of(value);
    }
}
