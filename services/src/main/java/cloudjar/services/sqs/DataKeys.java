package cloudjar.services.sqs;

import cloudjar.kernel.shape.Bytes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The data keys of a world that are in use: KMS gave each to a caller, who uses it for as long as the queue says. They are in
 * no store, and gone with the process. Thread-safe.
 */
final class DataKeys {
    /** So many of each kind are remembered; who needs one that was forgotten asks KMS again. */
    private static final int KNOWN_MAX = 10_000;

    /** For whom a data key was made. */
    record Use(String principal, String keyId, String queueArn) {}

    /** Who may read what a data key has encrypted. */
    record Reader(String principal, Bytes dataKey) {}

    /**
     * A data key.
     *
     * @param encrypted as it is kept beside what it encrypts
     */
    record DataKey(Bytes plaintext, Bytes encrypted, long sinceMillis) {
        private boolean serves(long nowMillis, int seconds) {
            return nowMillis >= sinceMillis && nowMillis - sinceMillis < seconds * 1000L;
        }
    }

    private final Map<Use, DataKey> sending = new ConcurrentHashMap<>();
    private final Map<Reader, DataKey> reading = new ConcurrentHashMap<>();

    /** The data key for sending, if it is not older than so many seconds. */
    Optional<DataKey> find(Use use, long nowMillis, int reuseSeconds) {
        return Optional.ofNullable(sending.get(use)).filter(key -> key.serves(nowMillis, reuseSeconds));
    }

    /** As the other, for reading. */
    Optional<DataKey> find(Reader reader, long nowMillis, int reuseSeconds) {
        return Optional.ofNullable(reading.get(reader)).filter(key -> key.serves(nowMillis, reuseSeconds));
    }

    void keep(Use use, DataKey key) {
        keep(sending, use, key);
    }

    void keep(Reader reader, DataKey key) {
        keep(reading, reader, key);
    }

    private static <K> void keep(Map<K, DataKey> known, K of, DataKey key) {
        if (known.size() >= KNOWN_MAX) {
            known.clear();
        }
        known.put(of, key);
    }
}
