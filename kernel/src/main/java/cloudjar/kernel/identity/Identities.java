package cloudjar.kernel.identity;

import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the services that know about identities; they register when they are made, and of two that answer for the same the last
 * one counts. Where none has, nothing is known and nothing is allowed. Thread-safe.
 */
public final class Identities {
    private volatile IdentitySource facts = (_, _, _, _) -> IdentityFacts.NONE;
    private volatile ControlSource controls = (_, _, _) -> Controls.NONE;
    private volatile MultiFactor devices = (tx, principal, serialNumber, code, now) -> false;
    private volatile SessionSource sessions = (snapshot, accessKeyId) -> Optional.empty();

    /** Names the service that keeps identities and their policies. */
    public void factsFrom(IdentitySource source) {
        facts = source;
    }

    /** Names the service that keeps organizations. */
    public void controlsFrom(ControlSource source) {
        controls = source;
    }

    /** Names the service that keeps devices. */
    public void devicesFrom(MultiFactor source) {
        devices = source;
    }

    /** Names the service that makes sessions. */
    public void sessionsFrom(SessionSource source) {
        sessions = source;
    }

    /** What is kept of the identity behind a caller; see {@link IdentitySource#facts}. */
    public IdentityFacts facts(World world, Snapshot snapshot, Principal principal, @Nullable Session session) {
        return facts.facts(world, snapshot, principal, session);
    }

    /** What the organization of an account says of it. */
    public Controls controls(World world, Snapshot snapshot, String account) {
        return controls.controls(world, snapshot, account);
    }

    /** Whether the code is one that the principal's device shows now; see {@link MultiFactor#accepts}. */
    public boolean accepts(Tx tx, Principal principal, String serialNumber, String code, Instant now) {
        return devices.accepts(tx, principal, serialNumber, code, now);
    }

    /** What is known of the session with this access key; empty where the key is of no session. */
    public Optional<Session> session(Snapshot snapshot, String accessKeyId) {
        return sessions.session(snapshot, accessKeyId);
    }
}
