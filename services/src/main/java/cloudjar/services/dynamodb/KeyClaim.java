package cloudjar.services.dynamodb;

/** A key of a table's owner, made ready for the table: DynamoDB may use it, and has a data key of it. */
record KeyClaim(KeyUse use, TableSeal seal) {}
