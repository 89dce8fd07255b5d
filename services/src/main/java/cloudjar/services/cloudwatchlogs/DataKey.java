package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.shape.Bytes;

/**
 * A key that events of a group are sealed with.
 *
 * @param kmsKey the key of KMS that made it
 * @param encrypted as KMS opens it
 */
record DataKey(String kmsKey, Bytes encrypted) {}
