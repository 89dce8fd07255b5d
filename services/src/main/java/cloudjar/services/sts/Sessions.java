package cloudjar.services.sts;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.AccessKeyId;
import cloudjar.kernel.tenancy.Principal;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes temporary credentials and knows them again. */
final class Sessions {
    private static final int SECRET_LENGTH = 40;
    private static final int TOKEN_LENGTH = 340;
    private static final String TOKEN_START = "IQoJb3JpZ2luX2Vj";
    private static final String BASE64 = Ids.ALPHANUMERIC + "+/";

    private Sessions() {}

    /** Makes a credential for a principal of the principal's account. */
    static StoredSession make(Call call, Principal principal, int seconds, Session session) {
        Ids ids = call.world().ids();
        StoredSession made = new StoredSession(
                AccessKeyId.make(AccessKeyId.TEMPORARY, principal.account(), ids.base32(AccessKeyId.CHANCE)),
                ids.of(BASE64, SECRET_LENGTH),
                TOKEN_START + ids.of(BASE64, TOKEN_LENGTH) + "==",
                principal,
                call.time().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS),
                session);
        call.write(tx -> {
            StsTables.SESSIONS.in(Scope.GLOBAL).put(tx, made.accessKeyId(), made);
            return made;
        });
        return made;
    }

    /** The temporary credential with this access key id. */
    static Optional<StoredSession> find(Snapshot snapshot, String accessKeyId) {
        return accessKeyId.startsWith(AccessKeyId.TEMPORARY)
                ? StsTables.SESSIONS.in(Scope.GLOBAL).get(snapshot, accessKeyId)
                : Optional.empty();
    }

    /** The session that makes the call; empty where it is made with a credential that lasts. */
    static Optional<Session> calling(Call call) {
        return call.credential() == null ? Optional.empty() : call.read(snapshot -> calling(snapshot, call));
    }

    /** As {@link #calling(Call)}. */
    static Optional<Session> calling(Snapshot snapshot, Call call) {
        Credential credential = call.credential();
        return credential == null
                ? Optional.empty()
                : find(snapshot, credential.accessKeyId()).map(StoredSession::session);
    }
}
