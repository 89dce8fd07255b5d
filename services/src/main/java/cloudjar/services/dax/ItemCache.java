package cloudjar.services.dax;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What nodes keep of what they read, for a time by the world's clock, while there is room: what was not used for longest goes. An
 * entry answers only those whom DynamoDB has answered, so it lends nobody rights. Thread-safe.
 */
final class ItemCache {
    /** How many characters and bytes are kept, about. */
    private static final long SIZE_MAX = 32L << 20;

    /** What an entry costs beside its content. */
    private static final int OVERHEAD = 200;

    private final Map<Object, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long size;

    private record Entry(Object value, long size, @Nullable Instant end, Set<String> readers) {}

    /**
     * What is kept under a key; null where there is nothing, or nothing for this reader.
     *
     * @param reader who asks
     */
    synchronized @Nullable Object get(Object key, String reader, Instant now) {
        Entry entry = entries.get(key);
        if (entry == null || !entry.readers().contains(reader)) {
            return null;
        }
        if (entry.end() != null && !now.isBefore(entry.end())) {
            drop(key);
            return null;
        }
        return entry.value();
    }

    /**
     * Keeps what somebody was answered.
     *
     * @param weight about its size in bytes
     * @param end null for no end
     */
    synchronized void put(Object key, Object value, long weight, @Nullable Instant end, String reader) {
        Entry old = entries.get(key);
        Set<String> readers = new HashSet<>();
        if (old != null && old.value().equals(value)) {
            readers.addAll(old.readers());
        }
        drop(key);
        readers.add(reader);
        entries.put(key, new Entry(value, weight + OVERHEAD, end, readers));
        size += weight + OVERHEAD;
        var eldest = entries.entrySet().iterator();
        while (size > SIZE_MAX && eldest.hasNext()) {
            size -= eldest.next().getValue().size();
            eldest.remove();
        }
    }

    /** Forgets what was written. */
    synchronized void drop(Object key) {
        Entry old = entries.remove(key);
        if (old != null) {
            size -= old.size();
        }
    }
}
