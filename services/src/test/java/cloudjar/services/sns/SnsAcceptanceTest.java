package cloudjar.services.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** AWS's SDK for Java. The codes in brackets are those of the checks that a test proves. */
class SnsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private SnsClient sns;
    private SqsClient sqs;

    @BeforeEach
    void open(TestWorld world) {
        sns = world.client(SnsClient.builder());
        sqs = world.client(SqsClient.builder());
    }

    private static String queueArn(String queue) {
        return "arn:aws:sqs:us-east-1:000000000000:" + queue;
    }

    private String topic(String name) {
        return sns.createTopic(create -> create.name(name)).topicArn();
    }

    /** A queue that subscribes; returns its URL. */
    private String subscriber(String topic, String queue, Map<String, String> attributes) {
        String url = sqs.createQueue(create -> create.queueName(queue)).queueUrl();
        sns.subscribe(subscribe -> subscribe
                .topicArn(topic)
                .protocol("sqs")
                .endpoint(queueArn(queue))
                .attributes(attributes));
        return url;
    }

    private List<Message> receive(String url) {
        return sqs.receiveMessage(receive -> receive.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private List<String> bodies(String url) {
        return receive(url).stream().map(Message::body).toList();
    }

    /** [SNS-3], [SNS-4] */
    @Test
    void eachQueueThatSubscribesGetsEachMessageAndLaterOnesGetNothingOfBefore() {
        String topic = topic("fan");
        sns.publish(publish -> publish.topicArn(topic).message("nobody hears this"));
        String one = subscriber(topic, "one", Map.of("RawMessageDelivery", "true"));
        String two = subscriber(topic, "two", Map.of("RawMessageDelivery", "true"));
        sns.publish(publish -> publish.topicArn(topic).message("first"));
        sns.publish(publish -> publish.topicArn(topic).message("second"));
        assertThat(bodies(one)).containsExactly("first", "second");
        assertThat(bodies(two)).containsExactly("first", "second");
    }

    /** [SNS-5] */
    @Test
    void aQueueGetsTheEnvelopeInTheOrderOfAws() throws Exception {
        String topic = topic("envelope");
        String url = subscriber(topic, "q", Map.of());
        String id = sns.publish(publish -> publish.topicArn(topic)
                        .message("say \"hé\"")
                        .subject("s")
                        .messageAttributes(Map.of(
                                "n",
                                MessageAttributeValue.builder()
                                        .dataType("Number")
                                        .stringValue("1")
                                        .build())))
                .messageId();
        String body = bodies(url).getFirst();
        assertThat(body.lines().map(line -> line.strip().split(" : ")[0]))
                .containsExactly(
                        "{",
                        "\"Type\"",
                        "\"MessageId\"",
                        "\"TopicArn\"",
                        "\"Subject\"",
                        "\"Message\"",
                        "\"Timestamp\"",
                        "\"SignatureVersion\"",
                        "\"Signature\"",
                        "\"SigningCertURL\"",
                        "\"UnsubscribeURL\"",
                        "\"MessageAttributes\"",
                        "\"n\"",
                        "}",
                        "}");
        assertThat(body)
                .contains("\"MessageId\" : \"" + id + "\"")
                .contains("\"Message\" : \"say \\\"hé\\\"\"")
                .contains("\"n\" : {\"Type\":\"Number\",\"Value\":\"1\"}");
        assertThat(Signatures.isGood(body)).isTrue();
    }

    @Test
    void rawMessagesKeepTheirAttributes() {
        String topic = topic("raw");
        String url = subscriber(topic, "q", Map.of("RawMessageDelivery", "true"));
        sns.publish(publish -> publish.topicArn(topic)
                .message("plain")
                .messageAttributes(Map.of(
                        "b",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2}))
                                .build())));
        Message got = receive(url).getFirst();
        assertThat(got.body()).isEqualTo("plain");
        assertThat(Objects.requireNonNull(got.messageAttributes().get("b"))
                        .binaryValue()
                        .asByteArray())
                .containsExactly(1, 2);
    }

    /** [SNS-7] */
    @Test
    void aFilterPolicyLetsThroughWhatFitsAllOfItsKeys() {
        String topic = topic("filtered");
        String url = subscriber(
                topic,
                "q",
                Map.of(
                        "RawMessageDelivery",
                        "true",
                        "FilterPolicy",
                        "{\"kind\":[\"order\",{\"prefix\":\"x-\"}],\"price\":[{\"numeric\":[\">=\",10]}]}"));
        publish(topic, "both", "order", "12.5");
        publish(topic, "prefixed", "x-y", "10");
        publish(topic, "cheap", "order", "9.99");
        publish(topic, "other", "offer", "99");
        sns.publish(publish -> publish.topicArn(topic).message("none"));
        assertThat(bodies(url)).containsExactly("both", "prefixed");
    }

    private void publish(String topic, String message, String kind, String price) {
        sns.publish(publish -> publish.topicArn(topic)
                .message(message)
                .messageAttributes(Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(kind)
                                .build(),
                        "price",
                        MessageAttributeValue.builder()
                                .dataType("Number")
                                .stringValue(price)
                                .build())));
    }

    @Test
    void aFilterPolicyMayLookIntoTheBody() {
        String topic = topic("body");
        String url = subscriber(
                topic,
                "q",
                Map.of(
                        "RawMessageDelivery",
                        "true",
                        "FilterPolicyScope",
                        "MessageBody",
                        "FilterPolicy",
                        "{\"order\":{\"to\":[{\"cidr\":\"10.0.0.0/8\"}]},\"$or\":[{\"a\":[1]},{\"b\":[{\"exists\":false}]}]}"));
        for (String body : List.of(
                "{\"order\":{\"to\":\"10.1.2.3\"},\"a\":1,\"b\":2}",
                "{\"order\":{\"to\":\"10.1.2.4\"}}",
                "{\"order\":{\"to\":\"11.1.2.3\"},\"a\":1}",
                "{\"order\":{\"to\":\"10.1.2.3\"},\"a\":2,\"b\":2}",
                "no JSON")) {
            sns.publish(publish -> publish.topicArn(topic).message(body));
        }
        assertThat(bodies(url))
                .containsExactly(
                        "{\"order\":{\"to\":\"10.1.2.3\"},\"a\":1,\"b\":2}", "{\"order\":{\"to\":\"10.1.2.4\"}}");
    }

    @Test
    void whatNoQueueTakesGoesToTheDeadLetterQueue() {
        String topic = topic("dead");
        String dead = sqs.createQueue(create -> create.queueName("dead")).queueUrl();
        sns.subscribe(subscribe -> subscribe
                .topicArn(topic)
                .protocol("sqs")
                .endpoint(queueArn("nowhere"))
                .attributes(Map.of(
                        "RawMessageDelivery",
                        "true",
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"" + queueArn("dead") + "\"}")));
        sns.publish(publish -> publish.topicArn(topic).message("lost?"));
        assertThat(bodies(dead)).containsExactly("lost?");
    }

    /** Lambda is asked, and where it has no such function the message is kept. */
    @Test
    void aFunctionThatCannotBeInvokedLosesNothing() {
        String topic = topic("function");
        String dead = sqs.createQueue(create -> create.queueName("dead")).queueUrl();
        sns.subscribe(subscribe -> subscribe
                .topicArn(topic)
                .protocol("lambda")
                .endpoint("arn:aws:lambda:us-east-1:000000000000:function:f")
                .attributes(Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + queueArn("dead") + "\"}")));
        sns.publish(publish -> publish.topicArn(topic).message("kept"));
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(dead).waitTimeSeconds(20))
                        .messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).contains("\"Message\" : \"kept\""));
    }

    @Test
    void aMessageMaySayOtherThingsOnOtherWays() {
        String topic = topic("ways");
        String url = subscriber(topic, "q", Map.of("RawMessageDelivery", "true"));
        sns.publish(publish -> publish.topicArn(topic)
                .messageStructure("json")
                .message("{\"default\":\"for all\",\"sqs\":\"for queues\"}"));
        sns.publish(publish ->
                publish.topicArn(topic).messageStructure("json").message("{\"default\":\"for all\",\"sms\":\"x\"}"));
        assertThat(bodies(url)).containsExactly("for queues", "for all");
    }

    @Test
    void aBatchIsPublishedWhole() {
        String topic = topic("batch");
        String url = subscriber(topic, "q", Map.of("RawMessageDelivery", "true"));
        PublishBatchResponse done = sns.publishBatch(publish -> publish.topicArn(topic)
                .publishBatchRequestEntries(
                        PublishBatchRequestEntry.builder().id("a").message("1").build(),
                        PublishBatchRequestEntry.builder().id("b").message("2").build()));
        assertThat(done.successful()).extracting("id").containsExactly("a", "b");
        assertThat(bodies(url)).containsExactly("1", "2");
    }

    /** [SNS-8] */
    @Test
    void permissionsChangeTheTopicsPolicy() {
        String topic = topic("shared");
        sns.addPermission(add -> add.topicArn(topic)
                .label("friends")
                .awsAccountIds("111111111111")
                .actionNames("Publish", "Subscribe"));
        assertThat(policy(topic))
                .contains("__default_statement_ID")
                .contains(
                        "{\"Sid\":\"friends\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111111111111:root\"},"
                                + "\"Action\":[\"SNS:Publish\",\"SNS:Subscribe\"],\"Resource\":\"" + topic + "\"}");
        sns.removePermission(remove -> remove.topicArn(topic).label("friends"));
        assertThat(policy(topic)).doesNotContain("friends");
        assertThatThrownBy(() -> sns.addPermission(add -> add.topicArn(topic)
                        .label("x")
                        .awsAccountIds("111111111111")
                        .actionNames("Fly")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Policy statement action out of service scope!");
    }

    private String policy(String topic) {
        return Objects.requireNonNull(
                sns.getTopicAttributes(get -> get.topicArn(topic)).attributes().get("Policy"));
    }

    @Test
    void topicsAreListedInPagesOfAHundredAndFoundAgainByTheirNames() {
        for (int i = 0; i < 101; i++) {
            topic("t" + i);
        }
        assertThat(sns.listTopics().topics()).hasSize(100);
        assertThat(sns.listTopicsPaginator().topics()).hasSize(101);
        assertThat(topic("t7")).isEqualTo("arn:aws:sns:us-east-1:000000000000:t7");
        assertThat(sns.listTopicsPaginator().topics()).hasSize(101);
    }

    @Test
    void tagsAreKept() {
        String topic = sns.createTopic(create -> create.name("tagged")
                        .tags(Tag.builder().key("a").value("1").build()))
                .topicArn();
        sns.tagResource(tag ->
                tag.resourceArn(topic).tags(Tag.builder().key("b").value("2").build()));
        sns.untagResource(untag -> untag.resourceArn(topic).tagKeys("a"));
        assertThat(sns.listTagsForResource(list -> list.resourceArn(topic)).tags())
                .containsExactly(Tag.builder().key("b").value("2").build());
    }

    @Test
    void aDeletedTopicIsGoneAndItsSubscriptionsFollow(TestWorld world) {
        String topic = topic("brief");
        subscriber(topic, "q", Map.of());
        sns.deleteTopic(delete -> delete.topicArn(topic));
        sns.deleteTopic(delete -> delete.topicArn(topic));
        assertThatThrownBy(() -> sns.publish(publish -> publish.topicArn(topic).message("x")))
                .isInstanceOf(NotFoundException.class);
        assertThat(topic("brief")).isEqualTo(topic);
        String url = subscriber(topic, "other", Map.of("RawMessageDelivery", "true"));
        sns.publish(publish -> publish.topicArn(topic).message("x"));
        assertThat(bodies(url)).containsExactly("x");
        world.clock().advance(SnsTimers.CLEARED_AFTER.plusSeconds(1));
        assertThat(sns.listSubscriptions().subscriptions()).hasSize(1);
    }

    @Test
    void anotherRegionsTopicIsNotReached(TestWorld world) {
        String topic = topic("here");
        SnsClient elsewhere = world.client(SnsClient.builder(), TestWorld.ACCOUNT, Region.EU_WEST_1);
        assertThatThrownBy(() ->
                        elsewhere.publish(publish -> publish.topicArn(topic).message("x")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: TopicArn");
    }

    @Test
    void aMessageOverItsSizeIsRefused() {
        String topic = topic("large");
        String url = subscriber(topic, "q", Map.of("RawMessageDelivery", "true"));
        sns.publish(publish -> publish.topicArn(topic).message("x".repeat(262_144)));
        assertThat(bodies(url)).hasSize(1);
        assertThatThrownBy(() -> sns.publish(publish -> publish.topicArn(topic).message("x".repeat(262_145))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Message too long");
    }

    @Test
    void aTopicProtectsItsData() {
        String topic = topic("secret");
        String url = subscriber(topic, "q", Map.of("RawMessageDelivery", "true"));
        sns.putDataProtectionPolicy(put -> put.resourceArn(topic)
                .dataProtectionPolicy(protection(
                        "{\"Deidentify\":{\"MaskConfig\":{\"MaskWithCharacter\":\"#\"}}}", "Inbound", "EmailAddress")));
        sns.publish(publish -> publish.topicArn(topic).message("mail a@b.de now"));
        sns.putDataProtectionPolicy(put -> put.resourceArn(topic)
                .dataProtectionPolicy(protection("{\"Deny\":{}}", "Inbound", "CreditCardNumber")));
        assertThatThrownBy(() -> sns.publish(publish -> publish.topicArn(topic).message("4111 1111 1111 1111")))
                .isInstanceOf(InvalidParameterException.class);
        sns.putDataProtectionPolicy(put ->
                put.resourceArn(topic).dataProtectionPolicy(protection("{\"Deny\":{}}", "Outbound", "IpAddress")));
        sns.publish(publish -> publish.topicArn(topic).message("from 10.0.0.1"));
        sns.publish(publish -> publish.topicArn(topic).message("from here"));
        assertThat(bodies(url)).containsExactly("mail ###### now", "from here");
    }

    private static String protection(String operation, String direction, String identifier) {
        return "{\"Name\":\"p\",\"Version\":\"2021-06-01\",\"Statement\":[{\"DataDirection\":\"" + direction
                + "\",\"Principal\":[\"*\"],\"DataIdentifier\":[\"arn:aws:dataprotection::aws:data-identifier/"
                + identifier
                + "\"],\"Operation\":" + operation + "}]}";
    }
}
