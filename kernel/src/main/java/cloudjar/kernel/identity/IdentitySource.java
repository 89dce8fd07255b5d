package cloudjar.kernel.identity;

import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import org.jspecify.annotations.Nullable;

/** The service that keeps identities and their policies. Asked for every call, so it must be quick. */
@FunctionalInterface
public interface IdentitySource {
    /**
     * What is kept of the identity behind a caller: a user, the role of a session, or the user who vouches for a federated one;
     * {@link IdentityFacts#NONE} for any other.
     *
     * @param session with which the caller comes; null where it comes with a credential that lasts
     */
    IdentityFacts facts(World world, Snapshot snapshot, Principal principal, @Nullable Session session);
}
