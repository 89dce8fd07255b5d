package cloudjar.kernel.identity;

import cloudjar.kernel.policy.PolicySet;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks the services that know about identities; they register when they are made, and of two that answer for the same the last
 * one counts. Where none has, nothing is known and nothing is allowed. Thread-safe.
 */
public final class Identities {
    private volatile PolicySource policies = (snapshot, principal) -> PolicySet.NONE;
    private volatile MultiFactor devices = (tx, principal, serialNumber, code, now) -> false;
    private volatile SessionSource sessions = (snapshot, accessKeyId) -> Optional.empty();

    /** Names the service that keeps policies. */
    public void policiesFrom(PolicySource source) {
        policies = source;
    }

    /** Names the service that keeps devices. */
    public void devicesFrom(MultiFactor source) {
        devices = source;
    }

    /** Names the service that makes sessions. */
    public void sessionsFrom(SessionSource source) {
        sessions = source;
    }

    /** The identity policies and the permissions boundary of a principal. */
    public PolicySet policies(Snapshot snapshot, Principal principal) {
        return policies.policies(snapshot, principal);
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
