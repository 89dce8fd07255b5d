package cloudjar.services.cloudtrail;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operations whose calls are data events, and the resource type by which selectors ask for them; all others are management
 * events.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html">Logging
 *     data events</a>
 */
final class DataOperations {
    static final String S3_OBJECT = "AWS::S3::Object";
    static final String TABLE = "AWS::DynamoDB::Table";
    static final String STREAM = "AWS::DynamoDB::Stream";
    static final String QUEUE = "AWS::SQS::Queue";
    static final String TOPIC = "AWS::SNS::Topic";
    static final String FUNCTION = "AWS::Lambda::Function";

    private static final Map<String, Map<String, String>> TYPES = new HashMap<>();

    static {
        add("s3", S3_OBJECT, """
                AbortMultipartUpload CompleteMultipartUpload CopyObject CreateMultipartUpload DeleteObject DeleteObjectTagging
                DeleteObjects GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging
                GetObjectTorrent HeadBucket HeadObject ListMultipartUploads ListObjects ListObjectsV2 ListObjectVersions ListParts
                PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectTagging RestoreObject SelectObjectContent
                UploadPart UploadPartCopy""");
        add("dynamodb", TABLE, """
                BatchExecuteStatement BatchGetItem BatchWriteItem DeleteItem ExecuteStatement ExecuteTransaction GetItem PutItem
                Query Scan TransactGetItems TransactWriteItems UpdateItem""");
        add("dynamodbstreams", STREAM, "GetRecords GetShardIterator");
        add("sqs", QUEUE, """
                ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch ReceiveMessage SendMessage
                SendMessageBatch""");
        add("sns", TOPIC, "Publish PublishBatch");
        add("lambda", FUNCTION, "Invoke InvokeAsync InvokeWithResponseStream");
        add("kinesis", "AWS::Kinesis::Stream", """
                GetRecords GetShardIterator PutRecord PutRecords SubscribeToShard""");
        add("cloudwatch", "AWS::CloudWatch::Metric", "PutMetricData GetMetricData GetMetricStatistics");
        add("cloudwatchlogs", "AWS::Logs::LogGroup", "FilterLogEvents GetLogEvents PutLogEvents");
        add("cloudwatchevents", "AWS::Events::EventBus", "PutEvents");
        add("eventbridge", "AWS::Events::EventBus", "PutEvents");
        add("firehose", "AWS::KinesisFirehose::DeliveryStream", "PutRecord PutRecordBatch");
    }

    private DataOperations() {}

    private static void add(String service, String type, String operations) {
        Map<String, String> names = TYPES.computeIfAbsent(service, unused -> new HashMap<>());
        List<String> words = Arrays.asList(operations.split("\\s+"));
        words.forEach(operation -> names.put(operation, type));
    }

    /** The resource type of an operation's data events; null where they are management events. */
    static @Nullable String type(String service, String operation) {
        return TYPES.getOrDefault(service, Map.of()).get(operation);
    }
}
