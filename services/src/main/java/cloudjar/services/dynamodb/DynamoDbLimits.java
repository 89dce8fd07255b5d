package cloudjar.services.dynamodb;

import cloudjar.kernel.limit.Limit;

/** DynamoDB's quotas; public for the packages below. */
public final class DynamoDbLimits {
    private static final String QUOTAS = "Amazon DynamoDB Developer Guide, Quotas in Amazon DynamoDB";
    private static final String ON_DEMAND = "Amazon DynamoDB Developer Guide, DynamoDB on-demand capacity mode";

    static final Limit ITEM_SIZE = Limit.of(400 * 1024, "bytes, attribute names included", QUOTAS);
    static final Limit HASH_KEY_SIZE = Limit.of(2048, "bytes", QUOTAS);
    static final Limit RANGE_KEY_SIZE = Limit.of(1024, "bytes", QUOTAS);
    static final Limit NESTING = Limit.of(32, "levels", QUOTAS);
    static final Limit TABLES = new Limit(2500, 256, "tables per account and region", QUOTAS);
    static final Limit TABLE_NAME_MIN = Limit.of(3, "characters", QUOTAS);
    static final Limit TABLE_NAME_MAX = Limit.of(255, "characters", QUOTAS);
    static final Limit LOCAL_INDEXES = Limit.of(5, "indexes per table", QUOTAS);
    static final Limit GLOBAL_INDEXES = new Limit(20, 5, "indexes per table", QUOTAS);
    static final Limit INDEX_KEY_ATTRIBUTES = Limit.of(
            4,
            "attributes to hash by, and as many to order by, in the key of a global index",
            "Amazon DynamoDB Developer Guide, Multi-attribute keys pattern");
    static final Limit TABLES_PAGE = Limit.of(100, "table names per page", "Amazon DynamoDB API Reference, ListTables");
    /** Significant digits of a number. */
    public static final Limit NUMBER_DIGITS = Limit.of(38, "significant digits of a number", QUOTAS);
    /** Power of ten of the first digit, at most. */
    public static final Limit NUMBER_EXPONENT_MAX =
            Limit.of(125, "power of ten of the largest number's first digit", QUOTAS);
    /** Power of ten of the first digit, at least. */
    public static final Limit NUMBER_EXPONENT_MIN =
            Limit.of(-130, "power of ten of the smallest number's first digit", QUOTAS);

    static final Limit ON_DEMAND_READS = Limit.of(12_000, "read units per second of a new on-demand table", ON_DEMAND);
    static final Limit ON_DEMAND_WRITES = Limit.of(4_000, "write units per second of a new on-demand table", ON_DEMAND);
    static final Limit TAGS =
            Limit.of(50, "tags per resource", "Amazon DynamoDB Developer Guide, Tagging restrictions");

    /** Length of an expression. */
    public static final Limit EXPRESSION_LENGTH = Limit.of(4096, "bytes of an expression", QUOTAS);

    /** Operators and functions in an expression. */
    public static final Limit EXPRESSION_OPERATORS = Limit.of(300, "operators and functions of an expression", QUOTAS);

    /** Operands of IN. */
    public static final Limit IN_OPERANDS = Limit.of(100, "operands of IN in an expression", QUOTAS);

    static final Limit PAGE_SIZE = Limit.of(1 << 20, "bytes that a query or a scan looks at for a page", QUOTAS);
    static final Limit BATCH_READS =
            Limit.of(100, "items of a batch that reads", "Amazon DynamoDB API Reference, BatchGetItem");
    static final Limit BATCH_READ_SIZE =
            Limit.of(16 << 20, "bytes that a batch reads", "Amazon DynamoDB API Reference, BatchGetItem");
    static final Limit BATCH_WRITES =
            Limit.of(25, "items of a batch that writes", "Amazon DynamoDB API Reference, BatchWriteItem");
    static final Limit TRANSACTION_SIZE = Limit.of(4 << 20, "bytes of a transaction", QUOTAS);
    static final Limit TOKEN_LIFE = Limit.of(
            10, "minutes that a transaction's token is known", "Amazon DynamoDB API Reference, TransactWriteItems");

    static final Limit STREAMS_PAGE =
            Limit.of(100, "streams per page", "Amazon DynamoDB Streams API Reference, ListStreams");
    static final Limit SHARDS_PAGE =
            Limit.of(100, "shards per page", "Amazon DynamoDB Streams API Reference, DescribeStream");
    static final Limit RECORDS_PAGE =
            Limit.of(1000, "records per page", "Amazon DynamoDB Streams API Reference, GetRecords");
    static final Limit RECORDS_PAGE_SIZE =
            Limit.of(1 << 20, "bytes of records per page", "Amazon DynamoDB Streams API Reference, GetRecords");

    static final Limit BACKUPS_PAGE = Limit.of(100, "backups per page", "Amazon DynamoDB API Reference, ListBackups");

    static final Limit INSIGHTS_PAGE =
            Limit.of(100, "contributor insights per page", "Amazon DynamoDB API Reference, ListContributorInsights");
    static final Limit POLICY_SIZE =
            Limit.of(20 * 1024, "bytes of a resource-based policy", "Amazon DynamoDB API Reference, PutResourcePolicy");
    static final Limit ACCOUNT_READS = Limit.of(80_000, "read units of all tables of an account and region", QUOTAS);
    static final Limit ACCOUNT_WRITES = Limit.of(80_000, "write units of all tables of an account and region", QUOTAS);
    static final Limit TABLE_READS = Limit.of(40_000, "read units of a table", QUOTAS);
    static final Limit TABLE_WRITES = Limit.of(40_000, "write units of a table", QUOTAS);

    static final Limit TRANSFERS_PAGE =
            Limit.of(25, "exports or imports per page", "Amazon DynamoDB API Reference, ListExports, ListImports");

    static final Limit DECREASES =
            Limit.of(4, "decreases of provisioned throughput in a UTC day before each hour has one", QUOTAS);

    static final Limit COLLECTION_SIZE =
            Limit.of(10L << 30, "bytes of the items with one hash key in a table with local indexes", QUOTAS);

    private DynamoDbLimits() {}
}
