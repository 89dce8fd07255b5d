package cloudjar.services.sns;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.json.Json;
import cloudjar.services.Services;
import cloudjar.services.sns.Receiver.Post;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Web endpoints as subscribers [SNS-2]: they agree first, and messages are tried again for them by the world's clock. */
class WebDeliveryTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private Receiver receiver;
    private SnsClient sns;
    private String topic;

    @BeforeEach
    void open(TestWorld world) throws IOException {
        receiver = new Receiver();
        sns = world.client(SnsClient.builder());
        topic = sns.createTopic(create -> create.name("web")).topicArn();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private static String member(Post post, String name) {
        return Objects.requireNonNull(
                Json.string(Json.object(post.body()).orElseThrow(), name), "no " + name + " in " + post.body());
    }

    private static String get(String url) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** Subscribes and agrees; returns the subscription's ARN. */
    private String subscribe(Map<String, String> attributes) throws InterruptedException {
        String arn = sns.subscribe(subscribe -> subscribe
                        .topicArn(topic)
                        .protocol("http")
                        .endpoint(receiver.url())
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
        String token = member(receiver.next(), "Token");
        sns.confirmSubscription(confirm -> confirm.topicArn(topic).token(token));
        return arn;
    }

    @Test
    void anEndpointAgreesByVisitingTheLink() throws Exception {
        assertThat(sns.subscribe(subscribe ->
                                subscribe.topicArn(topic).protocol("http").endpoint(receiver.url()))
                        .subscriptionArn())
                .isEqualTo("pending confirmation");
        Post asked = receiver.next();
        assertThat(asked.headers().getFirst("x-amz-sns-message-type")).isEqualTo("SubscriptionConfirmation");
        assertThat(asked.headers().getFirst("x-amz-sns-topic-arn")).isEqualTo(topic);
        assertThat(asked.headers().getFirst("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
        assertThat(sns.listSubscriptionsByTopic(list -> list.topicArn(topic)).subscriptions())
                .singleElement()
                .satisfies(subscription ->
                        assertThat(subscription.subscriptionArn()).isEqualTo("PendingConfirmation"));

        assertThat(get(member(asked, "SubscribeURL"))).contains("<SubscriptionArn>" + topic + ":");
        sns.publish(publish -> publish.topicArn(topic).message("hello").subject("greeting"));

        Post got = receiver.next();
        assertThat(got.headers().getFirst("x-amz-sns-message-type")).isEqualTo("Notification");
        assertThat(got.headers().getFirst("x-amz-sns-subscription-arn")).startsWith(topic + ":");
        assertThat(member(got, "Message")).isEqualTo("hello");
        assertThat(member(got, "Subject")).isEqualTo("greeting");

        get(member(got, "UnsubscribeURL"));
        Post told = receiver.next();
        assertThat(member(told, "Type")).isEqualTo("UnsubscribeConfirmation");
        assertThat(sns.listSubscriptionsByTopic(list -> list.topicArn(topic)).subscriptions())
                .isEmpty();
        get(member(told, "SubscribeURL"));
        assertThat(sns.listSubscriptionsByTopic(list -> list.topicArn(topic)).subscriptions())
                .hasSize(1);
    }

    @Test
    void theSignatureCanBeCheckedWithTheCertificateThatWeServe() throws Exception {
        subscribe(Map.of());
        sns.publish(publish -> publish.topicArn(topic).message("signed").subject("s"));
        assertThat(Signatures.isGood(receiver.next().body())).isTrue();
        sns.setTopicAttributes(
                set -> set.topicArn(topic).attributeName("SignatureVersion").attributeValue("2"));
        sns.publish(publish -> publish.topicArn(topic).message("signed again"));
        String body = receiver.next().body();
        assertThat(body).contains("\"SignatureVersion\" : \"2\"");
        assertThat(Signatures.isGood(body)).isTrue();
        assertThat(Signatures.isGood(body.replace("signed again", "forged"))).isFalse();
    }

    @Test
    void rawMessagesComeWithoutEnvelope() throws Exception {
        subscribe(Map.of(
                "RawMessageDelivery",
                "true",
                "DeliveryPolicy",
                "{\"requestPolicy\":{\"headerContentType\":\"text/csv\"}}"));
        sns.publish(publish -> publish.topicArn(topic).message("a,b"));
        Post got = receiver.next();
        assertThat(got.body()).isEqualTo("a,b");
        assertThat(got.headers().getFirst("x-amz-sns-rawdelivery")).isEqualTo("true");
        assertThat(got.headers().getFirst("Content-Type")).isEqualTo("text/csv");
    }

    @Test
    void aFailedDeliveryIsTriedAgainInTheTimesOfItsPolicyAndThenGoesToTheDeadLetterQueue(TestWorld world)
            throws Exception {
        SqsClient sqs = world.client(SqsClient.builder());
        String queue = sqs.createQueue(create -> create.queueName("dead")).queueUrl();
        world.clock().freeze();
        subscribe(Map.of(
                "DeliveryPolicy",
                "{\"healthyRetryPolicy\":{\"numRetries\":3,\"numNoDelayRetries\":1,\"minDelayTarget\":10,"
                        + "\"maxDelayTarget\":100,\"numMinDelayRetries\":1,\"numMaxDelayRetries\":1}}",
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\"}"));
        receiver.answer(500, 503, 429, 500);
        sns.publish(publish -> publish.topicArn(topic).message("again"));
        receiver.next();
        receiver.next();
        world.clock().advance(Duration.ofSeconds(9));
        assertThat(receiver.isEmpty()).isTrue();
        world.clock().advance(Duration.ofSeconds(1));
        receiver.next();
        world.clock().advance(Duration.ofSeconds(100));
        receiver.next();
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(20))
                        .messages())
                .singleElement()
                .satisfies(dead -> assertThat(dead.body()).contains("\"Message\" : \"again\""));
        assertThat(receiver.isEmpty()).isTrue();
    }

    @Test
    void whatAnEndpointRefusesIsNotTriedAgain(TestWorld world) throws Exception {
        SqsClient sqs = world.client(SqsClient.builder());
        String queue = sqs.createQueue(create -> create.queueName("dead")).queueUrl();
        subscribe(Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\"}"));
        receiver.answer(403);
        sns.publish(publish -> publish.topicArn(topic).message("no"));
        receiver.next();
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(20))
                        .messages())
                .hasSize(1);
    }

    @Test
    void aThrottledEndpointGetsSoManyASecond(TestWorld world) throws Exception {
        world.clock().freeze();
        subscribe(Map.of("DeliveryPolicy", "{\"throttlePolicy\":{\"maxReceivesPerSecond\":2}}"));
        for (int i = 0; i < 3; i++) {
            String message = "m" + i;
            sns.publish(publish -> publish.topicArn(topic).message(message));
        }
        receiver.next();
        assertThat(receiver.isEmpty()).isTrue();
        world.clock().advance(Duration.ofMillis(500));
        receiver.next();
        world.clock().advance(Duration.ofMillis(500));
        receiver.next();
    }
}
