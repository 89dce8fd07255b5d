package cloudjar.services.cloudtrail;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ServiceFacts;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What events of an operation have in common; derived from the model, with the exceptions in the tables of this class and of
 * {@link DataOperations}.
 *
 * @param source such as {@code kms.amazonaws.com}
 * @param name the event's, which is most often the operation's
 * @param readOnly whether it changes nothing
 * @param dataType the resource type of a data event; null for a management event
 * @param global whether the service has one endpoint for all regions, so that its events are in us-east-1
 */
record OperationFacts(
        String source,
        String name,
        boolean readOnly,
        @Nullable String dataType,
        boolean global) {
    private static final Set<String> READING = Set.of(
            "Batch",
            "Check",
            "Count",
            "Describe",
            "Detect",
            "Discover",
            "Download",
            "Estimate",
            "Filter",
            "Get",
            "Head",
            "Is",
            "List",
            "Lookup",
            "Preview",
            "Query",
            "Receive",
            "Scan",
            "Search",
            "Select",
            "Simulate",
            "Test",
            "Validate",
            "Verify",
            "View");

    /** Operations that change nothing in spite of their names: recorded events of STS and KMS say so. */
    private static final Map<String, Set<String>> ALSO_READING = Map.of(
            "sts",
            Set.of(
                    "AssumeRole",
                    "AssumeRoleWithSAML",
                    "AssumeRoleWithWebIdentity",
                    "AssumeRoot",
                    "DecodeAuthorizationMessage"),
            "kms",
            Set.of(
                    "Decrypt",
                    "DeriveSharedSecret",
                    "Encrypt",
                    "GenerateDataKey",
                    "GenerateDataKeyPair",
                    "GenerateDataKeyPairWithoutPlaintext",
                    "GenerateDataKeyWithoutPlaintext",
                    "GenerateMac",
                    "GenerateRandom",
                    "ReEncrypt",
                    "Sign"),
            "dynamodb",
            Set.of("TransactGetItems"));

    private static final Set<String> BATCHES_THAT_WRITE =
            Set.of("Delete", "Put", "Write", "Update", "Create", "Execute");

    /** Events that are not named like their operations; CloudTrail's page on S3, and recorded events of Lambda. */
    private static final Map<String, Map<String, String>> NAMES = Map.of(
            "s3",
            Map.of(
                    "ListObjectsV2", "ListObjects",
                    "PutPublicAccessBlock", "PutBucketPublicAccessBlock",
                    "GetPublicAccessBlock", "GetBucketPublicAccessBlock",
                    "DeletePublicAccessBlock", "DeleteBucketPublicAccessBlock",
                    "PutBucketLifecycleConfiguration", "PutBucketLifecycle",
                    "GetBucketLifecycleConfiguration", "GetBucketLifecycle",
                    "PutBucketNotificationConfiguration", "PutBucketNotification",
                    "GetBucketNotificationConfiguration", "GetBucketNotification",
                    "PutObjectLockConfiguration", "PutBucketObjectLockConfiguration",
                    "GetObjectLockConfiguration", "GetBucketObjectLockConfiguration"),
            "lambda",
            Map.of(
                    "CreateFunction", "CreateFunction20150331",
                    "DeleteFunction", "DeleteFunction20150331",
                    "UpdateFunctionCode", "UpdateFunctionCode20150331v2",
                    "UpdateFunctionConfiguration", "UpdateFunctionConfiguration20150331v2",
                    "AddPermission", "AddPermission20150331v2",
                    "RemovePermission", "RemovePermission20150331v2",
                    "CreateEventSourceMapping", "CreateEventSourceMapping20150331",
                    "DeleteEventSourceMapping", "DeleteEventSourceMapping20150331",
                    "UpdateEventSourceMapping", "UpdateEventSourceMapping20150331",
                    "PublishVersion", "PublishVersion20150331"));

    /** Services whose events do not come from the name in their endpoint. */
    private static final Map<String, String> SOURCES = Map.of(
            "ses", "ses",
            "sesv2", "ses",
            "dynamodbstreams", "dynamodb",
            "sso", "sso");

    static OperationFacts of(OperationSchema operation) {
        ServiceFacts facts = operation.service().facts();
        String service = facts.id();
        String name = NAMES.getOrDefault(service, Map.of()).getOrDefault(operation.name(), operation.name());
        return new OperationFacts(
                source(facts),
                name,
                reads(service, operation.name()),
                DataOperations.type(service, operation.name()),
                facts.globalEndpoint() && !service.equals("s3") && !service.equals("sts"));
    }

    EventKind kind() {
        return dataType == null ? EventKind.MANAGEMENT : EventKind.DATA;
    }

    /** Whether a service that calls this by itself does what is worth an event: what it looks up is not. */
    boolean countsFromServices() {
        return !readOnly || source.startsWith("sts.") || source.startsWith("kms.");
    }

    private static String source(ServiceFacts facts) {
        String prefix = SOURCES.getOrDefault(facts.id(), facts.endpointPrefix());
        String plain = prefix.startsWith("api.") ? prefix.substring("api.".length()) : prefix;
        return plain + ".amazonaws.com";
    }

    private static boolean reads(String service, String operation) {
        if (ALSO_READING.getOrDefault(service, Set.of()).contains(operation)) {
            return true;
        }
        String first = word(operation, 0);
        if (first.equals("Batch")) {
            return !BATCHES_THAT_WRITE.contains(word(operation, first.length()));
        }
        return READING.contains(first);
    }

    /** The word of a name in camel case that begins there. */
    private static String word(String name, int from) {
        int end = from + 1;
        while (end < name.length() && !Character.isUpperCase(name.charAt(end))) {
            end++;
        }
        return name.substring(Math.min(from, name.length()), Math.min(end, name.length()));
    }
}
