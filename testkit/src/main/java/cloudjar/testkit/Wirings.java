package cloudjar.testkit;

import cloudjar.kernel.call.DataPlanes;
import cloudjar.kernel.call.Pace;
import cloudjar.kernel.call.Throttling;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.web.Outside;

/** Wirings with one thing changed, for services that are to be tested with it. */
public final class Wirings {
    private Wirings() {}

    /** Services whose resources pass through their states at this pace. */
    public static Wiring with(Pace pace, Wiring wiring) {
        return changed(wiring, pace, wiring.throttling(), wiring.outside(), wiring.planes());
    }

    /** Services that hold callers to what is provisioned, or do not. */
    public static Wiring with(Throttling throttling, Wiring wiring) {
        return changed(wiring, wiring.pace(), throttling, wiring.outside(), wiring.planes());
    }

    /** Services with this way to addresses outside. */
    public static Wiring with(Outside outside, Wiring wiring) {
        return changed(wiring, wiring.pace(), wiring.throttling(), outside, wiring.planes());
    }

    /** Services that somebody may listen for on connections of their own. */
    public static Wiring with(DataPlanes planes, Wiring wiring) {
        return changed(wiring, wiring.pace(), wiring.throttling(), wiring.outside(), planes);
    }

    private static Wiring changed(Wiring wiring, Pace pace, Throttling throttling, Outside outside, DataPlanes planes) {
        return new Wiring(
                wiring.cloud(),
                wiring.timers(),
                wiring.credentials(),
                wiring.identities(),
                wiring.access(),
                wiring.limits(),
                pace,
                throttling,
                outside,
                wiring.vault(),
                planes,
                wiring.functions());
    }
}
