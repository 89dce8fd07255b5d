package cloudjar.kernel.vault;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keys in the clear that a service has in hand for a while, so that it need not ask for them each time. They are in no store, and
 * gone with the process. Thread-safe.
 *
 * @param <U> for what, and for whom, a key may serve again
 * @param <K> a key, with what is known of it
 */
public final class OpenKeys<U, K> {
    /** So many are remembered; who needs one that was forgotten asks again. */
    static final int KNOWN_MAX = 10_000;

    private record Kept<K>(K key, Instant since) {}

    private final Map<U, Kept<K>> known = new ConcurrentHashMap<>();

    /** The key for a use, if it has been in hand for less than a time. */
    public Optional<K> find(U use, Instant now, Duration reuse) {
        Kept<K> kept = known.get(use);
        return kept == null
                        || now.isBefore(kept.since())
                        || !now.isBefore(kept.since().plus(reuse))
                ? Optional.empty()
                : Optional.of(kept.key());
    }

    /** Keeps a key, and gives it back. */
    public K keep(U use, K key, Instant now) {
        if (known.size() >= KNOWN_MAX) {
            known.clear();
        }
        known.put(use, new Kept<>(key, now));
        return key;
    }

    /** The key for a use, which is asked for where none has been in hand for less than a time. */
    public K get(U use, Instant now, Duration reuse, Supplier<? extends K> asked) {
        return find(use, now, reuse).orElseGet(() -> keep(use, asked.get(), now));
    }
}
