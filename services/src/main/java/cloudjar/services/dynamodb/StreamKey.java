package cloudjar.services.dynamodb;

/**
 * Names a stream: by its table's name and its label.
 *
 * @param label such as {@code 2024-11-18T14:36:44.149}
 */
record StreamKey(String table, String label) {
    /** Names a shard of a stream. */
    record OfShard(String table, String label, String shard) {}
}
