package cloudjar.kernel.call;

import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.identity.Identities;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.vault.Vault;
import cloudjar.kernel.web.Outside;
import cloudjar.kernel.world.TimerHandlers;

/**
 * What services are made of that is not theirs; a service takes the parts it needs.
 *
 * @param cloud to call other services; not before all of them are made
 * @param timers where handlers of timers are registered
 * @param credentials where services that make access keys say how they are found
 * @param identities where services that keep policies, devices and sessions say how they are found
 * @param access where services say what their operations need permission for and what their resources say to it
 * @param limits which quotas hold
 * @param pace how fast resources pass through their states
 * @param throttling whether callers are held to the capacity that resources have
 * @param outside the way to addresses outside, and what everybody may read
 * @param vault seals secrets before they are kept
 * @param planes where services say what they speak over connections of their own
 * @param functions runs what users wrote
 */
public record Wiring(
        Cloud cloud,
        TimerHandlers timers,
        Credentials credentials,
        Identities identities,
        Access access,
        LimitProfile limits,
        Pace pace,
        Throttling throttling,
        Outside outside,
        Vault vault,
        DataPlanes planes,
        FunctionEngine functions) {
    /** Services that throttle nobody, have an outside of their own, no secrets and no data planes, and run no functions. */
    public Wiring(
            Cloud cloud,
            TimerHandlers timers,
            Credentials credentials,
            Identities identities,
            Access access,
            LimitProfile limits,
            Pace pace) {
        this(
                cloud,
                timers,
                credentials,
                identities,
                access,
                limits,
                pace,
                Throttling.OFF,
                new Outside(),
                Vault.NONE,
                new DataPlanes(),
                FunctionEngine.NONE);
    }
}
