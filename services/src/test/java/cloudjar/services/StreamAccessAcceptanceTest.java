package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.CloudExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Streams where permissions are enforced, as AWS's SDK for Java meets them. */
class StreamAccessAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private static final String FIRST = "shardId-000000000000";

    private final People owner = People.in(CLOUD.cloud().mainWorld());
    private final People others = owner.others();

    /** [IAM-5] */
    @Test
    void aPolicyOfAStreamLetsAnotherAccountPutAndRead() {
        KinesisClient root = owner.root(KinesisClient.builder());
        root.createStream(create -> create.streamName("events").shardCount(1));
        String arn = root.describeStreamSummary(describe -> describe.streamName("events"))
                .streamDescriptionSummary()
                .streamARN();
        KinesisClient eve = others.user("eve", KinesisClient.builder());
        others.allow("eve", "kinesis:*", "*");
        assertThatThrownBy(() -> put(eve, arn))
                .isInstanceOf(KinesisException.class)
                .hasMessageContaining("is not authorized to perform: kinesis:PutRecord on resource: " + arn);
        root.putResourcePolicy(put -> put.resourceARN(arn).policy("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "%s"},
                         "Action": ["kinesis:PutRecord", "kinesis:GetShardIterator"], "Resource": "%s"}]}""".formatted(others.account(), arn)));
        put(eve, arn);
        String iterator = eve.getShardIterator(
                        get -> get.streamARN(arn).shardId(FIRST).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        assertThatThrownBy(() -> eve.getRecords(get -> get.shardIterator(iterator)))
                .as("an iterator is no permission to read")
                .hasMessageContaining("kinesis:GetRecords on resource: " + arn);
        assertThat(root.getRecords(get -> get.shardIterator(iterator)).records())
                .extracting(record -> record.data().asUtf8String())
                .containsExactly("from elsewhere");
    }

    private static void put(KinesisClient kinesis, String arn) {
        kinesis.putRecord(put -> put.streamARN(arn).partitionKey("k").data(SdkBytes.fromUtf8String("from elsewhere")));
    }
}
