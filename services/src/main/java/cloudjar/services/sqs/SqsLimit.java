package cloudjar.services.sqs;

import cloudjar.kernel.limit.Limit;

/** Every quota of SQS, once: what AWS has today, what it had in the older notes, the unit and where it was learnt. */
enum SqsLimit {
    DELAY_MAX(900, 900, "s", Source.MESSAGE_QUOTAS),
    VISIBILITY_TIMEOUT_MAX(43_200, 43_200, "s", Source.MESSAGE_QUOTAS),
    VISIBILITY_TIMEOUT_DEFAULT(30, 30, "s", Source.CREATE_QUEUE),
    RETENTION_MIN(60, 60, "s", Source.MESSAGE_QUOTAS),
    RETENTION_MAX(1_209_600, 1_209_600, "s", Source.MESSAGE_QUOTAS),
    RETENTION_DEFAULT(345_600, 345_600, "s", Source.MESSAGE_QUOTAS),
    WAIT_TIME_MAX(20, 20, "s", Source.QUEUE_QUOTAS),
    MESSAGE_SIZE_MIN(1024, 1024, "byte", Source.CREATE_QUEUE),
    /** 1 MiB since August 2025; also the default of a queue's own limit and the limit of a whole batch. */
    MESSAGE_SIZE_MAX(1_048_576, 262_144, "byte", Source.MESSAGE_QUOTAS),
    MESSAGE_ATTRIBUTES_MAX(10, 10, "attribute", Source.MESSAGE_QUOTAS),
    ATTRIBUTE_NAME_MAX(256, 256, "character", Source.SEND_MESSAGE),
    ATTRIBUTE_TYPE_MAX(256, 256, "character", Source.SEND_MESSAGE),
    BATCH_ENTRIES_MAX(10, 10, "entry", Source.MESSAGE_QUOTAS),
    BATCH_ENTRY_ID_MAX(80, 80, "character", Source.MESSAGE_QUOTAS),
    RECEIVED_MESSAGES_MAX(10, 10, "message", Source.RECEIVE_MESSAGE),
    IN_FLIGHT_STANDARD_MAX(120_000, 120_000, "message", Source.QUEUE_QUOTAS),
    /** 120,000 since November 2024. */
    IN_FLIGHT_FIFO_MAX(120_000, 20_000, "message", Source.QUEUE_QUOTAS),
    QUEUE_NAME_MAX(80, 80, "character", Source.QUEUE_QUOTAS),
    QUEUE_TAGS_MAX(50, 50, "tag", Source.QUEUE_QUOTAS),
    LISTED_QUEUES_MAX(1000, 1000, "queue", Source.LIST_QUEUES),
    MAX_RECEIVE_COUNT_MAX(1000, 1000, "receive", Source.CREATE_QUEUE),
    REDRIVE_ALLOW_SOURCES_MAX(10, 10, "queue", Source.CREATE_QUEUE),
    POLICY_SIZE_MAX(8192, 8192, "byte", Source.POLICY_QUOTAS),
    POLICY_STATEMENTS_MAX(20, 20, "statement", Source.POLICY_QUOTAS),
    POLICY_ACTIONS_MAX(7, 7, "action", Source.POLICY_QUOTAS),
    KMS_REUSE_MIN(60, 60, "s", Source.CREATE_QUEUE),
    KMS_REUSE_MAX(86_400, 86_400, "s", Source.CREATE_QUEUE),
    KMS_REUSE_DEFAULT(300, 300, "s", Source.CREATE_QUEUE),
    GROUP_ID_MAX(128, 128, "character", Source.SEND_MESSAGE),
    DEDUPLICATION_INTERVAL(300, 300, "s", Source.SEND_MESSAGE),
    PURGE_INTERVAL(60, 60, "s", Source.API + "API_PurgeQueue.html"),
    RECENTLY_DELETED(60, 60, "s", Source.API + "API_DeleteQueue.html"),
    MOVE_TASK_RATE_MAX(500, 500, "message/s", Source.API + "API_StartMessageMoveTask.html"),
    MOVE_TASKS_LISTED_MAX(10, 10, "task", Source.API + "API_ListMessageMoveTasks.html");

    private final int current;
    private final int notes;
    private final String unit;
    private final String source;

    SqsLimit(int current, int notes, String unit, String source) {
        this.current = current;
        this.notes = notes;
        this.unit = unit;
        this.source = source;
    }

    /** The quota. */
    Limit limit() {
        return new Limit(current, notes, unit, source);
    }

    /** AWS's pages, read in November 2026. */
    private static final class Source {
        static final String API = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/";
        static final String GUIDE = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/";
        static final String MESSAGE_QUOTAS = GUIDE + "quotas-messages.html";
        static final String QUEUE_QUOTAS = GUIDE + "quotas-queues.html";
        static final String POLICY_QUOTAS = GUIDE + "quotas-policies.html";
        static final String CREATE_QUEUE = API + "API_CreateQueue.html";
        static final String SEND_MESSAGE = API + "API_SendMessage.html";
        static final String RECEIVE_MESSAGE = API + "API_ReceiveMessage.html";
        static final String LIST_QUEUES = API + "API_ListQueues.html";
    }
}
