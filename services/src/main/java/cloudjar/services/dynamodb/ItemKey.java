package cloudjar.services.dynamodb;

import cloudjar.kernel.shape.Bytes;

/**
 * Where an item lies: its table, and the bytes of its key attributes, which order as the attributes do.
 *
 * @param tableId unlike the name, never used again
 * @param range empty where the table has no range key
 */
record ItemKey(String tableId, Bytes hash, Bytes range) {}
