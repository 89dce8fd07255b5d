package cloudjar.services.dynamodb;

import cloudjar.kernel.limit.Limit;

/** DynamoDB's quotas. */
final class DynamoDbLimits {
    private static final String QUOTAS = "Amazon DynamoDB Developer Guide, Quotas in Amazon DynamoDB";

    static final Limit ITEM_SIZE = Limit.of(400 * 1024, "bytes, attribute names included", QUOTAS);
    static final Limit HASH_KEY_SIZE = Limit.of(2048, "bytes", QUOTAS);
    static final Limit RANGE_KEY_SIZE = Limit.of(1024, "bytes", QUOTAS);
    static final Limit NESTING = Limit.of(32, "levels", QUOTAS);
    static final Limit TABLES = new Limit(2500, 256, "tables per account and region", QUOTAS);
    static final Limit TABLE_NAME_MIN = Limit.of(3, "characters", QUOTAS);
    static final Limit TABLE_NAME_MAX = Limit.of(255, "characters", QUOTAS);
    static final Limit LOCAL_INDEXES = Limit.of(5, "indexes per table", QUOTAS);
    static final Limit GLOBAL_INDEXES = new Limit(20, 5, "indexes per table", QUOTAS);
    static final Limit TAGS =
            Limit.of(50, "tags per resource", "Amazon DynamoDB Developer Guide, Tagging restrictions");

    private DynamoDbLimits() {}
}
