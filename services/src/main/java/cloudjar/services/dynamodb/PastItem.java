package cloudjar.services.dynamodb;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What an item was before a change: by it a table is brought back to what it was.
 *
 * @param hash and {@code range} say which item
 * @param old null where there was none
 * @param size of the old item
 */
record PastItem(Bytes hash, Bytes range, @Nullable Bytes old, int size) {
    static PastItem of(TableChange change, Call call, DynamoTable table) {
        StoredItem old = change.old();
        return new PastItem(
                change.key().hash(),
                change.key().range(),
                old == null ? null : Seals.seal(call, table, old.bytes()),
                old == null ? 0 : old.size());
    }

    /** The item as it is kept: perhaps sealed. */
    @Nullable
    StoredItem item() {
        return old == null ? null : new StoredItem(old, size, null);
    }
}
