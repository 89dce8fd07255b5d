package cloudjar.kernel.identity;

import cloudjar.kernel.store.Snapshot;
import java.util.Optional;

/** The service that makes sessions. */
@FunctionalInterface
public interface SessionSource {
    /** What is known of the session with this access key; empty where the key is of no session. */
    Optional<Session> session(Snapshot snapshot, String accessKeyId);
}
