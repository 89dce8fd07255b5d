package cloudjar.gateway.authorize;

import cloudjar.kernel.policy.Opinion;
import cloudjar.kernel.policy.StatementRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that was refused, or would have been.
 *
 * @param sequence grows by one with each denial
 * @param service that was called, by its name in cloudjar
 * @param message what AWS says, and so the reason
 * @param statement that decided; null where nothing allows the call
 * @param opinions what each kind of policy says by itself
 * @param context the condition keys that policies asked about, with their values
 * @param refused whether it was refused, not only noted
 */
public record Denial(
        long sequence,
        Instant time,
        String requestId,
        String world,
        String account,
        String region,
        String principal,
        String service,
        String operation,
        String action,
        String resource,
        String message,
        @Nullable StatementRef statement,
        List<Opinion> opinions,
        Map<String, List<String>> context,
        boolean refused) {
    public Denial {
        opinions = List.copyOf(opinions);
        context = Map.copyOf(context);
    }
}
