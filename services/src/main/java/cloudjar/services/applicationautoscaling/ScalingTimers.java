package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.ScalableTargetAction;
import cloudjar.api.applicationautoscaling.ScheduledAction;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What happens by itself: scheduled actions run, and old activities go. */
final class ScalingTimers {
    private static final String SCHEDULED = "application-autoscaling.scheduled";

    private final Scaling scaling;

    ScalingTimers(Scaling scaling) {
        this.scaling = scaling;
    }

    void register(TimerHandlers handlers) {
        handlers.register(SCHEDULED, this::fire);
        handlers.register(
                ApplicationAutoScalingTables.ACTIVITIES_END.handler(),
                (world, timer, due) -> ApplicationAutoScalingTables.ACTIVITIES_END.fire(
                        world.store(), timer, due, (tx, scope, row) -> {}));
    }

    /** The schedule of an action; a rate begins with it, or when it says. */
    static Schedule schedule(ScheduledAction action) {
        Instant from = Objects.requireNonNullElse(action.startTime(), action.creationTime());
        return Schedule.parse(action.schedule(), action.timezone(), from);
    }

    /** Sets the timer of an action's next run, or takes it away where there is none. */
    static void arm(Tx tx, Scope scope, PolicyKey place, ScheduledAction action, Instant now) {
        Instant start = action.startTime();
        // A run at the very start counts.
        Instant after = start != null && start.isAfter(now) ? start.minusNanos(1) : now;
        Optional<Instant> next = schedule(action)
                .next(after)
                .filter(time -> action.endTime() == null || !time.isAfter(action.endTime()));
        if (next.isPresent()) {
            tx.at(next.get(), timer(scope, place));
        } else {
            cancel(tx, scope, place);
        }
    }

    static void cancel(Tx tx, Scope scope, PolicyKey place) {
        tx.cancel(SCHEDULED, timer(scope, place).id());
    }

    /** Names of actions hold no bar; what may hold one comes last. */
    private static Timer timer(Scope scope, PolicyKey place) {
        return Timer.of(
                SCHEDULED,
                String.join(
                        "|",
                        scope.account(),
                        scope.region(),
                        place.namespace(),
                        place.dimension(),
                        place.name(),
                        place.resource()));
    }

    private void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("\\|", 6);
        Scope scope = new Scope(parts[0], parts[1]);
        PolicyKey place = new PolicyKey(parts[2], parts[5], parts[3], parts[4]);
        Call own = OwnCalls.of(world, scope, place.target(), due);
        ApplicationAutoScalingTables tables = ApplicationAutoScalingTables.in(scope);
        StoredTarget bounded = world.store().write(tx -> {
            ScheduledAction action = tables.scheduled.get(tx, place).orElse(null);
            StoredTarget target = tables.targets.get(tx, place.target()).orElse(null);
            if (action == null || target == null) {
                return null;
            }
            arm(tx, scope, place, action, due);
            if (target.suspendsSchedule()) {
                return null;
            }
            StoredTarget changed = apply(target, Objects.requireNonNull(action.scalableTargetAction()));
            tables.targets.put(tx, place.target(), changed);
            Activities.add(
                    tx,
                    tables,
                    Activities.bounded(
                            place.target(),
                            words(action.scalableTargetAction()),
                            "scheduled action name " + place.name() + " was triggered",
                            own));
            return changed;
        });
        if (bounded != null) {
            try {
                scaling.bound(bounded, own);
            } catch (ApiException e) {
                Scaling.note(
                        Activities.failed(
                                place.target(),
                                bounded.shown().minCapacity(),
                                "minimum capacity was set to " + bounded.shown().minCapacity(),
                                e,
                                own),
                        own);
            }
        }
    }

    /** The target with the bounds of an action; one that it does not name gives way to the other. */
    private static StoredTarget apply(StoredTarget target, ScalableTargetAction action) {
        Integer least = action.minCapacity();
        Integer most = action.maxCapacity();
        if (least == null && most != null && most < target.shown().minCapacity()) {
            least = most;
        }
        if (most == null && least != null && least > target.shown().maxCapacity()) {
            most = least;
        }
        return target.within(least, most);
    }

    private static String words(ScalableTargetAction action) {
        String least = action.minCapacity() == null ? "" : "min capacity to " + action.minCapacity();
        String most = action.maxCapacity() == null ? "" : "max capacity to " + action.maxCapacity();
        return least.isEmpty() || most.isEmpty() ? least + most : least + " and " + most;
    }
}
