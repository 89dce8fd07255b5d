package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.PolicyType;
import cloudjar.api.applicationautoscaling.ScalingPolicy;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A scaling policy with what it did last, which cooldowns go by.
 *
 * @param shown as AWS describes it; its alarms, where it made them
 * @param outAt when it scaled out last; null where it never did
 * @param outBy how much it added then
 * @param inAt when it scaled in last; null where it never did
 * @param notScaled why it did not scale when it was last asked to; null where it did
 */
record StoredPolicy(
        ScalingPolicy shown,
        @Nullable Instant outAt,
        int outBy,
        @Nullable Instant inAt,
        @Nullable String notScaled) {
    static StoredPolicy of(ScalingPolicy shown) {
        return new StoredPolicy(shown, null, 0, null, null);
    }

    TargetKey target() {
        return new TargetKey(shown.serviceNamespace(), shown.resourceId(), shown.scalableDimension());
    }

    PolicyKey key() {
        return new PolicyKey(target(), name());
    }

    String name() {
        return Objects.requireNonNull(shown.policyName());
    }

    String arn() {
        return shown.policyARN();
    }

    boolean isTracking() {
        return PolicyType.TARGET_TRACKING_SCALING.equals(shown.policyType());
    }

    boolean isStep() {
        return PolicyType.STEP_SCALING.equals(shown.policyType());
    }

    StoredPolicy with(ScalingPolicy changed) {
        return new StoredPolicy(changed, outAt, outBy, inAt, notScaled);
    }

    /** Having moved the capacity by so much. */
    StoredPolicy moved(int by, Instant now) {
        return by > 0 ? new StoredPolicy(shown, now, by, inAt, null) : new StoredPolicy(shown, outAt, outBy, now, null);
    }

    /** Having been asked in vain. */
    StoredPolicy refused(@Nullable String why) {
        return new StoredPolicy(shown, outAt, outBy, inAt, why);
    }
}
