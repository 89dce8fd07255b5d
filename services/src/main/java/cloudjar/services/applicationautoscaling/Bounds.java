package cloudjar.services.applicationautoscaling;

import org.jspecify.annotations.Nullable;

/** The rules of the least and the most capacity. */
final class Bounds {
    private Bounds() {}

    /** Refuses bounds that are out of order, or below what the resource can have; null is a bound that is not set. */
    static void check(TargetKey key, @Nullable Integer least, @Nullable Integer most) {
        int lowest = key.scaled().least();
        if (least != null && least < lowest) {
            throw ApplicationAutoScalingErrors.validation(
                    "Minimum capacity cannot be less than " + lowest + " for " + key.dimension() + ".");
        }
        if (most != null && most < lowest) {
            throw ApplicationAutoScalingErrors.validation(
                    "Maximum capacity cannot be less than " + lowest + " for " + key.dimension() + ".");
        }
        if (least != null && most != null && least > most) {
            throw ApplicationAutoScalingErrors.validation("Maximum capacity cannot be less than minimum capacity.");
        }
    }
}
