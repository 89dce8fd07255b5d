package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import com.amazon.sqs.javamessaging.AmazonSQSExtendedClient;
import com.amazon.sqs.javamessaging.ExtendedClientConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** AWS's client that keeps large bodies in S3 [SQSX-1]. */
class ExtendedClientTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    @Test
    void aLargeBodyTravelsThroughABucket(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        SqsClient plain = world.client(SqsClient.builder());
        s3.createBucket(create -> create.bucket("bodies"));
        String url = plain.createQueue(create -> create.queueName("large")).queueUrl();
        try (AmazonSQSExtendedClient sqs = new AmazonSQSExtendedClient(
                plain, new ExtendedClientConfiguration().withPayloadSupportEnabled(s3, "bodies"))) {
            String body = "x".repeat(2_000_000);
            sqs.sendMessage(send -> send.queueUrl(url).messageBody(body));
            assertThat(s3.listObjectsV2(list -> list.bucket("bodies")).contents())
                    .singleElement()
                    .satisfies(object -> assertThat(object.size()).isEqualTo(2_000_000L));
            Message message = sqs.receiveMessage(receive -> receive.queueUrl(url))
                    .messages()
                    .getFirst();
            assertThat(message.body()).isEqualTo(body);
            sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
            assertThat(s3.listObjectsV2(list -> list.bucket("bodies")).contents())
                    .isEmpty();
        }
    }
}
