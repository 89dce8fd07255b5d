package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.ScalableTarget;
import cloudjar.api.applicationautoscaling.ScalingActivity;
import cloudjar.api.applicationautoscaling.ScalingPolicy;
import cloudjar.api.applicationautoscaling.ScheduledAction;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Expiry;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedIndex;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;
import java.util.List;
import java.util.Optional;

/**
 * What Application Auto Scaling keeps of an account in a region.
 *
 * <pre>
 * application-autoscaling
 *   targets      namespace, resource, dimension              StoredTarget      also by ARN
 *   policies     namespace, resource, dimension, name        StoredPolicy      also by ARN
 *   scheduled    namespace, resource, dimension, name        ScheduledAction
 *   activities   namespace, a number that counts down        ScalingActivity   for six weeks
 * </pre>
 */
final class ApplicationAutoScalingTables {
    private static final String SERVICE = "application-autoscaling";

    /**
     * Where an activity is.
     *
     * @param left counts down, so that the newest come first
     */
    record ActivityKey(String namespace, long left) {}

    private static final Table<TargetKey, StoredTarget> TARGETS = Table.of(
            SERVICE,
            "targets",
            KeyCodec.of(TargetKey.class),
            RecordCodec.builder()
                    .with(ScalableTarget.class, StructureCodec.of(ScalableTarget.class, () -> ScalableTarget.builder()
                            .build()
                            .schema()))
                    .build(StoredTarget.class));
    private static final Index<String, TargetKey, StoredTarget> TARGETS_BY_ARN =
            TARGETS.index("by-arn", KeyCodec.STRING, target -> List.of(target.arn()));
    private static final Table<PolicyKey, StoredPolicy> POLICIES = Table.of(
            SERVICE,
            "policies",
            KeyCodec.of(PolicyKey.class),
            RecordCodec.builder()
                    .with(ScalingPolicy.class, StructureCodec.of(ScalingPolicy.class, () -> ScalingPolicy.builder()
                            .build()
                            .schema()))
                    .build(StoredPolicy.class));
    private static final Index<String, PolicyKey, StoredPolicy> POLICIES_BY_ARN =
            POLICIES.index("by-arn", KeyCodec.STRING, policy -> List.of(policy.arn()));
    private static final Table<PolicyKey, ScheduledAction> SCHEDULED = Table.of(
            SERVICE,
            "scheduled",
            KeyCodec.of(PolicyKey.class),
            StructureCodec.of(
                    ScheduledAction.class,
                    () -> ScheduledAction.builder().build().schema()));
    private static final Table<ActivityKey, ScalingActivity> ACTIVITIES = Table.of(
            SERVICE,
            "activities",
            KeyCodec.of(ActivityKey.class),
            StructureCodec.of(
                    ScalingActivity.class,
                    () -> ScalingActivity.builder().build().schema()));

    /** Activities go after six weeks. */
    static final Expiry<ActivityKey, ScalingActivity> ACTIVITIES_END = ACTIVITIES.expiry(
            activity -> Optional.of(activity.startTime().plus(ApplicationAutoScalingLimits.ACTIVITIES_KEPT)));

    final ScopedTable<TargetKey, StoredTarget> targets;
    final ScopedIndex<String, TargetKey, StoredTarget> targetsByArn;
    final ScopedTable<PolicyKey, StoredPolicy> policies;
    final ScopedIndex<String, PolicyKey, StoredPolicy> policiesByArn;
    final ScopedTable<PolicyKey, ScheduledAction> scheduled;
    final ScopedTable<ActivityKey, ScalingActivity> activities;

    private ApplicationAutoScalingTables(Scope scope) {
        targets = TARGETS.in(scope);
        targetsByArn = TARGETS_BY_ARN.in(scope);
        policies = POLICIES.in(scope);
        policiesByArn = POLICIES_BY_ARN.in(scope);
        scheduled = SCHEDULED.in(scope);
        activities = ACTIVITIES.in(scope);
    }

    static ApplicationAutoScalingTables in(Scope scope) {
        return new ApplicationAutoScalingTables(scope);
    }

    static ApplicationAutoScalingTables of(Call call) {
        return in(call.scope());
    }
}
