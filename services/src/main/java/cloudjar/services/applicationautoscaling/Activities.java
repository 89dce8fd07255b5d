package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.NotScaledReason;
import cloudjar.api.applicationautoscaling.ScalingActivity;
import cloudjar.api.applicationautoscaling.ScalingActivityStatusCode;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Tx;
import cloudjar.services.applicationautoscaling.ApplicationAutoScalingTables.ActivityKey;
import java.util.List;

/**
 * What was done to targets, in AWS's words.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-scaling-activities.html">Scaling
 *     activities</a>
 */
final class Activities {
    private Activities() {}

    /** A capacity that was set. */
    static ScalingActivity set(TargetKey key, int capacity, String cause, Call call) {
        String what = key.scaled().noun() + " to " + capacity;
        return begun(key, "Setting " + what + ".", cause, call)
                .statusCode(ScalingActivityStatusCode.SUCCESSFUL)
                .statusMessage(
                        "Successfully set " + what + ". Change successfully fulfilled by " + key.namespace() + ".")
                .endTime(call.time())
                .build();
    }

    /** A capacity that could not be set. */
    static ScalingActivity failed(TargetKey key, int capacity, String cause, ApiException why, Call call) {
        String what = key.scaled().noun() + " to " + capacity;
        return begun(key, "Setting " + what + ".", cause, call)
                .statusCode(ScalingActivityStatusCode.FAILED)
                .statusMessage("Failed to set " + what + ". Reason: " + why.code() + ": " + why.getMessage())
                .endTime(call.time())
                .build();
    }

    /** A capacity that could not even be asked for. */
    static ScalingActivity unknown(TargetKey key, String cause, ApiException why, Call call) {
        return begun(key, "Attempting to scale due to alarm triggered", cause, call)
                .statusCode(ScalingActivityStatusCode.FAILED)
                .statusMessage(
                        "Failed to get " + key.scaled().noun() + ". Reason: " + why.code() + ": " + why.getMessage())
                .endTime(call.time())
                .build();
    }

    /** New bounds that a scheduled action set; has the id of the call, so that it can be made twice in a transaction. */
    static ScalingActivity bounded(TargetKey key, String what, String cause, Call call) {
        return begun(key, "Setting " + what, cause, call)
                .activityId(call.requestId())
                .statusCode(ScalingActivityStatusCode.SUCCESSFUL)
                .statusMessage("Successfully set " + what)
                .build();
    }

    /** A scaling that was not begun, for a reason. */
    static ScalingActivity notScaled(TargetKey key, String cause, NotScaledReason reason, Call call) {
        return begun(key, "Attempting to scale due to alarm triggered", cause, call)
                .statusCode(ScalingActivityStatusCode.FAILED)
                .statusMessage("Not scaled: " + reason.code_() + ".")
                .notScaledReasons(List.of(reason))
                .build();
    }

    private static ScalingActivity.Builder begun(TargetKey key, String description, String cause, Call call) {
        return ScalingActivity.builder()
                .activityId(call.world().ids().uuid())
                .serviceNamespace(key.namespace())
                .resourceId(key.resource())
                .scalableDimension(key.dimension())
                .description(description)
                .cause(cause)
                .startTime(call.time());
    }

    static void add(Tx tx, ApplicationAutoScalingTables tables, ScalingActivity activity) {
        String namespace = activity.serviceNamespace();
        long last = tables.activities
                .rows(tx, Range.prefix(namespace).limit(1))
                .first()
                .map(row -> row.key().left())
                .orElse(Long.MAX_VALUE);
        tables.activities.put(tx, new ActivityKey(namespace, last - 1), activity);
    }
}
