package cloudjar.services.dynamodb;

import cloudjar.api.applicationautoscaling.ApplicationAutoScaling;
import cloudjar.api.applicationautoscaling.DeregisterScalableTargetRequest;
import cloudjar.api.applicationautoscaling.DescribeScalableTargetsRequest;
import cloudjar.api.applicationautoscaling.DescribeScalingPoliciesRequest;
import cloudjar.api.applicationautoscaling.PolicyType;
import cloudjar.api.applicationautoscaling.PredefinedMetricSpecification;
import cloudjar.api.applicationautoscaling.PutScalingPolicyRequest;
import cloudjar.api.applicationautoscaling.RegisterScalableTargetRequest;
import cloudjar.api.applicationautoscaling.ScalableTarget;
import cloudjar.api.applicationautoscaling.ScalingPolicy;
import cloudjar.api.applicationautoscaling.TargetTrackingScalingPolicyConfiguration;
import cloudjar.api.dynamodb.AutoScalingPolicyDescription;
import cloudjar.api.dynamodb.AutoScalingPolicyUpdate;
import cloudjar.api.dynamodb.AutoScalingSettingsDescription;
import cloudjar.api.dynamodb.AutoScalingSettingsUpdate;
import cloudjar.api.dynamodb.AutoScalingTargetTrackingScalingPolicyConfigurationDescription;
import cloudjar.api.dynamodb.AutoScalingTargetTrackingScalingPolicyConfigurationUpdate;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.services.dynamodb.Throughput.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The auto scaling of a table or index in a region, as Application Auto Scaling keeps it: asked for and changed on the caller's behalf. */
final class ReplicaAutoScaling {
    private static final String NAMESPACE = "dynamodb";

    private final Cloud cloud;

