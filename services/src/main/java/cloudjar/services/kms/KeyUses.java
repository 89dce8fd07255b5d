package cloudjar.services.kms;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.kms.KmsTables.PartKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Notes what keys are used for. Cryptography writes nothing else, and is to stay as quick as that: a use that comes within a
 * minute of the one that is noted of its operation is not noted again.
 */
final class KeyUses {
    private static final Duration RESOLUTION = Duration.ofMinutes(1);

    private KeyUses() {}

    /** Notes a use that succeeded. */
    static void note(Call call, KmsKey key, String operation) {
        KmsTables tables = KmsTables.of(key);
        PartKey place = new PartKey(key.id(), operation);
        Instant noted = call.read(
                snapshot -> tables.uses.get(snapshot, place).map(LastUse::time).orElse(Instant.EPOCH));
        Instant now = call.time();
        if (now.isBefore(noted) || !now.isBefore(noted.plus(RESOLUTION))) {
            boolean unused = call.write(tx -> {
                if (tables.keys.contains(tx, key.id())) {
                    tables.uses.put(tx, place, new LastUse(now, call.requestId()));
                }
                return true;
            });
        }
    }

    /** The newest use of a key, with its operation; nothing where it was never used. */
    static Optional<Row<PartKey, LastUse>> newest(Snapshot snapshot, KmsKey key) {
        return KmsTables.of(key).uses.rows(snapshot, Range.prefix(Key.of(key.id()))).toList().stream()
                .max(Comparator.comparing(row -> row.value().time()));
    }
}
