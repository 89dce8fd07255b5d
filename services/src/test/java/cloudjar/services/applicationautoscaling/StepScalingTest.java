package cloudjar.services.applicationautoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.applicationautoscaling.AdjustmentType;
import cloudjar.api.applicationautoscaling.StepAdjustment;
import cloudjar.api.applicationautoscaling.StepScalingPolicyConfiguration;
import cloudjar.api.applicationautoscaling.ValidationException;
import cloudjar.kernel.limit.LimitProfile;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepScalingTest {
    private static StepAdjustment step(@Nullable Double lower, @Nullable Double upper, int adjustment) {
        return StepAdjustment.builder()
                .metricIntervalLowerBound(lower)
                .metricIntervalUpperBound(upper)
                .scalingAdjustment(adjustment)
                .build();
    }

    private static StepScaling steps(String type, StepAdjustment... steps) {
        return new StepScaling(StepScalingPolicyConfiguration.builder()
                .adjustmentType(type)
                .stepAdjustments(List.of(steps))
                .build());
    }

    @Test
    void theStepIsTheOneWhoseIntervalHoldsWhatIsBeyondTheThreshold() {
        StepScaling out =
                steps(AdjustmentType.CHANGE_IN_CAPACITY, step(0.0, 10.0, 1), step(10.0, 20.0, 2), step(20.0, null, 3));
        assertThat(out.wanted(5, 0, true)).hasValue(6);
        assertThat(out.wanted(5, 10, true)).hasValue(7);
        assertThat(out.wanted(5, 100, true)).hasValue(8);
        assertThat(out.wanted(5, -1, true)).isEmpty();
        StepScaling in = steps(AdjustmentType.CHANGE_IN_CAPACITY, step(-10.0, 0.0, -1), step(null, -10.0, -2));
        assertThat(in.wanted(5, 0, false)).hasValue(4);
        assertThat(in.wanted(5, -10, false)).hasValue(3);
        assertThat(in.wanted(1, -50, false)).hasValue(0);
    }

    /** "Values greater than 1 are rounded down", those between 0 and 1 to 1, and so on (User Guide, Step scaling). */
    @Test
    void percentagesAreRoundedTowardsZeroButForLessThanOne() {
        assertThat(steps(AdjustmentType.PERCENT_CHANGE_IN_CAPACITY, step(0.0, null, 30))
                        .wanted(10, 0, true))
                .hasValue(13);
        assertThat(steps(AdjustmentType.PERCENT_CHANGE_IN_CAPACITY, step(0.0, null, 19))
                        .wanted(10, 0, true))
                .hasValue(11);
        assertThat(steps(AdjustmentType.PERCENT_CHANGE_IN_CAPACITY, step(0.0, null, 5))
                        .wanted(10, 0, true))
                .hasValue(11);
        assertThat(steps(AdjustmentType.PERCENT_CHANGE_IN_CAPACITY, step(null, 0.0, -66))
                        .wanted(10, 0, false))
                .hasValue(4);
        assertThat(steps(AdjustmentType.EXACT_CAPACITY, step(0.0, null, 7)).wanted(10, 0, true))
                .hasValue(7);
        StepScaling atLeast = new StepScaling(StepScalingPolicyConfiguration.builder()
                .adjustmentType(AdjustmentType.PERCENT_CHANGE_IN_CAPACITY)
                .minAdjustmentMagnitude(2)
                .stepAdjustments(List.of(step(0.0, null, 25)))
                .build());
        assertThat(atLeast.wanted(4, 0, true)).hasValue(6);
    }

    @Test
    void stepsNeitherOverlapNorLeaveGaps() {
        refused(step(0.0, 10.0, 1), step(5.0, null, 2));
        refused(step(0.0, 10.0, 1), step(11.0, null, 2));
        refused(step(0.0, 10.0, 1));
        refused(step(-10.0, 0.0, 1));
        refused(step(null, null, 1));
        refused(step(5.0, 5.0, 1), step(5.0, null, 1));
        refused();
        refused(Collections.nCopies(21, step(0.0, null, 1)).toArray(StepAdjustment[]::new));
        assertThatThrownBy(() -> steps(AdjustmentType.EXACT_CAPACITY, step(0.0, null, -1))
                        .check(LimitProfile.CURRENT))
                .hasMessageContaining("negative");
        assertThatCode(() -> steps(AdjustmentType.CHANGE_IN_CAPACITY, step(null, 0.0, -1), step(0.0, null, 1))
                        .check(LimitProfile.CURRENT))
                .doesNotThrowAnyException();
    }

    private static void refused(StepAdjustment... steps) {
        assertThatThrownBy(() -> steps(AdjustmentType.CHANGE_IN_CAPACITY, steps).check(LimitProfile.CURRENT))
                .isInstanceOf(ValidationException.class);
    }
}
