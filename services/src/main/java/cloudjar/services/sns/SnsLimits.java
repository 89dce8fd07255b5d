package cloudjar.services.sns;

import cloudjar.kernel.limit.Limit;

/** SNS's quotas. */
final class SnsLimits {
    private static final String API = "https://docs.aws.amazon.com/sns/latest/api/";
    private static final String GUIDE = "https://docs.aws.amazon.com/sns/latest/dg/";
    private static final String QUOTAS = "https://docs.aws.amazon.com/general/latest/gr/sns.html";
    private static final String FILTERS = GUIDE + "subscription-filter-policy-constraints.html";
    private static final String RETRIES = GUIDE + "sns-message-delivery-retries.html";

    static final Limit TOPICS_MAX = Limit.of(100_000, "standard topics per account", QUOTAS);
    static final Limit FIFO_TOPICS_MAX = Limit.of(1000, "FIFO topics per account", QUOTAS);
    static final Limit SUBSCRIPTIONS_MAX =
            new Limit(12_500_000, 10_000_000, "subscriptions per standard topic", QUOTAS);
    static final Limit FIFO_SUBSCRIPTIONS_MAX = Limit.of(100, "subscriptions per FIFO topic", QUOTAS);
    static final Limit TOPIC_NAME_MAX = Limit.of(256, "characters", API + "API_CreateTopic.html");
    static final Limit DISPLAY_NAME_MAX = Limit.of(100, "characters", API + "API_SetTopicAttributes.html");
    static final Limit SUBJECT_MAX = Limit.of(100, "characters", API + "API_Publish.html");
    static final Limit MESSAGE_SIZE_MAX = Limit.of(262_144, "bytes of a message, and of a batch", QUOTAS);
    static final Limit BATCH_ENTRIES_MAX = Limit.of(10, "entries per batch", API + "API_PublishBatch.html");
    static final Limit BATCH_ENTRY_ID_MAX = Limit.of(80, "characters", API + "API_PublishBatchRequestEntry.html");
    static final Limit ATTRIBUTE_NAME_MAX = Limit.of(256, "characters", GUIDE + "sns-message-attributes.html");
    static final Limit FIFO_ID_MAX = Limit.of(128, "characters", API + "API_Publish.html");
    static final Limit LISTED_MAX = Limit.of(100, "topics, subscriptions, applications or endpoints per page", API);
    static final Limit TAGS_MAX = Limit.of(50, "tags per topic", GUIDE + "sns-tags.html");
    static final Limit POLICY_SIZE_MAX = Limit.of(30_720, "bytes", QUOTAS);
    static final Limit POLICY_STATEMENTS_MAX =
            Limit.of(100, "statements per policy", GUIDE + "sns-access-policy-language-using-iam.html");
    static final Limit FILTER_KEYS_MAX = Limit.of(5, "keys per filter policy", FILTERS);
    static final Limit FILTER_COMBINATIONS_MAX = Limit.of(150, "combinations of values", FILTERS);
    static final Limit FILTER_SIZE_MAX = Limit.of(262_144, "bytes", FILTERS);
    static final Limit FILTERS_PER_TOPIC_MAX = Limit.of(200, "filter policies per topic", FILTERS);
    static final Limit DATA_PROTECTION_SIZE_MAX = Limit.of(30_720, "bytes", API + "API_PutDataProtectionPolicy.html");
    static final Limit DEDUPLICATION_INTERVAL = Limit.of(300, "seconds", GUIDE + "fifo-message-dedup.html");
    static final Limit DATA_KEY_REUSE = Limit.of(300, "seconds", GUIDE + "sns-key-management.html");
    static final Limit TOKEN_VALIDITY = Limit.of(2, "days", API + "API_Subscribe.html");
    static final Limit ARCHIVE_DAYS_MAX = Limit.of(365, "days", GUIDE + "fifo-message-archiving-replay.html");
    static final Limit RETRIES_MAX = Limit.of(100, "retries", RETRIES);
    static final Limit RETRY_TIME_MAX = Limit.of(3600, "seconds of all retries together", RETRIES);
    static final Limit USER_DATA_MAX = Limit.of(2048, "bytes", API + "API_CreatePlatformEndpoint.html");
    static final Limit SMS_SIZE_MAX = Limit.of(1600, "characters", API + "API_Publish.html");
    static final Limit SANDBOX_NUMBERS_MAX = Limit.of(10, "phone numbers", GUIDE + "sns-sms-sandbox.html");

    /** Ours: what is kept for looking at. */
    static final Limit OUTBOX_MAX = Limit.of(10_000, "e-mails, text messages and pushes kept to be looked at", GUIDE);

    private SnsLimits() {}
}
