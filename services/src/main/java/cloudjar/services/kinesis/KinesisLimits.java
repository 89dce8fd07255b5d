package cloudjar.services.kinesis;

import cloudjar.kernel.limit.Limit;

/** The quotas of Kinesis Data Streams. */
final class KinesisLimits {
    private static final String QUOTAS = "https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html";
    private static final String API = "https://docs.aws.amazon.com/kinesis/latest/APIReference/";

    static final Limit SHARDS = Limit.of(20_000, "shards of provisioned streams per account and region", QUOTAS);
    static final Limit ON_DEMAND_STREAMS = Limit.of(50, "on-demand streams per account and region", QUOTAS);
    static final Limit ON_DEMAND_SHARDS = Limit.of(4, "shards of a new on-demand stream", QUOTAS);
    static final Limit RECORD_KIB = Limit.of(1024, "KiB of a record, where a stream says nothing else", QUOTAS);
    static final Limit BATCH_RECORDS = Limit.of(500, "records of PutRecords", API + "API_PutRecords.html");
    static final Limit BATCH_BYTES =
            Limit.of(10 * 1024 * 1024, "bytes of PutRecords, partition keys included", API + "API_PutRecords.html");
    static final Limit READ_RECORDS = Limit.of(10_000, "records of GetRecords", API + "API_GetRecords.html");
    static final Limit READ_BYTES = Limit.of(10 * 1024 * 1024, "bytes of GetRecords", API + "API_GetRecords.html");
    static final Limit RETENTION_MIN = Limit.of(24, "hours that records are kept at least", QUOTAS);
    static final Limit RETENTION_MAX = new Limit(8760, 168, "hours that records are kept at most", QUOTAS);
    static final Limit CONSUMERS = Limit.of(20, "consumers per stream", QUOTAS);
    static final Limit SUBSCRIPTION_MINUTES =
            Limit.of(5, "minutes of a subscription to a shard", API + "API_SubscribeToShard.html");
    static final Limit PUSHED_BYTES =
            Limit.of(2 * 1024 * 1024, "bytes per second pushed from a shard to a consumer", QUOTAS);
    static final Limit SHARD_WRITE_BYTES = Limit.of(1024 * 1024, "bytes per second into a shard", QUOTAS);
    static final Limit SHARD_WRITE_RECORDS = Limit.of(1_000, "records per second into a shard", QUOTAS);
    static final Limit SHARD_READ_BYTES = Limit.of(2 * 1024 * 1024, "bytes per second out of a shard", QUOTAS);
    static final Limit SHARD_READS = Limit.of(5, "calls of GetRecords per second and shard", QUOTAS);
    static final Limit RESHARDINGS = Limit.of(10, "calls of UpdateShardCount a day and stream", QUOTAS);
    static final Limit MODE_SWITCHES = Limit.of(2, "changes of the mode a day and stream", QUOTAS);
    static final Limit TAGS = new Limit(50, 50, "tags per stream or consumer", QUOTAS);
    static final Limit POLICY_BYTES =
            Limit.of(20 * 1024, "bytes of a resource policy", API + "API_PutResourcePolicy.html");

    private KinesisLimits() {}
}
