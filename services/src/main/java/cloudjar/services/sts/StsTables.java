package cloudjar.services.sts;

import cloudjar.kernel.store.Expiry;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Table;
import java.time.Duration;
import java.util.Optional;

/**
 * What STS keeps, in no account: a key is looked up before the account is known, and so is an issuer.
 *
 * <pre>
 * sts
 *   sessions    access key id    StoredSession    also by when they are forgotten
 *   issuers     id               OutboundIssuer
 * </pre>
 */
final class StsTables {
    /** How long a credential is known after its end, so that its use is refused as one whose time is over. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    static final Table<String, StoredSession> SESSIONS =
            Table.of("sts", "sessions", KeyCodec.STRING, RecordCodec.of(StoredSession.class));

    static final Expiry<String, StoredSession> ENDED_SESSIONS =
            SESSIONS.expiry(session -> Optional.of(session.expires().plus(REMEMBERED)));

    static final Table<String, OutboundIssuer> ISSUERS =
            Table.of("sts", "issuers", KeyCodec.STRING, RecordCodec.of(OutboundIssuer.class));

    private StsTables() {}
}
