package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.CustomizedMetricSpecification;
import cloudjar.api.applicationautoscaling.PredefinedMetricSpecification;
import cloudjar.api.applicationautoscaling.TargetTrackingScalingPolicyConfiguration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Policies that keep a metric near a value: which capacity that needs, and from where on they act.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html">Target
 *     tracking</a>
 */
record TargetTracking(TargetKey key, TargetTrackingScalingPolicyConfiguration configuration) {
    private static final double PERCENT = 100;
    private static final double VALUE_MAX = 0x1p360;

    /** Of the use of provisioned units: the alarm of little use is so many percent below that of much use. */
    private static final double UNITS_MARGIN = 20;

    /** Of other metrics: little use is a tenth below the target. */
    private static final double MARGIN = 0.9;

    private static final double UNITS_TARGET_MIN = 20;
    private static final double UNITS_TARGET_MAX = 90;

    /** Whether the target is a share of what is provisioned, while the metric counts what was consumed. */
    boolean countsUnits() {
        PredefinedMetricSpecification predefined = configuration.predefinedMetricSpecification();
        String type = predefined == null ? "" : predefined.predefinedMetricType();
        return type.endsWith("CapacityUtilization") && (type.startsWith("DynamoDB") || type.startsWith("Cassandra"));
    }

    /** The threshold of the alarm for too much use. */
    double high(int capacity) {
        return countsUnits() ? units(configuration.targetValue(), capacity) : configuration.targetValue();
    }

    /** The threshold of the alarm for too little use. */
    double low(int capacity) {
        return countsUnits()
                ? units(Math.max(0, configuration.targetValue() - UNITS_MARGIN), capacity)
                : configuration.targetValue() * MARGIN;
    }

    private static double units(double percent, int capacity) {
        return percent * capacity * TrackedMetric.PERIOD / PERCENT;
    }

    /** How many minutes too much use must last. */
    int highPeriods() {
        return countsUnits() ? 2 : 3;
    }

    /** The capacity with which the metric would be at the target. */
    int wanted(int capacity, double measured) {
        double exact = countsUnits()
                ? measured * PERCENT / (TrackedMetric.PERIOD * configuration.targetValue())
                : capacity * measured / configuration.targetValue();
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.ceil(exact)));
    }

    boolean scalesIn() {
        return !Boolean.TRUE.equals(configuration.disableScaleIn());
    }

    int outCooldownSeconds() {
        return Objects.requireNonNullElse(
                configuration.scaleOutCooldown(), key.scaled().cooldownSeconds());
    }

    int inCooldownSeconds() {
        return Objects.requireNonNullElse(
                configuration.scaleInCooldown(), key.scaled().cooldownSeconds());
    }

    /** Whether another policy looks at the same. */
    boolean looksAtTheSameAs(TargetTracking other) {
        return TrackedMetric.of(key, configuration).equals(TrackedMetric.of(other.key(), other.configuration()));
    }

    /**
     * Refuses what cannot be tracked.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     */
    void check() {
        PredefinedMetricSpecification predefined = configuration.predefinedMetricSpecification();
        CustomizedMetricSpecification custom = configuration.customizedMetricSpecification();
        if ((predefined == null) == (custom == null)) {
            throw ApplicationAutoScalingErrors.validation(
                    "You must specify either a predefined or a customized metric specification.");
        }
        double target = configuration.targetValue();
        if (!Double.isFinite(target) || Math.abs(target) > VALUE_MAX || target <= 0) {
            throw ApplicationAutoScalingErrors.validation("Target value " + target + " is not valid.");
        }
        if (countsUnits() && (target < UNITS_TARGET_MIN || target > UNITS_TARGET_MAX)) {
            // "between 20 and 90 percent" (DynamoDB Developer Guide, Managing throughput capacity with auto scaling).
            throw ApplicationAutoScalingErrors.validation(
                    "Target value " + target + " is not valid. It must be between 20 and 90 percent.");
        }
        cooldown(configuration.scaleOutCooldown());
        cooldown(configuration.scaleInCooldown());
        if (predefined != null) {
            check(predefined);
        } else {
            check(Objects.requireNonNull(custom));
        }
    }

    private static void cooldown(@Nullable Integer seconds) {
        if (seconds != null && seconds < 0) {
            throw ApplicationAutoScalingErrors.validation("Cooldown must be greater than or equal to 0.");
        }
    }

    private void check(PredefinedMetricSpecification predefined) {
        PredefinedMetric metric = PredefinedMetric.of(predefined.predefinedMetricType())
                .filter(found -> found.fits(key.scaled()))
                .orElseThrow(() -> ApplicationAutoScalingErrors.validation("Predefined metric type "
                        + predefined.predefinedMetricType() + " is not supported for " + key.dimension() + "."));
        boolean balancer = metric == PredefinedMetric.BALANCER;
        String label = predefined.resourceLabel();
        if (balancer && (label == null || !label.contains("/targetgroup/"))) {
            throw ApplicationAutoScalingErrors.validation(
                    "ResourceLabel must be app/LOAD-BALANCER/ID/targetgroup/TARGET-GROUP/ID for this metric type.");
        }
        if (!balancer && label != null) {
            throw ApplicationAutoScalingErrors.validation("ResourceLabel is not allowed for this metric type.");
        }
    }

    private static void check(CustomizedMetricSpecification custom) {
        boolean math = !custom.metrics().isEmpty();
        boolean plain = custom.metricName() != null && custom.namespace() != null && custom.statistic() != null;
        if (math == plain || math && custom.metricName() != null) {
            throw ApplicationAutoScalingErrors.validation("A customized metric specification needs either MetricName,"
                    + " Namespace and Statistic, or Metrics.");
        }
        long returned = custom.metrics().stream()
                .filter(query -> !Boolean.FALSE.equals(query.returnData()))
                .count();
        if (math && returned != 1) {
            throw ApplicationAutoScalingErrors.validation("Exactly one element of Metrics must return data.");
        }
    }
}
