package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** AWS's SDK for Java on queues that are told of what happens in a bucket. */
class S3NotificationAcceptanceTest {
    private static final String BUCKET = "bucket";
    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:queue";
    private static final Pattern EVENT = Pattern.compile("\"eventName\":\"([^\"]+)\".*\"key\":\"([^\"]+)\"");

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static S3Client notifying(TestWorld world, QueueConfiguration.Builder rule) {
        world.client(SqsClient.builder()).createQueue(create -> create.queueName("queue"));
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket(BUCKET));
        s3.putBucketNotificationConfiguration(put -> put.bucket(BUCKET)
                .notificationConfiguration(notifications -> notifications.queueConfigurations(
                        rule.queueArn(ARN).id("rule").build())));
        return s3;
    }

    /** So many messages, which may come in any order. */
    private static List<String> messages(TestWorld world, int count) {
        SqsClient sqs = world.client(SqsClient.builder());
        String url = sqs.getQueueUrl(get -> get.queueName("queue")).queueUrl();
        List<String> bodies = new ArrayList<>();
        while (bodies.size() < count) {
            List<Message> received = sqs.receiveMessage(receive ->
                            receive.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(20))
                    .messages();
            assertThat(received).as("after " + bodies).isNotEmpty();
            received.forEach(message -> bodies.add(message.body()));
        }
        return bodies;
    }

    private static List<String> events(List<String> bodies) {
        return bodies.stream()
                .map(EVENT::matcher)
                .filter(Matcher::find)
                .map(event -> event.group(1) + " " + event.group(2))
                .toList();
    }

    /** [S3-27] [S3-27] Somebody is told of what happens. */
    @Test
    void aQueueIsToldOfWhatIsWrittenAndDeleted(TestWorld world) {
        S3Client s3 =
                notifying(world, QueueConfiguration.builder().events(Event.S3_OBJECT_CREATED, Event.S3_OBJECT_REMOVED));
        s3.putObject(put -> put.bucket(BUCKET).key("a b/ü"), RequestBody.fromString("content"));
        s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("a b/ü")
                .destinationBucket(BUCKET)
                .destinationKey("copy"));
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("copy"));
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("never there"));
        List<String> bodies = messages(world, 5);
        assertThat(bodies).anyMatch(body -> body.contains("\"Event\":\"s3:TestEvent\""));
        assertThat(events(bodies))
                .containsExactlyInAnyOrder(
                        "ObjectCreated:Put a+b/%C3%BC",
                        "ObjectCreated:Copy copy", "ObjectRemoved:Delete copy", "ObjectRemoved:Delete never+there");
        assertThat(bodies)
                .filteredOn(body -> body.contains("ObjectCreated:Put"))
                .singleElement()
                .asString()
                .contains(
                        "\"eventSource\":\"aws:s3\"",
                        "\"awsRegion\":\"us-east-1\"",
                        "\"configurationId\":\"rule\"",
                        "\"name\":\"bucket\"",
                        "\"size\":7",
                        "\"eTag\":\"9a0364b9e99bb480dd25e1f0284c8555\"");
    }

    @Test
    void aFilterChoosesKeys(TestWorld world) {
        S3Client s3 = notifying(
                world,
                QueueConfiguration.builder()
                        .events(Event.S3_OBJECT_CREATED, Event.S3_OBJECT_TAGGING_PUT)
                        .filter(filter -> filter.key(key -> key.filterRules(
                                FilterRule.builder().name("prefix").value("in/").build(),
                                FilterRule.builder()
                                        .name("suffix")
                                        .value(".txt")
                                        .build()))));
        for (String key : List.of("in/1.txt", "in/2.jpg", "3.txt")) {
            s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString("content"));
        }
        s3.putObjectTagging(put -> put.bucket(BUCKET)
                .key("in/1.txt")
                .tagging(tags -> tags.tagSet(Tag.builder().key("k").value("v").build())));
        assertThat(events(messages(world, 3)))
                .containsExactlyInAnyOrder("ObjectCreated:Put in/1.txt", "ObjectTagging:Put in/1.txt");
    }

    @Test
    void whatExpiresIsToldWhenTheClockGetsThere(TestWorld world) {
        S3Client s3 = notifying(world, QueueConfiguration.builder().events(Event.S3_LIFECYCLE_EXPIRATION));
        s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
        s3.putBucketLifecycleConfiguration(put -> put.bucket(BUCKET)
                .lifecycleConfiguration(
                        rules -> rules.rules(software.amazon.awssdk.services.s3.model.LifecycleRule.builder()
                                .status("Enabled")
                                .filter(all -> all.prefix(""))
                                .expiration(days -> days.days(1))
                                .build())));
        world.clock().advance(Duration.ofDays(3));
        assertThat(events(messages(world, 2))).containsExactly("LifecycleExpiration:Delete key");
    }

    @Test
    void destinationsAreChecked(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket(BUCKET));
        assertThatThrownBy(() -> s3.putBucketNotificationConfiguration(put -> put.bucket(BUCKET)
                        .notificationConfiguration(
                                notifications -> notifications.queueConfigurations(QueueConfiguration.builder()
                                        .queueArn(ARN)
                                        .events(Event.S3_OBJECT_CREATED)
                                        .build()))))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("Unable to validate the following destination configurations");
        assertThat(s3.getBucketNotificationConfiguration(get -> get.bucket(BUCKET))
                        .queueConfigurations())
                .isEmpty();
    }

    /** [S3-27] A topic is told, and tells its queue on. */
    @Test
    void aTopicIsTold(TestWorld world) {
        SqsClient sqs = world.client(SqsClient.builder());
        sqs.createQueue(create -> create.queueName("queue"));
        SnsClient sns = world.client(SnsClient.builder());
        String topic = sns.createTopic(create -> create.name("topic")).topicArn();
        sns.subscribe(subscribe -> subscribe.topicArn(topic).protocol("sqs").endpoint(ARN));
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket(BUCKET));
        s3.putBucketNotificationConfiguration(put -> put.bucket(BUCKET)
                .notificationConfiguration(
                        notifications -> notifications.topicConfigurations(TopicConfiguration.builder()
                                .topicArn(topic)
                                .events(Event.S3_OBJECT_CREATED)
                                .build())));
        s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
        assertThat(messages(world, 2))
                .anyMatch(body -> body.contains("s3:TestEvent"))
                .anyMatch(body -> body.contains("ObjectCreated:Put") && body.contains("Amazon S3 Notification"));
    }
}
