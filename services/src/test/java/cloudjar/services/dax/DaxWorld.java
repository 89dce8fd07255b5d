package cloudjar.services.dax;

import cloudjar.kernel.call.DataPlanes;
import cloudjar.kernel.call.Wiring;

/** What services are made of where somebody listens for data planes. */
final class DaxWorld {
    private DaxWorld() {}

    static Wiring listening(Wiring wiring, DataPlanes planes) {
        return new Wiring(
                wiring.cloud(),
                wiring.timers(),
                wiring.credentials(),
                wiring.identities(),
                wiring.access(),
                wiring.limits(),
                wiring.pace(),
                wiring.throttling(),
                wiring.outside(),
                wiring.vault(),
                planes,
                wiring.functions());
    }
}
