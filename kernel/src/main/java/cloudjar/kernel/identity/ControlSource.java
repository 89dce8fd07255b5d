package cloudjar.kernel.identity;

import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.world.World;

/** The service that keeps organizations. Asked for every call, so it must be quick. */
@FunctionalInterface
public interface ControlSource {
    /** What the account's organization says of it; {@link Controls#NONE} where it is in none. */
    Controls controls(World world, Snapshot snapshot, String account);
}
