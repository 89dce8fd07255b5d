package cloudjar.services.dynamodb;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.AesGcm;
import cloudjar.kernel.vault.OpenKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals items of tables that have a key of their owner, and opens them: the data keys of a world that are in use. AWS keeps a
 * table's key in memory for each principal, for five minutes. What is sealed is a whole item as {@link ItemWriter} wrote it; the
 * attributes of keys also lie in the store's own keys, which order, and are not sealed there.
 *
 * <pre>
 * sealed: 0, which no item begins with; the id of the {@link TableSeal}; what {@link AesGcm} sealed
 * </pre>
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html">How encryption at
 *     rest works</a>
 */
final class Seals {
    private static final Duration REUSE = Duration.ofMinutes(5);
    private static final String MAC = "HmacSHA256";
    private static final int HEAD = 1 + TableSeal.ID;

    private record Use(String principal, Bytes seal) {}

    private final OpenKeys<Use, Bytes> known = new OpenKeys<>();

    private Seals() {}

    private static OpenKeys<Use, Bytes> known(Call call) {
        return call.world().derived(Seals.class, Seals::new).known;
    }

    /** Keeps a data key in the clear for a while, for who makes the call. */
    static void keep(Call call, Bytes seal, Bytes dataKey) {
        known(call)
                .keep(
                        new Use(call.principal().id(), seal),
                        dataKey,
                        call.world().clock().now());
    }

    private static Bytes key(Call call, Bytes seal) {
        return known(call)
                .find(new Use(call.principal().id(), seal), call.world().clock().now(), REUSE)
                .orElseThrow(() -> new SealNeeded(seal));
    }

    /** Whether bytes of an item are sealed. */
    static boolean isSealed(Bytes item) {
        return item.at(0) == 0;
    }

    /**
     * Bytes of an item as a table keeps them.
     *
     * @throws SealNeeded where the table's data key is not known
     */
    static Bytes seal(Call call, DynamoTable table, Bytes item) {
        Bytes seal = table.seal();
        if (seal == null) {
            return item;
        }
        Bytes key = key(call, seal);
        Bytes sealed = AesGcm.seal(key, nonce(call, key, item), item);
        byte[] whole = new byte[HEAD + sealed.size()];
        seal.copyTo(whole, 1);
        sealed.copyTo(whole, HEAD);
        return Bytes.wrap(whole);
    }

    /**
     * Made of the call and the item, since the body of a transaction may run twice and has to do the same each time: no two calls
     * and no two items have one in common.
     */
    private static byte[] nonce(Call call, Bytes key, Bytes item) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key.toArray(), MAC));
            mac.update(call.requestId().getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(item.toArray()), AesGcm.NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }

    /** As {@link #seal(Call, DynamoTable, Bytes)}. */
    static StoredItem seal(Call call, DynamoTable table, StoredItem item) {
        return table.seal() == null ? item : item.holding(seal(call, table, item.bytes()));
    }

    /**
     * Bytes of an item in the clear.
     *
     * @throws SealNeeded where the data key is not known that they are sealed with
     */
    static Bytes open(Call call, Bytes item) {
        if (!isSealed(item)) {
            return item;
        }
        byte[] whole = item.toArray();
        Bytes key = key(call, Bytes.copyOf(whole, 1, TableSeal.ID));
        return AesGcm.open(key, Bytes.copyOf(whole, HEAD, whole.length - HEAD))
                .orElseThrow(() -> new IllegalStateException("an item was not sealed with its data key"));
    }

    /** As {@link #open(Call, Bytes)}. */
    static StoredItem open(Call call, StoredItem item) {
        return isSealed(item.bytes()) ? item.holding(open(call, item.bytes())) : item;
    }

    /** As {@link #open(Call, Bytes)}; null for null. */
    static @Nullable Bytes openAny(Call call, @Nullable Bytes item) {
        return item == null ? null : open(call, item);
    }

    /** A change as it is kept for those who hear of it later. */
    static ItemEvent seal(Call call, DynamoTable table, ItemEvent event) {
        if (table.seal() == null) {
            return event;
        }
        Bytes old = event.old();
        Bytes now = event.now();
        return new ItemEvent(
                event.name(),
                seal(call, table, event.keys()),
                old == null ? null : seal(call, table, old),
                now == null ? null : seal(call, table, now),
                event.size(),
                event.expired());
    }

    /** A change in the clear. */
    static ItemEvent open(Call call, ItemEvent event) {
        if (!isSealed(event.keys())) {
            return event;
        }
        return new ItemEvent(
                event.name(),
                open(call, event.keys()),
                openAny(call, event.old()),
                openAny(call, event.now()),
                event.size(),
                event.expired());
    }
}
