package cloudjar.services.dynamodb;

import cloudjar.kernel.shape.Bytes;

/**
 * Where an item stands in an index: under the index's own key, then under the item's.
 *
 * @param slot of {@code hash}, as {@link ItemKey#slot} has it
 * @param range empty where the index has no range key
 * @param itemHash and {@code itemRange} lead to the item
 */
record EntryKey(String tableId, String index, int slot, Bytes hash, Bytes range, Bytes itemHash, Bytes itemRange) {
    ItemKey item() {
        return ItemKey.of(tableId, itemHash, itemRange);
    }
}