    ReplicaAutoScaling(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * What is scaled.
     *
     * @param index null for the table itself
     */
    record Scaled(String table, @Nullable String index, Kind kind) {
        String resource() {
            return "table/" + table + (index == null ? "" : "/index/" + index);
        }

        String dimension() {
            return NAMESPACE + (index == null ? ":table:" : ":index:") + word() + "CapacityUnits";
        }

        String word() {
            return kind == Kind.READ ? "Read" : "Write";
        }
    }

    /** Whether something is scaled at all. */
    boolean isScaled(Scaled scaled, Call call) {
        return target(scaled, call).isPresent();
    }

    private Optional<ScalableTarget> target(Scaled scaled, Call call) {
        return cloud
                .client(ApplicationAutoScaling.API)
                .describeScalableTargets(
                        DescribeScalableTargetsRequest.builder()
                                .serviceNamespace(NAMESPACE)
                                .resourceIds(List.of(scaled.resource()))
                                .scalableDimension(scaled.dimension())
                                .build(),
                        call)
                .scalableTargets()
                .stream()
                .findFirst();
    }

    private List<ScalingPolicy> policies(Scaled scaled, Call call) {
        return cloud.client(ApplicationAutoScaling.API)
                .describeScalingPolicies(
                        DescribeScalingPoliciesRequest.builder()
                                .serviceNamespace(NAMESPACE)
                                .resourceId(scaled.resource())
                                .scalableDimension(scaled.dimension())
                                .build(),
                        call)
                .scalingPolicies();
    }

    /** How it is scaled in the call's region. */
    AutoScalingSettingsDescription described(Scaled scaled, Call call) {
        ScalableTarget target = target(scaled, call).orElse(null);
        if (target == null) {
            return AutoScalingSettingsDescription.builder()
                    .autoScalingDisabled(true)
                    .build();
        }
        return AutoScalingSettingsDescription.builder()
                .minimumUnits((long) target.minCapacity())
                .maximumUnits((long) target.maxCapacity())
                .autoScalingRoleArn(target.roleARN())
                .scalingPolicies(policies(scaled, call).stream()
                        .filter(policy -> policy.targetTrackingScalingPolicyConfiguration() != null)
                        .map(ReplicaAutoScaling::shown)
                        .toList())
                .build();
    }

    private static AutoScalingPolicyDescription shown(ScalingPolicy policy) {
        var configuration = Objects.requireNonNull(policy.targetTrackingScalingPolicyConfiguration());
        return AutoScalingPolicyDescription.builder()
                .policyName(policy.policyName())
                .targetTrackingScalingPolicyConfiguration(
                        AutoScalingTargetTrackingScalingPolicyConfigurationDescription.builder()
                                .disableScaleIn(configuration.disableScaleIn())
                                .scaleInCooldown(configuration.scaleInCooldown())
                                .scaleOutCooldown(configuration.scaleOutCooldown())
                                .targetValue(configuration.targetValue())
                                .build())
                .build();
    }

    /** Changes how it is scaled in the call's region. */
    void update(Scaled scaled, AutoScalingSettingsUpdate update, Call call) {
        if (Boolean.TRUE.equals(update.autoScalingDisabled())) {
            if (isScaled(scaled, call)) {
                var unused = cloud.client(ApplicationAutoScaling.API)
                        .deregisterScalableTarget(
                                DeregisterScalableTargetRequest.builder()
                                        .serviceNamespace(NAMESPACE)
                                        .resourceId(scaled.resource())
                                        .scalableDimension(scaled.dimension())
                                        .build(),
                                call);
            }
            return;
        }
        var unused = cloud.client(ApplicationAutoScaling.API)
                .registerScalableTarget(
                        RegisterScalableTargetRequest.builder()
                                .serviceNamespace(NAMESPACE)
                                .resourceId(scaled.resource())
                                .scalableDimension(scaled.dimension())
                                .minCapacity(units(update.minimumUnits()))
                                .maxCapacity(units(update.maximumUnits()))
                                .roleARN(update.autoScalingRoleArn())
                                .build(),
                        call);
        if (update.scalingPolicyUpdate() != null) {
            put(scaled, update.scalingPolicyUpdate(), call);
        }
    }

    private static @Nullable Integer units(@Nullable Long units) {
        return units == null ? null : (int) Math.min(Integer.MAX_VALUE, units);
    }

    private void put(Scaled scaled, AutoScalingPolicyUpdate update, Call call) {
        AutoScalingTargetTrackingScalingPolicyConfigurationUpdate wanted =
                update.targetTrackingScalingPolicyConfiguration();
        String name = update.policyName() != null
                ? update.policyName()
                : policies(scaled, call).stream()
                        .map(ScalingPolicy::policyName)
                        .findFirst()
                        .orElse("DynamoDB" + scaled.word() + "CapacityUtilization:" + scaled.resource());
        var unused = cloud.client(ApplicationAutoScaling.API)
                .putScalingPolicy(
                        PutScalingPolicyRequest.builder()
                                .policyName(name)
                                .serviceNamespace(NAMESPACE)
                                .resourceId(scaled.resource())
                                .scalableDimension(scaled.dimension())
                                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                                .targetTrackingScalingPolicyConfiguration(
                                        TargetTrackingScalingPolicyConfiguration.builder()
                                                .predefinedMetricSpecification(PredefinedMetricSpecification.builder()
                                                        .predefinedMetricType(
                                                                "DynamoDB" + scaled.word() + "CapacityUtilization")
                                                        .build())
                                                .targetValue(wanted.targetValue())
                                                .disableScaleIn(wanted.disableScaleIn())
                                                .scaleInCooldown(wanted.scaleInCooldown())
                                                .scaleOutCooldown(wanted.scaleOutCooldown())
                                                .build())
                                .build(),
                        call);
    }

    /** Scales something in another region as it is scaled in the call's. */
    void copy(Scaled scaled, Call call, Call there) {
        ScalableTarget target = target(scaled, call).orElse(null);
        if (target == null) {
            return;
        }
        AutoScalingSettingsUpdate.Builder like = AutoScalingSettingsUpdate.builder()
                .minimumUnits((long) target.minCapacity())
                .maximumUnits((long) target.maxCapacity());
        policies(scaled, call).stream()
                .filter(policy -> policy.targetTrackingScalingPolicyConfiguration() != null)
                .findFirst()
                .ifPresent(policy -> like.scalingPolicyUpdate(AutoScalingPolicyUpdate.builder()
                        .policyName(policy.policyName())
                        .targetTrackingScalingPolicyConfiguration(
                                like(Objects.requireNonNull(policy.targetTrackingScalingPolicyConfiguration())))
                        .build()));
        update(scaled, like.build(), there);
    }

    private static AutoScalingTargetTrackingScalingPolicyConfigurationUpdate like(
            TargetTrackingScalingPolicyConfiguration configuration) {
        return AutoScalingTargetTrackingScalingPolicyConfigurationUpdate.builder()
                .targetValue(configuration.targetValue())
                .disableScaleIn(configuration.disableScaleIn())
                .scaleInCooldown(configuration.scaleInCooldown())
                .scaleOutCooldown(configuration.scaleOutCooldown())
                .build();
    }
}
