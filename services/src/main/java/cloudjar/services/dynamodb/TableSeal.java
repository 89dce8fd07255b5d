package cloudjar.services.dynamodb;

import cloudjar.kernel.shape.Bytes;

/**
 * The data key that seals the items of a table, as KMS keeps it. It stays as long as anything may be sealed with it: the table's
 * stream and its backups outlive it.
 *
 * @param id stands in all that is sealed with it
 * @param key the ARN of the key of KMS
 * @param account of the table, which is in the encryption context
 * @param table the table's name, which is too
 * @param dataKey as KMS has encrypted it
 */
record TableSeal(Bytes id, String key, String account, String table, Bytes dataKey) {
    /** The bytes of an id. */
    static final int ID = 16;
}
