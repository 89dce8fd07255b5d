package cloudjar.services.applicationautoscaling;

import cloudjar.kernel.limit.Limit;
import java.time.Duration;

/** The quotas of Application Auto Scaling. */
final class ApplicationAutoScalingLimits {
    private static final String GUIDE = "https://docs.aws.amazon.com/autoscaling/application/userguide/";
    private static final String QUOTAS = GUIDE + "application-auto-scaling-limits.html";
    private static final String API = "https://docs.aws.amazon.com/autoscaling/application/APIReference/";

    static final Limit DYNAMODB_TARGETS = Limit.of(5_000, "scalable targets of DynamoDB per region", QUOTAS);
    static final Limit ECS_TARGETS = Limit.of(3_000, "scalable targets of ECS per region", QUOTAS);
    static final Limit KEYSPACES_TARGETS = Limit.of(1_500, "scalable targets of Keyspaces per region", QUOTAS);
    static final Limit OTHER_TARGETS = Limit.of(500, "scalable targets of another service per region", QUOTAS);
    static final Limit POLICIES = Limit.of(50, "scaling policies per scalable target", QUOTAS);
    static final Limit SCHEDULED_ACTIONS = Limit.of(200, "scheduled actions per scalable target", QUOTAS);
    static final Limit STEPS = Limit.of(20, "step adjustments per policy", QUOTAS);
    static final Limit PAGE = Limit.of(50, "entries of a page", API + "API_DescribeScalableTargets.html");
    static final Limit TAGS = Limit.of(50, "tags per scalable target", GUIDE + "resource-tagging-support.html");

    /** For how long activities can be looked up: "from the previous six weeks" (API Reference, DescribeScalingActivities). */
    static final Duration ACTIVITIES_KEPT = Duration.ofDays(42);

    private ApplicationAutoScalingLimits() {}

    /** How many targets a service may have. */
    static Limit targets(String namespace) {
        return switch (namespace) {
            case "dynamodb" -> DYNAMODB_TARGETS;
            case "ecs" -> ECS_TARGETS;
            case "cassandra" -> KEYSPACES_TARGETS;
            default -> OTHER_TARGETS;
        };
    }
}
