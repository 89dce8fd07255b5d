package cloudjar.services;

import static cloudjar.services.Photos.assertDenied;
import static cloudjar.services.Photos.grant;
import static cloudjar.services.Photos.read;
import static cloudjar.services.Photos.s3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Permissions on buckets, as AWS's SDK for Java meets them. The codes in brackets are those of the checks that a test proves. */
class BucketAccessAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private TestWorld world;
    private Photos photos;
    private People people;
    private S3Client owner;
    private String bucket;

    @BeforeEach
    void open() {
        world = CLOUD.cloud().mainWorld();
        photos = Photos.in(world);
        people = photos.people();
        owner = photos.owner();
        bucket = photos.bucket();
    }

    private S3Client anybody() {
        return s3().endpointOverride(world.endpoint())
                .region(TestWorld.REGION)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    /** [IAM-4] [S3-14] */
    @Test
    void listingIsDeniedThenAllowed() {
        S3Client ann = people.user("ann", s3());
        assertDenied(
                ann::listBuckets,
                "User: " + people.arn("user/ann") + " is not authorized to perform: s3:ListAllMyBuckets on resource:"
                        + " \"*\" because no identity-based policy allows the s3:ListAllMyBuckets action");
        assertDenied(
                () -> ann.listObjectsV2(list -> list.bucket(bucket)),
                "User: " + people.arn("user/ann") + " is not authorized to perform: s3:ListBucket on resource: \""
                        + photos.arn("") + "\" because no identity-based policy allows the s3:ListBucket action");
        people.iam().attachUserPolicy(attach -> attach.userName("ann")
                .policyArn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
        assertThat(ann.listBuckets().buckets()).hasSize(1);
        assertThat(ann.listObjectsV2(list -> list.bucket(bucket)).contents()).hasSize(1);
        assertThatThrownBy(() -> ann.putObject(put -> put.bucket(bucket).key("b"), RequestBody.fromString("b")))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("s3:PutObject");
    }

    @Test
    void aPrefixIsAllThatMayBeListed() {
        S3Client ann = people.user("ann", s3());
        people.put("ann", People.statement("Allow", "s3:ListBucket", photos.arn(""), """
                , "Condition": {"StringLike": {"s3:prefix": "${aws:username}/*"}, "NumericLessThanEquals": {"s3:max-keys": 10}}"""));
        ann.listObjectsV2(list -> list.bucket(bucket).prefix("ann/x").maxKeys(10));
        assertThatThrownBy(() -> ann.listObjectsV2(
                        list -> list.bucket(bucket).prefix("bob/").maxKeys(10)))
                .isInstanceOf(S3Exception.class);
        assertThatThrownBy(() -> ann.listObjectsV2(
                        list -> list.bucket(bucket).prefix("ann/x").maxKeys(11)))
                .isInstanceOf(S3Exception.class);
    }

    /** Whether there is an object is told to those who may list the bucket. */
    @Test
    void whatIsNotThereIsToldToThoseWhoMayList() {
        S3Client ann = people.user("ann", s3());
        people.allow("ann", "s3:GetObject", photos.arn("/*"));
        read(ann, bucket, "a/cat");
        assertDenied(
                () -> read(ann, bucket, "none"),
                "User: " + people.arn("user/ann") + " is not authorized to perform: s3:ListBucket on resource: \""
                        + photos.arn("") + "\" because no identity-based policy allows the s3:ListBucket action");
        people.allow("ann", "s3:ListBucket", photos.arn(""));
        assertThatThrownBy(() -> read(ann, bucket, "none")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void aCopyNeedsBothObjects() {
        S3Client ann = people.user("ann", s3());
        people.allow("ann", "s3:PutObject", photos.arn("/*"));
        ThrowingCallable copy = () -> ann.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey("a/cat")
                .destinationBucket(bucket)
                .destinationKey("copy"));
        assertThatThrownBy(copy).isInstanceOf(S3Exception.class).hasMessageContaining("s3:GetObject");
        people.allow("ann", "s3:GetObject", photos.arn("/a/*"));
        assertThatCode(copy).doesNotThrowAnyException();
    }

    /** Of many keys each is decided by itself. */
    @Test
    void ofManyKeysThoseAreDeletedThatMay() {
        owner.putObject(put -> put.bucket(bucket).key("b"), RequestBody.fromString("b"));
        S3Client ann = people.user("ann", s3());
        people.allow("ann", "s3:DeleteObject", photos.arn("/a/*"));
        var answer = ann.deleteObjects(delete -> delete.bucket(bucket)
                .delete(Delete.builder()
                        .objects(List.of(
                                ObjectIdentifier.builder().key("a/cat").build(),
                                ObjectIdentifier.builder().key("b").build()))
                        .build()));
        assertThat(answer.deleted()).singleElement().satisfies(gone -> assertThat(gone.key())
                .isEqualTo("a/cat"));
        assertThat(answer.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.key()).isEqualTo("b"))
                .satisfies(error -> assertThat(error.code()).isEqualTo("AccessDenied"));
    }

    /** [IAM-2] [IAM-5] */
    @Test
    void anotherAccountNeedsTheBucketsPolicyAndItsOwn() {
        People partner = people.others();
        S3Client bob = partner.user("bob", s3());
        partner.allow("bob", "s3:*", "*");
        assertDenied(() -> read(bob, bucket, "a/cat"), "Access Denied");
        photos.policy(grant("{\"AWS\": \"" + partner.arn("user/bob") + "\"}", "s3:GetObject", photos.arn("/*"), ""));
        read(bob, bucket, "a/cat");
        assertDenied(() -> bob.deleteObject(delete -> delete.bucket(bucket).key("a/cat")), "Access Denied");
        S3Client eve = partner.user("eve", s3());
        assertDenied(() -> read(eve, bucket, "a/cat"), "Access Denied");
    }

    /** [S3-14] A bucket is private by default; an unsigned call is let in by the bucket's policy alone, if public access is not blocked. */
    @Test
    void anybodyReadsWhatIsPublic() {
        assertDenied(() -> read(anybody(), bucket, "a/cat"), "Access Denied");
        owner.deletePublicAccessBlock(delete -> delete.bucket(bucket));
        photos.policy(grant("\"*\"", "s3:GetObject", photos.arn("/*"), ""));
        read(anybody(), bucket, "a/cat");
        assertDenied(() -> anybody().listObjectsV2(list -> list.bucket(bucket)), "Access Denied");
        owner.putPublicAccessBlock(
                put -> put.bucket(bucket).publicAccessBlockConfiguration(block -> block.restrictPublicBuckets(true)));
        assertDenied(() -> read(anybody(), bucket, "a/cat"), "Access Denied");
        assertThatThrownBy(() -> anybody().listObjectsV2(list -> list.bucket("there-is-no-such-bucket")))
                .hasMessageContaining("The specified bucket does not exist");
    }

    /** [IAM-5] */
    @Test
    void anAccessControlListLetsIn() {
        owner.deletePublicAccessBlock(delete -> delete.bucket(bucket));
        owner.putBucketOwnershipControls(put -> put.bucket(bucket)
                .ownershipControls(controls -> controls.rules(List.of(OwnershipControlsRule.builder()
                        .objectOwnership(ObjectOwnership.OBJECT_WRITER)
                        .build()))));
        owner.putObject(put -> put.bucket(bucket).key("open").acl("public-read"), RequestBody.fromString("for all"));
        read(anybody(), bucket, "open");
        assertDenied(() -> read(anybody(), bucket, "a/cat"), "Access Denied");
        owner.putPublicAccessBlock(
                put -> put.bucket(bucket).publicAccessBlockConfiguration(block -> block.ignorePublicAcls(true)));
        assertDenied(() -> read(anybody(), bucket, "open"), "Access Denied");
    }

    /** A denial in the bucket's policy holds for its account too. [IAM-19] [STS-5] */
    @Test
    void aDenialHoldsForEverybody() {
        S3Client ann = people.user("ann", s3());
        people.allow("ann", "s3:*", "*");
        photos.policy("{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"s3:DeleteObject\", \"Resource\": \""
                + photos.arn("/*")
                + "\", \"Condition\": {\"BoolIfExists\": {\"aws:MultiFactorAuthPresent\": \"false\"}}}");
        assertDenied(
                () -> ann.deleteObject(delete -> delete.bucket(bucket).key("a/cat")),
                "User: " + people.arn("user/ann") + " is not authorized to perform: s3:DeleteObject on resource: \""
                        + photos.arn("/a/cat") + "\" with an explicit deny in a resource-based policy");
        AwsCredentials proved = people.withCode("ann");
        people.with(proved, s3()).deleteObject(delete -> delete.bucket(bucket).key("a/cat"));
    }

    /** S3 sends as itself, and for the bucket: the queue's policy says so. */
    @Test
    void eventsArriveWhereTheQueueLetsThem() {
        SqsClient sqs = people.root(SqsClient.builder());
        String url = sqs.createQueue(create -> create.queueName("events")).queueUrl();
        String queue = "arn:aws:sqs:us-east-1:" + people.account() + ":events";
        NotificationConfiguration events = NotificationConfiguration.builder()
                .queueConfigurations(List.of(QueueConfiguration.builder()
                        .queueArn(queue)
                        .events(Event.S3_OBJECT_CREATED)
                        .build()))
                .build();
        owner.putBucketNotificationConfiguration(put -> put.bucket(bucket).notificationConfiguration(events));
        owner.putObject(put -> put.bucket(bucket).key("lost"), RequestBody.fromString("x"));
        assertThat(receive(sqs, url, 1)).isEmpty();
        sqs.setQueueAttributes(set -> set.queueUrl(url)
                .attributes(Map.of(
                        QueueAttributeName.POLICY,
                        People.document(grant(
                                "{\"Service\": \"s3.amazonaws.com\"}",
                                "sqs:SendMessage",
                                queue,
                                ", \"Condition\": {\"ArnLike\": {\"aws:SourceArn\": \"" + photos.arn("")
                                        + "\"}, \"StringEquals\": {\"aws:SourceAccount\": \"" + people.account()
                                        + "\"}}")))));
        owner.putObject(put -> put.bucket(bucket).key("told"), RequestBody.fromString("x"));
        assertThat(receive(sqs, url, 10))
                .anySatisfy(message -> assertThat(message.body()).contains("told"));
    }

    private static List<Message> receive(SqsClient sqs, String url, int seconds) {
        return sqs.receiveMessage(receive ->
                        receive.queueUrl(url).waitTimeSeconds(seconds).maxNumberOfMessages(10))
                .messages();
    }

    /** S3 User Guide, Using tags with S3 general purpose buckets: tags decide once they are let to, for the objects as well. */
    @Test
    void tagsOfABucketDecideWhereTheyAreLetTo() {
        S3Client ann = people.user("ann", s3());
        people.put("ann", People.statement("Allow", "s3:GetObject", photos.arn("/*"), """
                , "Condition": {"StringEquals": {"aws:ResourceTag/team": "a"}}"""));
        owner.putBucketTagging(put -> put.bucket(bucket)
                .tagging(
                        tags -> tags.tagSet(Tag.builder().key("team").value("a").build())));
        assertThatThrownBy(() -> read(ann, bucket, "a/cat")).hasMessageContaining("s3:GetObject");
        owner.putBucketAbac(put -> put.bucket(bucket).abacStatus(status -> status.status("Enabled")));
        assertThat(owner.getBucketAbac(get -> get.bucket(bucket)).abacStatus().statusAsString())
                .isEqualTo("Enabled");
        read(ann, bucket, "a/cat");
        assertThatThrownBy(() -> owner.deleteBucketTagging(delete -> delete.bucket(bucket)))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("TagResource");
        owner.putBucketAbac(put -> put.bucket(bucket).abacStatus(status -> status.status("Disabled")));
        assertThatThrownBy(() -> read(ann, bucket, "a/cat")).hasMessageContaining("s3:GetObject");
    }
}
