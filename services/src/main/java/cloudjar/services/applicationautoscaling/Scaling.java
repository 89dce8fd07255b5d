package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.ScalingActivity;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.ApiException;
import java.util.OptionalInt;

/** Moves the capacity of targets, and notes it. */
final class Scaling {
    private final Capacities capacities;

    Scaling(Capacities capacities) {
        this.capacities = capacities;
    }

    /**
     * How much capacity a resource has; none where it is not there for scaling, or where we lack its service.
     *
     * @throws ApiException {@code ValidationException} where there is no such resource
     */
    OptionalInt capacity(TargetKey key, Call own) {
        try {
            return capacities.of(key, own);
        } catch (ApiException e) {
            if (e.status() == NotImplemented.STATUS) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    /** The same of a resource that is to be scaled: says no where we lack its service. */
    OptionalInt required(TargetKey key, Call own) {
        return capacities.of(key, own);
    }

    /** Sets a capacity; says whether that was possible. */
    boolean set(TargetKey key, int capacity, String cause, Call own) {
        ScalingActivity activity;
        boolean done;
        try {
            capacities.set(key, capacity, own);
            activity = Activities.set(key, capacity, cause, own);
            done = true;
        } catch (ApiException e) {
            activity = Activities.failed(key, capacity, cause, e, own);
            done = false;
        }
        note(activity, own);
        return done;
    }

    /**
     * Brings a target within its bounds, where its resource is there and outside them.
     *
     * @throws ApiException {@code ValidationException} where there is no such resource
     */
    void bound(StoredTarget target, Call own) {
        TargetKey key = target.key();
        OptionalInt found = capacity(key, own);
        if (found.isEmpty()) {
            return;
        }
        int now = found.getAsInt();
        int wanted = target.clamped(now);
        if (wanted != now) {
            String which = wanted > now ? "minimum" : "maximum";
            boolean unused = set(key, wanted, which + " capacity was set to " + wanted, own);
        }
    }

    /** Keeps an activity. */
    static void note(ScalingActivity activity, Call own) {
        boolean unused = own.write(tx -> {
            Activities.add(tx, ApplicationAutoScalingTables.of(own), activity);
            return true;
        });
    }
}
