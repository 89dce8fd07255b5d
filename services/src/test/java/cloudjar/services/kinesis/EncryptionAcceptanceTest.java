package cloudjar.services.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.KmsDisabledException;
import software.amazon.awssdk.services.kinesis.model.KmsNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kms.KmsClient;

/** Records of streams that have a key in KMS. [KDS-9] */
class EncryptionAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String FIRST = "shardId-000000000000";

    private static void encrypt(TestStream stream, String key) {
        stream.kinesis().startStreamEncryption(start -> start.streamName("events")
                .encryptionType(EncryptionType.KMS)
                .keyId(key));
    }

    @Test
    void recordsAreSealedByTheKeyAndReadByWhoMayUseIt(TestWorld world) {
        TestStream stream = TestStream.of(world, 1);
        stream.put("k", "plain");
        KmsClient kms = world.client(KmsClient.builder());
        String key = kms.createKey().keyMetadata().keyId();
        encrypt(stream, key);
        assertThat(stream.put("k", "sealed").encryptionType()).isEqualTo(EncryptionType.KMS);
        assertThat(stream.read(FIRST, ShardIteratorType.TRIM_HORIZON).records())
                .extracting(TestStream::text)
                .containsExactly("plain", "sealed");
        assertThat(stream.read(FIRST, ShardIteratorType.TRIM_HORIZON).records())
                .extracting(Record::encryptionType)
                .containsExactly(null, EncryptionType.KMS);
        kms.disableKey(disable -> disable.keyId(key));
        world.clock().advance(Duration.ofMinutes(6));
        assertThatThrownBy(() -> stream.read(FIRST, ShardIteratorType.TRIM_HORIZON))
                .isInstanceOf(KmsDisabledException.class);
        assertThatThrownBy(() -> stream.put("k", "more")).isInstanceOf(KmsDisabledException.class);
        stream.kinesis().stopStreamEncryption(stop -> stop.streamName("events")
                .encryptionType(EncryptionType.KMS)
                .keyId(key));
        assertThat(stream.put("k", "plain again").encryptionType()).isNull();
    }

    @Test
    void aKeyThatIsNotThereIsRefused(TestWorld world) {
        TestStream stream = TestStream.of(world, 1);
        assertThatThrownBy(() -> encrypt(stream, "alias/none")).isInstanceOf(KmsNotFoundException.class);
        encrypt(stream, "alias/aws/kinesis");
        assertThat(stream.put("k", "by the account's own key").encryptionType()).isEqualTo(EncryptionType.KMS);
        assertThat(stream.all()).containsExactly("by the account's own key");
    }
}
