package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.ScalableTarget;
import cloudjar.api.applicationautoscaling.SuspendedState;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A scalable target.
 *
 * @param shown as AWS describes it
 * @param id in the ARNs of its policies and scheduled actions
 * @param tags by key
 */
record StoredTarget(ScalableTarget shown, String id, SortedMap<String, String> tags) {
    StoredTarget {
        tags = new TreeMap<>(tags);
    }

    TargetKey key() {
        return new TargetKey(shown.serviceNamespace(), shown.resourceId(), shown.scalableDimension());
    }

    String arn() {
        return java.util.Objects.requireNonNull(shown.scalableTargetARN());
    }

    /** Within new bounds; null leaves one as it is. */
    StoredTarget within(@Nullable Integer least, @Nullable Integer most) {
        ScalableTarget.Builder changed = shown.toBuilder();
        if (least != null) {
            changed.minCapacity(least);
        }
        if (most != null) {
            changed.maxCapacity(most);
        }
        return new StoredTarget(changed.build(), id, tags);
    }

    StoredTarget with(ScalableTarget changed) {
        return new StoredTarget(changed, id, tags);
    }

    StoredTarget tagged(SortedMap<String, String> changed) {
        return new StoredTarget(shown, id, changed);
    }

    /** A capacity as near as the bounds let it be. */
    int clamped(int capacity) {
        return Math.max(shown.minCapacity(), Math.min(shown.maxCapacity(), capacity));
    }

    boolean suspendsIn() {
        SuspendedState state = shown.suspendedState();
        return state != null && Boolean.TRUE.equals(state.dynamicScalingInSuspended());
    }

    boolean suspendsOut() {
        SuspendedState state = shown.suspendedState();
        return state != null && Boolean.TRUE.equals(state.dynamicScalingOutSuspended());
    }

    boolean suspendsSchedule() {
        SuspendedState state = shown.suspendedState();
        return state != null && Boolean.TRUE.equals(state.scheduledScalingSuspended());
    }
}
