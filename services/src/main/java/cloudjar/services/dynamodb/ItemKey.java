package cloudjar.services.dynamodb;

import cloudjar.kernel.shape.Bytes;

/**
 * Where an item lies: its table, a slot by which tables are scanned in parts, and the bytes of its key attributes, which
 * order as the attributes do.
 *
 * @param tableId unlike the name, never used again
 * @param slot from 0 to below {@link #SLOTS}, spread by the hash key
 * @param range empty where the table has no range key
 */
record ItemKey(String tableId, int slot, Bytes hash, Bytes range) {
    /** Into how many parts a table can be scanned. */
    static final int SLOTS = 4096;

    static ItemKey of(String tableId, Bytes hash, Bytes range) {
        return new ItemKey(tableId, slot(hash), hash, range);
    }

    /** The slot of a hash key; the same for ever, since rows lie by it. */
    static int slot(Bytes hash) {
        int mixed = 0x811c9dc5;
        for (byte b : hash.toArray()) {
            mixed = (mixed ^ (b & 0xff)) * 0x01000193;
        }
        mixed ^= mixed >>> 15;
        mixed *= 0x2c1b3c6d;
        mixed ^= mixed >>> 12;
        return mixed & (SLOTS - 1);
    }
}
