package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.AdjustmentType;
import cloudjar.api.applicationautoscaling.StepAdjustment;
import cloudjar.api.applicationautoscaling.StepScalingPolicyConfiguration;
import cloudjar.kernel.limit.LimitProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Policies that go by steps: how far a metric is beyond its threshold says by how much to scale.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html">Step scaling policies</a>
 */
record StepScaling(StepScalingPolicyConfiguration configuration) {
    private static final int PERCENT = 100;
    private static final int COOLDOWN_SECONDS = 300;

    int cooldownSeconds() {
        return Objects.requireNonNullElse(configuration.cooldown(), COOLDOWN_SECONDS);
    }

    /**
     * The capacity to have; none where no step is for this.
     *
     * @param beyond the metric less its threshold
     * @param above whether the alarm is about values above the threshold: then lower bounds belong to their steps, else upper ones
     */
    OptionalInt wanted(int capacity, double beyond, boolean above) {
        for (StepAdjustment step : configuration.stepAdjustments()) {
            double lower = Objects.requireNonNullElse(step.metricIntervalLowerBound(), Double.NEGATIVE_INFINITY);
            double upper = Objects.requireNonNullElse(step.metricIntervalUpperBound(), Double.POSITIVE_INFINITY);
            boolean within = above ? beyond >= lower && beyond < upper : beyond > lower && beyond <= upper;
            if (within) {
                return OptionalInt.of(adjusted(capacity, step.scalingAdjustment()));
            }
        }
        return OptionalInt.empty();
    }

    private int adjusted(int capacity, int adjustment) {
        long wanted =
                switch (Objects.requireNonNullElse(configuration.adjustmentType(), AdjustmentType.CHANGE_IN_CAPACITY)) {
                    case AdjustmentType.EXACT_CAPACITY -> adjustment;
                    case AdjustmentType.PERCENT_CHANGE_IN_CAPACITY -> capacity + percent(capacity, adjustment);
                    default -> (long) capacity + adjustment;
                };
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, wanted));
    }

    /** Towards zero, but for what is less than one, which is one; and no less than the least magnitude. */
    private long percent(int capacity, int adjustment) {
        double exact = (double) capacity * adjustment / PERCENT;
        long rounded = (long) exact;
        if (rounded == 0 && exact != 0) {
            rounded = exact > 0 ? 1 : -1;
        }
        int least = Objects.requireNonNullElse(configuration.minAdjustmentMagnitude(), 0);
        return Math.abs(rounded) >= least ? rounded : adjustment < 0 ? -least : least;
    }

    /**
     * Refuses steps that overlap or leave gaps (API Reference, StepAdjustment).
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     */
    void check(LimitProfile limits) {
        List<StepAdjustment> steps = configuration.stepAdjustments();
        if (configuration.adjustmentType() == null || steps.isEmpty()) {
            throw ApplicationAutoScalingErrors.validation(
                    "AdjustmentType and at least one step adjustment are required for a step scaling policy.");
        }
        long most = ApplicationAutoScalingLimits.STEPS.in(limits);
        if (steps.size() > most) {
            throw ApplicationAutoScalingErrors.validation(
                    "There can be at most " + most + " step adjustments per scaling policy.");
        }
        for (StepAdjustment step : steps) {
            check(step);
        }
        checkOrder(steps);
        boolean percent = AdjustmentType.PERCENT_CHANGE_IN_CAPACITY.equals(configuration.adjustmentType());
        if (configuration.minAdjustmentMagnitude() != null && !percent) {
            throw ApplicationAutoScalingErrors.validation(
                    "MinAdjustmentMagnitude is only allowed with the adjustment type PercentChangeInCapacity.");
        }
    }

    private void check(StepAdjustment step) {
        Double lower = step.metricIntervalLowerBound();
        Double upper = step.metricIntervalUpperBound();
        if (lower == null && upper == null) {
            throw ApplicationAutoScalingErrors.validation(
                    "At least one interval bound must be specified in a step adjustment.");
        }
        if (lower != null && upper != null && lower >= upper) {
            throw ApplicationAutoScalingErrors.validation(
                    "The upper bound of a step adjustment must be greater than the lower bound.");
        }
        if (AdjustmentType.EXACT_CAPACITY.equals(configuration.adjustmentType()) && step.scalingAdjustment() < 0) {
            throw ApplicationAutoScalingErrors.validation("An exact capacity cannot be negative.");
        }
    }

    private static void checkOrder(List<StepAdjustment> steps) {
        List<StepAdjustment> ordered = new ArrayList<>(steps);
        ordered.sort(Comparator.comparing(
                step -> Objects.requireNonNullElse(step.metricIntervalLowerBound(), Double.NEGATIVE_INFINITY)));
        for (int i = 1; i < ordered.size(); i++) {
            Double end = ordered.get(i - 1).metricIntervalUpperBound();
            Double begin = ordered.get(i).metricIntervalLowerBound();
            if (end == null || begin == null || begin < end) {
                throw ApplicationAutoScalingErrors.validation("Step adjustment intervals can't overlap.");
            }
            if (begin > end) {
                throw ApplicationAutoScalingErrors.validation("There is a gap between step adjustment intervals.");
            }
        }
        Double first = ordered.getFirst().metricIntervalLowerBound();
        if (first != null && first < 0) {
            throw ApplicationAutoScalingErrors.validation(
                    "There must be a step adjustment with an unspecified lower bound when one has a negative lower bound.");
        }
        Double last = ordered.getLast().metricIntervalUpperBound();
        if (last != null && last > 0) {
            throw ApplicationAutoScalingErrors.validation(
                    "There must be a step adjustment with an unspecified upper bound when one has a positive upper bound.");
        }
    }
}
