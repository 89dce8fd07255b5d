package cloudjar.services.sqs;

import cloudjar.kernel.limit.Limit;

/**
 * SQS's quotas.
 *
 * <p>Each names the page that says it. The most receives before a dead-letter queue stand on no page of AWS's: they are what its
 * console takes, and what its own construct library checks.
 */
final class SqsLimits {
    private static final String API = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/";
    private static final String GUIDE = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/";
    private static final String MESSAGES = GUIDE + "quotas-messages.html";
    private static final String QUEUES = GUIDE + "quotas-queues.html";
    private static final String FIFO = GUIDE + "quotas-fifo.html";
    private static final String POLICIES = GUIDE + "quotas-policies.html";
    private static final String ATTRIBUTES = GUIDE + "sqs-message-metadata.html";
    private static final String CREATE_QUEUE = API + "API_CreateQueue.html";
    private static final String SEND_MESSAGE = API + "API_SendMessage.html";

    static final Limit DELAY_MAX = Limit.of(900, "seconds", MESSAGES);
    static final Limit VISIBILITY_TIMEOUT_MAX = Limit.of(43_200, "seconds", MESSAGES);
    static final Limit VISIBILITY_TIMEOUT_DEFAULT = Limit.of(30, "seconds", MESSAGES);
    static final Limit RETENTION_MIN = Limit.of(60, "seconds", MESSAGES);
    static final Limit RETENTION_MAX = Limit.of(1_209_600, "seconds", MESSAGES);
    static final Limit RETENTION_DEFAULT = Limit.of(345_600, "seconds", MESSAGES);
    static final Limit WAIT_TIME_MAX = Limit.of(20, "seconds", QUEUES);
    static final Limit MESSAGE_SIZE_MIN =
            Limit.of(1024, "bytes, the smallest limit a queue may set itself", CREATE_QUEUE);

    /** 1 MiB since August 2025; so says the description of MessageAttributeValue in SDKs since then. */
    static final Limit MESSAGE_SIZE_MAX =
            new Limit(1_048_576, 262_144, "bytes of a message, and of a whole batch", MESSAGES);

    static final Limit MESSAGE_ATTRIBUTES_MAX = Limit.of(10, "attributes per message", MESSAGES);
    static final Limit ATTRIBUTE_NAME_MAX = Limit.of(256, "characters", ATTRIBUTES);
    static final Limit ATTRIBUTE_TYPE_MAX = Limit.of(256, "characters", GUIDE + "sqs-message-attributes.html");
    static final Limit BATCH_ENTRIES_MAX = Limit.of(10, "entries per batch", MESSAGES);
    static final Limit BATCH_ENTRY_ID_MAX = Limit.of(80, "characters", MESSAGES);
    static final Limit RECEIVED_MESSAGES_MAX = Limit.of(10, "messages per call", API + "API_ReceiveMessage.html");
    static final Limit IN_FLIGHT_STANDARD_MAX = Limit.of(120_000, "messages per standard queue", QUEUES);

    /** 120,000 since November 2024. */
    static final Limit IN_FLIGHT_FIFO_MAX = new Limit(120_000, 20_000, "messages per FIFO queue", FIFO);

    static final Limit QUEUE_NAME_MAX = Limit.of(80, "characters", QUEUES);
    static final Limit QUEUE_TAGS_MAX = Limit.of(50, "tags per queue", QUEUES);
    static final Limit LISTED_QUEUES_MAX = Limit.of(1000, "queues per page", QUEUES);

    /** The pages on redrive policies name no bound; AWS's knowledge centre does. */
    static final Limit MAX_RECEIVE_COUNT_MAX =
            Limit.of(1000, "receives", "https://repost.aws/knowledge-center/sqs-dead-letter-queue");

    static final Limit REDRIVE_ALLOW_SOURCES_MAX = Limit.of(10, "queues", CREATE_QUEUE);
    static final Limit POLICY_SIZE_MAX = Limit.of(8192, "bytes", POLICIES);
    static final Limit POLICY_STATEMENTS_MAX = Limit.of(20, "statements per policy", POLICIES);
    static final Limit POLICY_ACTIONS_MAX = Limit.of(7, "actions per statement", POLICIES);
    static final Limit KMS_REUSE_MIN = Limit.of(60, "seconds", CREATE_QUEUE);
    static final Limit KMS_REUSE_MAX = Limit.of(86_400, "seconds", CREATE_QUEUE);
    static final Limit KMS_REUSE_DEFAULT = Limit.of(300, "seconds", CREATE_QUEUE);
    static final Limit GROUP_ID_MAX = Limit.of(128, "characters", MESSAGES);
    static final Limit DEDUPLICATION_INTERVAL = Limit.of(300, "seconds", SEND_MESSAGE);
    static final Limit PURGE_INTERVAL = Limit.of(60, "seconds", API + "API_PurgeQueue.html");
    static final Limit RECENTLY_DELETED = Limit.of(60, "seconds", CREATE_QUEUE);
    static final Limit MOVE_TASK_RATE_MAX = Limit.of(500, "messages per second", API + "API_StartMessageMoveTask.html");
    static final Limit MOVE_TASKS_LISTED_MAX = Limit.of(10, "tasks", API + "API_ListMessageMoveTasks.html");

    private SqsLimits() {}
}
