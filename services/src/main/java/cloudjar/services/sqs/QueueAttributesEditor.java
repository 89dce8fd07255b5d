package cloudjar.services.sqs;

import cloudjar.kernel.limit.LimitProfile;
import cloudjar.services.sqs.QueueAttributes.DeduplicationScope;
import cloudjar.services.sqs.QueueAttributes.Fifo;
import cloudjar.services.sqs.QueueAttributes.FifoThroughputLimit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes attributes as a caller asks for it, and refuses what AWS refuses. Used once, by one thread. */
final class QueueAttributesEditor {
    private final LimitProfile limits;
    private int delaySeconds;
    private int maximumMessageSize;
    private int messageRetentionPeriodSeconds;
    private int receiveMessageWaitTimeSeconds;
    private int visibilityTimeoutSeconds;

    @Nullable
    String policy;

    private @Nullable RedrivePolicy redrivePolicy;
    private @Nullable RedriveAllowPolicy redriveAllowPolicy;
    private @Nullable String kmsMasterKeyId;
    private int kmsDataKeyReusePeriodSeconds;
    private boolean sqsManagedSseEnabled;

    @Nullable
    Fifo fifo;

    QueueAttributesEditor(QueueAttributes before, LimitProfile limits) {
        this.limits = limits;
        delaySeconds = before.delaySeconds();
        maximumMessageSize = before.maximumMessageSize();
        messageRetentionPeriodSeconds = before.messageRetentionPeriodSeconds();
        receiveMessageWaitTimeSeconds = before.receiveMessageWaitTimeSeconds();
        visibilityTimeoutSeconds = before.visibilityTimeoutSeconds();
        policy = before.policy();
        redrivePolicy = before.redrivePolicy();
        redriveAllowPolicy = before.redriveAllowPolicy();
        kmsMasterKeyId = before.kmsMasterKeyId();
        kmsDataKeyReusePeriodSeconds = before.kmsDataKeyReusePeriodSeconds();
        sqsManagedSseEnabled = before.sqsManagedSseEnabled();
        fifo = before.fifo();
    }

    /**
     * The attributes of a queue to be created.
     *
     * @throws cloudjar.kernel.shape.ApiException InvalidAttributeName, InvalidAttributeValue or InvalidParameterValue
     */
    static QueueAttributes create(String name, Map<String, String> asked, LimitProfile limits) {
        String fifoQueue = asked.get("FifoQueue");
        boolean fifo = fifoQueue != null && bool(fifoQueue, "FifoQueue");
        if (fifoQueue != null && !fifo) {
            throw SqsErrors.unknownAttribute("FifoQueue");
        }
        QueueName.check(name, fifo, limits);
        QueueAttributes before = fifo ? QueueAttributes.fifo(limits) : QueueAttributes.standard(limits);
        QueueAttributes created = change(before, asked, limits);
        QueueAttributesEditor editor = new QueueAttributesEditor(created, limits);
        if (editor.fifo != null) {
            editor.fifo = new Fifo(
                    editor.fifo.contentBasedDeduplication(),
                    editor.fifo.deduplicationScope(),
                    editor.fifo.fifoThroughputLimit(),
                    editor.fifo.deduplicationScope());
        }
        return editor.toAttributes();
    }

    /**
     * The attributes after a change; those not named stay.
     *
     * @throws cloudjar.kernel.shape.ApiException InvalidAttributeName, InvalidAttributeValue or InvalidParameterValue
     */
    static QueueAttributes change(QueueAttributes before, Map<String, String> asked, LimitProfile limits) {
        QueueAttributesEditor editor = new QueueAttributesEditor(before, limits);
        asked.forEach(editor::apply);
        editor.checkEncryption(asked);
        editor.checkThroughput();
        return editor.toAttributes();
    }

    QueueAttributes toAttributes() {
        return new QueueAttributes(
                delaySeconds,
                maximumMessageSize,
                messageRetentionPeriodSeconds,
                receiveMessageWaitTimeSeconds,
                visibilityTimeoutSeconds,
                policy,
                redrivePolicy,
                redriveAllowPolicy,
                kmsMasterKeyId,
                kmsDataKeyReusePeriodSeconds,
                sqsManagedSseEnabled,
                fifo);
    }

