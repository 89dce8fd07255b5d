package cloudjar.services.ssm;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Tx;
import cloudjar.services.ssm.WindowTables.Made;
import cloudjar.services.ssm.WindowTables.PartKey;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a request that is sent again with its client token make nothing again. */
final class WindowTokens {
    private static final Duration KEPT = Duration.ofHours(8);

    private WindowTokens() {}

    /** What the token has made before, else this, which is made. */
    static String once(Tx tx, Call call, String operation, @Nullable String token, String id, Runnable making) {
        WindowTables tables = WindowTables.in(call.scope());
        if (token == null) {
            making.run();
            return id;
        }
        PartKey key = new PartKey(operation, token);
        Optional<Made> made =
                tables.tokens.get(tx, key).filter(known -> known.until().isAfter(call.time()));
        if (made.isPresent()) {
            return made.get().id();
        }
        making.run();
        tables.tokens.put(tx, key, new Made(id, call.time().plus(KEPT)));
        return id;
    }
}
