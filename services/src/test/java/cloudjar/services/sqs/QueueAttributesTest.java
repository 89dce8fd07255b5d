package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.sqs.InvalidAttributeName;
import cloudjar.api.sqs.InvalidAttributeValue;
import cloudjar.api.sqs.InvalidParameterValueException;
import cloudjar.kernel.limit.LimitProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueAttributesTest {
    private static final LimitProfile LIMITS = LimitProfile.CURRENT;

    private static QueueAttributes create(Map<String, String> asked) {
        return QueueAttributesEditor.create("q", asked, LIMITS);
    }

    /** Recorded: test_set_queue_attributes_default_values. [SQS-3], [SQS-8] */
    @Test
    void aStandardQueueHasTheDefaultsOfAws() {
        assertThat(create(Map.of()).toMap())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "DelaySeconds", "0",
                        "MaximumMessageSize", "1048576",
                        "MessageRetentionPeriod", "345600",
                        "ReceiveMessageWaitTimeSeconds", "0",
                        "SqsManagedSseEnabled", "true",
                        "VisibilityTimeout", "30"));
    }

    /** [SQS-4] */
    @Test
    void theOlderProfileHasSmallerMessages() {
        LimitProfile notes = LimitProfile.NOTES;
        assertThat(QueueAttributesEditor.create("q", Map.of(), notes).maximumMessageSize())
                .isEqualTo(262_144);
    }

    @ParameterizedTest
    @CsvSource({
        "DelaySeconds, 901",
        "DelaySeconds, -1",
        "DelaySeconds, x",
        "MaximumMessageSize, 1023",
        "MaximumMessageSize, 1048577",
        "MessageRetentionPeriod, 59",
        "MessageRetentionPeriod, 1209601",
        "ReceiveMessageWaitTimeSeconds, 21",
        "VisibilityTimeout, 43201",
        "KmsDataKeyReusePeriodSeconds, 59",
        "SqsManagedSseEnabled, maybe",
        "Policy, text",
    })
    void valuesOutOfRangeAreRefused(String name, String value) {
        assertThatThrownBy(() -> create(Map.of(name, value)))
                .isInstanceOf(InvalidAttributeValue.class)
                .hasMessage("Invalid value for the parameter " + name + ".");
    }

    @ParameterizedTest
    @CsvSource({"Foobar", "QueueArn", "CreatedTimestamp", "ApproximateNumberOfMessages", "ContentBasedDeduplication"})
    void whatCannotBeSetIsUnknown(String name) {
        assertThatThrownBy(() -> create(Map.of(name, "true")))
                .isInstanceOf(InvalidAttributeName.class)
                .hasMessage("Unknown Attribute " + name + ".");
    }

    @Test
    void aStandardQueueHasNoFifoAttributes() {
        assertThatThrownBy(() -> create(Map.of("FifoQueue", "false"))).hasMessage("Unknown Attribute FifoQueue.");
        assertThatThrownBy(() -> create(Map.of("DeduplicationScope", "queue")))
                .hasMessage("You can specify the DeduplicationScope only when FifoQueue is set to true.");
    }

    @Test
    void aFifoQueueKeepsItsType() {
        QueueAttributes fifo = QueueAttributesEditor.create("q.fifo", Map.of("FifoQueue", "True"), LIMITS);
        QueueAttributesEditor.change(fifo, Map.of("FifoQueue", "true"), LIMITS);
        assertThatThrownBy(() -> QueueAttributesEditor.change(fifo, Map.of("FifoQueue", "false"), LIMITS))
                .isInstanceOf(InvalidAttributeValue.class)
                .hasMessage(
                        "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.");
    }

    @ParameterizedTest
    @CsvSource({"q.fifo, false", "q, true", "a/b, false", "'', false", ".fifo, true", "a b.fifo, true"})
    void namesMustFitTheType(String name, boolean fifo) {
        Map<String, String> asked = fifo ? Map.of("FifoQueue", "true") : Map.of();
        assertThatThrownBy(() -> QueueAttributesEditor.create(name, asked, LIMITS))
                .isInstanceOf(InvalidParameterValueException.class);
    }

    /** Recorded: test_set_queue_attributes_default_values. [SQS-20] */
    @Test
    void oneKindOfEncryptionEndsTheOther() {
        QueueAttributes kms = QueueAttributesEditor.change(
                create(Map.of()), Map.of("KmsMasterKeyId", "key", "KmsDataKeyReusePeriodSeconds", "6000"), LIMITS);
        assertThat(kms.toMap())
                .containsEntry("SqsManagedSseEnabled", "false")
                .containsEntry("KmsDataKeyReusePeriodSeconds", "6000");
        QueueAttributes none = QueueAttributesEditor.change(kms, Map.of("KmsMasterKeyId", ""), LIMITS);
        assertThat(none.toMap())
                .containsEntry("SqsManagedSseEnabled", "false")
                .doesNotContainKeys("KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds");
        assertThatThrownBy(() -> create(Map.of("KmsMasterKeyId", "key", "SqsManagedSseEnabled", "true")))
                .isInstanceOf(InvalidAttributeName.class)
                .hasMessage(
                        "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS"
                                + " SSE or SQS SSE.");
    }
}
