package cloudjar.services.sqs;

import cloudjar.kernel.limit.LimitProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be set on a queue.
 *
 * @param policy who may do what with the queue, JSON; null for nobody but its account
 * @param kmsMasterKeyId null where messages are not encrypted by KMS
 * @param fifo null for a standard queue
 */
record QueueAttributes(
        int delaySeconds,
        int maximumMessageSize,
        int messageRetentionPeriodSeconds,
        int receiveMessageWaitTimeSeconds,
        int visibilityTimeoutSeconds,
        @Nullable String policy,
        @Nullable RedrivePolicy redrivePolicy,
        @Nullable RedriveAllowPolicy redriveAllowPolicy,
        @Nullable String kmsMasterKeyId,
        int kmsDataKeyReusePeriodSeconds,
        boolean sqsManagedSseEnabled,
        @Nullable Fifo fifo) {
    /**
     * What only FIFO queues have.
     *
     * @param enforcedScope the scope with which the queue was created, which goes on deciding what is a duplicate after the
     *     attribute was changed (recorded: test_fifo_change_to_high_throughput_after_creation)
     */
    record Fifo(
            boolean contentBasedDeduplication,
            DeduplicationScope deduplicationScope,
            FifoThroughputLimit fifoThroughputLimit,
            DeduplicationScope enforcedScope) {}

    /** Among which messages a deduplication id is unique. */
    enum DeduplicationScope {
        QUEUE("queue"),
        MESSAGE_GROUP("messageGroup");

        private final String text;

        DeduplicationScope(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** For what the throughput quota holds. */
    enum FifoThroughputLimit {
        PER_QUEUE("perQueue"),
        PER_MESSAGE_GROUP_ID("perMessageGroupId");

        private final String text;

        FifoThroughputLimit(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What a standard queue has that sets nothing. */
    static QueueAttributes standard(LimitProfile limits) {
        return new QueueAttributes(
                0,
                SqsLimits.MESSAGE_SIZE_MAX.intIn(limits),
                SqsLimits.RETENTION_DEFAULT.intIn(limits),
                0,
                SqsLimits.VISIBILITY_TIMEOUT_DEFAULT.intIn(limits),
                null,
                null,
                null,
                null,
                SqsLimits.KMS_REUSE_DEFAULT.intIn(limits),
                true,
                null);
    }

    /** What a FIFO queue has that sets nothing else. */
    static QueueAttributes fifo(LimitProfile limits) {
        QueueAttributesEditor editor = new QueueAttributesEditor(standard(limits), limits);
        editor.fifo =
                new Fifo(false, DeduplicationScope.QUEUE, FifoThroughputLimit.PER_QUEUE, DeduplicationScope.QUEUE);
        return editor.toAttributes();
    }

    /** These attributes with another policy; null for none. */
    QueueAttributes withPolicy(@Nullable String changed, LimitProfile limits) {
        QueueAttributesEditor editor = new QueueAttributesEditor(this, limits);
        editor.policy = changed;
        return editor.toAttributes();
    }

    /** The attributes by AWS's names, in AWS's spelling; those that are not set are absent. */
    Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("VisibilityTimeout", Integer.toString(visibilityTimeoutSeconds));
        map.put("MaximumMessageSize", Integer.toString(maximumMessageSize));
        map.put("MessageRetentionPeriod", Integer.toString(messageRetentionPeriodSeconds));
        map.put("DelaySeconds", Integer.toString(delaySeconds));
        map.put("ReceiveMessageWaitTimeSeconds", Integer.toString(receiveMessageWaitTimeSeconds));
        if (policy != null) {
            map.put("Policy", policy);
        }
        if (redrivePolicy != null) {
            map.put("RedrivePolicy", redrivePolicy.toJson());
        }
        if (redriveAllowPolicy != null) {
            map.put("RedriveAllowPolicy", redriveAllowPolicy.toJson());
        }
        if (kmsMasterKeyId != null) {
            map.put("KmsMasterKeyId", kmsMasterKeyId);
            map.put("KmsDataKeyReusePeriodSeconds", Integer.toString(kmsDataKeyReusePeriodSeconds));
        }
        if (fifo != null) {
            map.put("FifoQueue", "true");
            map.put("ContentBasedDeduplication", Boolean.toString(fifo.contentBasedDeduplication));
            map.put("DeduplicationScope", fifo.deduplicationScope.toString());
            map.put("FifoThroughputLimit", fifo.fifoThroughputLimit.toString());
        }
        map.put("SqsManagedSseEnabled", Boolean.toString(sqsManagedSseEnabled));
        return map;
    }
}
