package cloudjar.services.s3;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Expiry;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.tenancy.AccessKeyId;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions with directory buckets, in no account: a key is looked up before the account is known.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-create-session.html">Authorizing Zonal endpoint API
 *     operations with CreateSession</a>
 */
final class ExpressSessions implements Credentials.Source {
    private static final Table<String, ExpressSession> SESSIONS =
            Table.of(S3Tables.SERVICE, "sessions", KeyCodec.STRING, RecordCodec.of(ExpressSession.class));

    /** How long a session is known after its end, so that its use is refused as one whose time is over. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final Expiry<String, ExpressSession> ENDED =
            SESSIONS.expiry(session -> Optional.of(session.expires().plus(REMEMBERED)));

    private static final int SECRET_LENGTH = 40;
    private static final int TOKEN_LENGTH = 340;
    private static final String BASE64 = Ids.ALPHANUMERIC + "+/";

    /** Lets ended sessions be forgotten. */
    static void register(TimerHandlers timers) {
        timers.register(
                ENDED.handler(), (world, timer, due) -> ENDED.fire(world.store(), timer, due, (tx, scope, row) -> {}));
    }

    /** Begins a session of whoever calls. */
    static ExpressSession begin(Call call, String bucket, String mode) {
        Ids ids = call.world().ids();
        ExpressSession made = new ExpressSession(
                AccessKeyId.make(AccessKeyId.TEMPORARY, call.principal().account(), ids.base32(AccessKeyId.CHANCE)),
                ids.of(BASE64, SECRET_LENGTH),
                ids.of(BASE64, TOKEN_LENGTH),
                call.principal(),
                call.time().plusSeconds(S3Limits.SESSION_SECONDS.current()).truncatedTo(ChronoUnit.SECONDS),
                bucket,
                mode);
        call.write(tx -> {
            SESSIONS.in(Scope.GLOBAL).put(tx, made.accessKeyId(), made);
            return true;
        });
        return made;
    }

    /** The session that a call is signed with, if it is one with a directory bucket. */
    static Optional<ExpressSession> of(Snapshot snapshot, Call call) {
        Credential credential = call.credential();
        return credential == null || credential.sessionToken() == null
                ? Optional.empty()
                : SESSIONS.in(Scope.GLOBAL).get(snapshot, credential.accessKeyId());
    }

    @Override
    public @Nullable Credential find(World world, String accessKeyId) {
        if (!accessKeyId.startsWith(AccessKeyId.TEMPORARY)) {
            return null;
        }
        return world.store().read(snapshot -> SESSIONS.in(Scope.GLOBAL)
                .get(snapshot, accessKeyId)
                .map(ExpressSession::credential)
                .orElse(null));
    }
}