    private void apply(String name, String value) {
        switch (name) {
            case "DelaySeconds" -> delaySeconds = number(name, value, 0, SqsLimits.DELAY_MAX.intIn(limits));
            case "MaximumMessageSize" ->
                maximumMessageSize = number(
                        name,
                        value,
                        SqsLimits.MESSAGE_SIZE_MIN.intIn(limits),
                        SqsLimits.MESSAGE_SIZE_MAX.intIn(limits));
            case "MessageRetentionPeriod" ->
                messageRetentionPeriodSeconds = number(
                        name, value, SqsLimits.RETENTION_MIN.intIn(limits), SqsLimits.RETENTION_MAX.intIn(limits));
            case "ReceiveMessageWaitTimeSeconds" ->
                receiveMessageWaitTimeSeconds = number(name, value, 0, SqsLimits.WAIT_TIME_MAX.intIn(limits));
            case "VisibilityTimeout" ->
                visibilityTimeoutSeconds = number(name, value, 0, SqsLimits.VISIBILITY_TIMEOUT_MAX.intIn(limits));
            case "Policy" -> policy = value.isEmpty() ? null : AccessPolicy.check(value, limits);
            case "RedrivePolicy" -> redrivePolicy = value.isEmpty() ? null : RedrivePolicy.parse(value, limits);
            case "RedriveAllowPolicy" ->
                redriveAllowPolicy = value.isEmpty() ? null : RedriveAllowPolicy.parse(value, limits);
            case "KmsMasterKeyId" -> kmsMasterKeyId = value.isEmpty() ? null : value;
            case "KmsDataKeyReusePeriodSeconds" ->
                kmsDataKeyReusePeriodSeconds = number(
                        name, value, SqsLimits.KMS_REUSE_MIN.intIn(limits), SqsLimits.KMS_REUSE_MAX.intIn(limits));
            case "SqsManagedSseEnabled" -> sqsManagedSseEnabled = bool(value, name);
            case "FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit" ->
                applyFifo(name, value);
            default -> throw SqsErrors.unknownAttribute(name);
        }
    }

    private void applyFifo(String name, String value) {
        Fifo now = fifo;
        if (now == null) {
            throw name.equals("FifoQueue") || name.equals("ContentBasedDeduplication")
                    ? SqsErrors.unknownAttribute(name)
                    : SqsErrors.onlyForFifo(name);
        }
        switch (name) {
            case "FifoQueue" -> {
                if (!bool(value, name)) {
                    throw SqsErrors.queueTypeNotModifiable();
                }
            }
            case "ContentBasedDeduplication" ->
                fifo = new Fifo(
                        bool(value, name), now.deduplicationScope(), now.fifoThroughputLimit(), now.enforcedScope());
            case "DeduplicationScope" ->
                fifo = new Fifo(
                        now.contentBasedDeduplication(),
                        choice(DeduplicationScope.values(), name, value),
                        now.fifoThroughputLimit(),
                        now.enforcedScope());
            default ->
                fifo = new Fifo(
                        now.contentBasedDeduplication(),
                        now.deduplicationScope(),
                        choice(FifoThroughputLimit.values(), name, value),
                        now.enforcedScope());
        }
    }

    /** Asking for one kind of encryption ends the other (recorded: test_set_queue_attributes_default_values). */
    private void checkEncryption(Map<String, String> asked) {
        boolean kmsAsked = asked.containsKey("KmsMasterKeyId") && kmsMasterKeyId != null;
        boolean sqsAsked = asked.containsKey("SqsManagedSseEnabled") && sqsManagedSseEnabled;
        if (kmsAsked && sqsAsked) {
            throw SqsErrors.oneEncryptionAtATime();
        }
        if (kmsAsked) {
            sqsManagedSseEnabled = false;
        } else if (sqsAsked) {
            kmsMasterKeyId = null;
        }
        if (kmsMasterKeyId == null) {
            kmsDataKeyReusePeriodSeconds = SqsLimits.KMS_REUSE_DEFAULT.intIn(limits);
        }
    }

    private void checkThroughput() {
        if (fifo != null
                && fifo.fifoThroughputLimit() == FifoThroughputLimit.PER_MESSAGE_GROUP_ID
                && fifo.deduplicationScope() == DeduplicationScope.QUEUE) {
            throw SqsErrors.throughputNeedsGroupScope();
        }
    }

    private static int number(String name, String value, int min, int max) {
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw SqsErrors.invalidAttributeValue(name);
        }
        if (number < min || number > max) {
            throw SqsErrors.invalidAttributeValue(name);
        }
        return number;
    }

    private static boolean bool(String value, String name) {
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        if (value.equalsIgnoreCase("false")) {
            return false;
        }
        throw SqsErrors.invalidAttributeValue(name);
    }

    private static <E extends Enum<E>> E choice(E[] choices, String name, String value) {
        for (E choice : choices) {
            if (choice.toString().equals(value)) {
                return choice;
            }
        }
        throw SqsErrors.invalidAttributeValue(name);
    }
}
