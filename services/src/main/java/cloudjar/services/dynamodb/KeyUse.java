package cloudjar.services.dynamodb;

/**
 * That a table is encrypted by a key of its owner.
 *
 * @param key the key's ARN
 * @param grant by which DynamoDB may use it
 */
record KeyUse(String key, String grant) {}
