package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.ApplicationAutoScaling;
import cloudjar.api.applicationautoscaling.ApplicationAutoScalingOf;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.limit.LimitProfile;

/** Application Auto Scaling, put together from its groups of operations. */
public final class ApplicationAutoScalingService {
    private ApplicationAutoScalingService() {}

    /** The service. */
    public static ApplicationAutoScaling of(Wiring wiring) {
        LimitProfile limits = wiring.limits();
        wiring.access().rules(ApplicationAutoScaling.API.id(), ApplicationAutoScalingIam.RULES);
        wiring.access().policies("application-autoscaling", new TargetOwners());
        Scaling scaling = new Scaling(new Capacities(wiring.cloud()));
        PolicyAlarms alarms = new PolicyAlarms(wiring.cloud());
        new ScalingTimers(scaling).register(wiring.timers());
        return new ApplicationAutoScalingOf(
                new TargetOperations(limits, scaling, alarms),
                new PolicyOperations(limits, scaling, alarms),
                new ScheduledActionOperations(limits),
                new ActivityOperations(),
                new TagOperations(limits));
    }
}
