package cloudjar.services.sqs;

import cloudjar.api.sqs.BatchEntryIdsNotDistinct;
import cloudjar.api.sqs.BatchRequestTooLong;
import cloudjar.api.sqs.EmptyBatchRequest;
import cloudjar.api.sqs.InvalidAttributeName;
import cloudjar.api.sqs.InvalidAttributeValue;
import cloudjar.api.sqs.InvalidBatchEntryId;
import cloudjar.api.sqs.InvalidMessageContents;
import cloudjar.api.sqs.InvalidParameterValueException;
import cloudjar.api.sqs.KmsAccessDenied;
import cloudjar.api.sqs.KmsDisabled;
import cloudjar.api.sqs.KmsInvalidKeyUsage;
import cloudjar.api.sqs.KmsInvalidState;
import cloudjar.api.sqs.KmsNotFound;
import cloudjar.api.sqs.KmsThrottled;
import cloudjar.api.sqs.MissingRequiredParameterException;
import cloudjar.api.sqs.OverLimit;
import cloudjar.api.sqs.PurgeQueueInProgress;
import cloudjar.api.sqs.QueueDeletedRecently;
import cloudjar.api.sqs.QueueDoesNotExist;
import cloudjar.api.sqs.QueueNameExists;
import cloudjar.api.sqs.ReceiptHandleIsInvalid;
import cloudjar.api.sqs.ResourceNotFoundException;
import cloudjar.api.sqs.TooManyEntriesInBatchRequest;
import cloudjar.kernel.shape.ApiException;

/**
 * Every error SQS answers, one factory per sentence. The wording is AWS's, recorded from it unless the comment says where
 * else it was learnt.
 */
final class SqsErrors {
    private SqsErrors() {}

    static ApiException queueDoesNotExist() {
        return new QueueDoesNotExist("The specified queue does not exist.");
    }

    static ApiException queueNameExists(String attribute) {
        return new QueueNameExists(
                "A queue already exists with the same name and a different value for attribute " + attribute);
    }

    static ApiException queueDeletedRecently() {
        return new QueueDeletedRecently(
                "You must wait 60 seconds after deleting a queue before you can create another with the same name.");
    }

    /** Seen in AWS's answers; not recorded. */
    static ApiException invalidQueueName() {
        return invalidParameter("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }

    /** Seen in AWS's answers; not recorded. */
    static ApiException invalidFifoQueueName() {
        return invalidParameter("The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
                + " underscores, must end with .fifo suffix and be 1 to 80 in length.");
    }

    static ApiException unknownAttribute(String name) {
        return new InvalidAttributeName("Unknown Attribute " + name + ".");
    }

    static ApiException onlyForFifo(String name) {
        return new InvalidAttributeName("You can specify the " + name + " only when FifoQueue is set to true.");
    }

    static ApiException oneEncryptionAtATime() {
        return new InvalidAttributeName(
                "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or"
                        + " SQS SSE.");
    }

    /** Seen in AWS's answers; not recorded. */
    static ApiException invalidAttributeValue(String name) {
        return new InvalidAttributeValue("Invalid value for the parameter " + name + ".");
    }

    static ApiException queueTypeNotModifiable() {
        return new InvalidAttributeValue(
                "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.");
    }

    /** Our wording. */
    static ApiException throughputNeedsGroupScope() {
        return new InvalidAttributeValue(
                "Invalid value for the parameter FifoThroughputLimit. Reason: The perMessageGroupId value is allowed"
                        + " only when the value for DeduplicationScope is messageGroup.");
    }

    static ApiException missingParameter(String name) {
        return new MissingRequiredParameterException("The request must contain the parameter " + name + ".");
    }

    /** A missing group in a batch has another code than a missing group in a single message. */
    static ApiException missingParameterInBatch(String name) {
        return invalidParameter("The request must contain the parameter " + name + ".");
    }

    static ApiException invalidParameter(Object value, String parameter, String reason) {
        return invalidParameter("Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    static ApiException notForThisQueueType(Object value, String parameter) {
        return invalidParameter(
                value, parameter, "The request include parameter that is not valid for this queue type.");
    }

    static ApiException messageTooLong(int maximumSize) {
        return invalidParameter(
                "One or more parameters are invalid. Reason: Message must be shorter than " + maximumSize + " bytes.");
    }

    static ApiException messageTooLongInBatch(int maximumSize) {
        return invalidParameter("One or more parameters cannot be validated. Reason: Message must be shorter than "
                + maximumSize + " bytes.");
    }

    /** The code is recorded; the wording is that of the older API. */
    static ApiException invalidMessageContents() {
        return new InvalidMessageContents(
                "Invalid binary character was found in the message body, the set of allowed characters is #x9 | #xA |"
                        + " #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
    }

    static ApiException invalidId(String value, String parameter, int lengthMax) {
        return invalidParameter(
                value,
                parameter,
                parameter + " can only include alphanumeric and punctuation characters. 1 to " + lengthMax
                        + " in length.");
    }

    static ApiException noDeduplicationId() {
        return invalidParameter("The queue should either have ContentBasedDeduplication enabled or"
                + " MessageDeduplicationId provided explicitly");
    }

    static ApiException emptyAttribute(String name, String type) {
        return invalidParameter(
                "Message (user) attribute '" + name + "' must contain a non-empty value of type '" + type + "'.");
    }

    /** The code is recorded; the wording is ours. */
    static ApiException invalidAttribute(String name, String reason) {
        return invalidParameter("Message (user) attribute '" + name + "' " + reason);
    }

    /** Our wording, after the service's documentation. */
    static ApiException tooManyAttributes(int count, int max) {
        return invalidParameter(
                "Number of message attributes [" + count + "] exceeds the allowed maximum [" + max + "].");
    }

    static ApiException receiptHandleIsInvalid(String handle) {
        return new ReceiptHandleIsInvalid("The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
    }

    static ApiException receiptHandleExpired(String handle) {
        return invalidParameter(handle, "ReceiptHandle", "The receipt handle has expired.");
    }

    static ApiException notAvailableForVisibilityChange(String handle) {
        return invalidParameter(
                handle, "ReceiptHandle", "Message does not exist or is not available for visibility timeout change.");
    }

    /** Seen in AWS's answers; not recorded. */
    static ApiException visibilityBeyondLimit(int seconds, int max) {
        return invalidParameter(
                seconds,
                "VisibilityTimeout",
                "Total VisibilityTimeout for the message is beyond the limit [" + max + " seconds]");
    }

    /** The wording is the documentation's. */
    static ApiException tooManyInFlight(int max) {
        return new OverLimit("The maximum number of in flight messages is reached. The limit is " + max + " messages.");
    }

    static ApiException tooManyEntries(int count, int max) {
        return new TooManyEntriesInBatchRequest(
                "Maximum number of entries per request are " + max + ". You have sent " + count + ".");
    }

    static ApiException invalidBatchEntryId() {
        return new InvalidBatchEntryId(
                "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most"
                        + " 80 letters long.");
    }

    /** Seen in AWS's answers; not recorded. */
    static ApiException batchEntryIdsNotDistinct(String id) {
        return new BatchEntryIdsNotDistinct("Id " + id + " repeated.");
    }

    /** Seen in AWS's answers; not recorded. */
    static ApiException emptyBatch(String entryType) {
        return new EmptyBatchRequest("There should be at least one " + entryType + " in the request.");
    }

    static ApiException batchTooLong(long size, int max) {
        return new BatchRequestTooLong(
                "Batch requests cannot be longer than " + max + " bytes. You have sent " + size + " bytes.");
    }

    static ApiException purgeInProgress(String queueName) {
        return new PurgeQueueInProgress(
                "Only one PurgeQueue operation on " + queueName + " is allowed every 60 seconds.");
    }

    /** Seen in AWS's answers; not recorded. */
    static ApiException invalidPrincipal(String account) {
        return invalidParameter(
                "Value [" + account + "] for parameter PrincipalId is invalid. Reason: Unable to verify.");
    }

    /** Seen in AWS's answers; not recorded. */
    static ApiException tooManyPermissionActions(int count, int max) {
        return new OverLimit(count + " Actions were found, maximum allowed is " + max + ".");
    }

    /** Seen in AWS's answers; not recorded. */
    static ApiException tooManyStatements(int count, int max) {
        return new OverLimit(count + " statements were found, maximum allowed is " + max + ".");
    }

    /** Our wording, after the tagging guide. */
    static ApiException tooManyTags(int max) {
        return invalidParameter("Too many tags added for queue: at most " + max + " are allowed.");
    }

    static ApiException sourceIsNoDeadLetterQueue() {
        return invalidParameter("Source queue must be configured as a Dead Letter Queue.");
    }

    static ApiException invalidTaskHandle() {
        return invalidParameter("Value for parameter TaskHandle is invalid.");
    }

    static ApiException taskAlreadyRunning() {
        return invalidParameter("There is already a task running. Only one active task is allowed for a source queue"
                + " arn at a given time.");
    }

    static ApiException taskResourceNotFound(String parameter) {
        return notFound("The resource that you specified for the " + parameter + " parameter doesn't exist.");
    }

    static ApiException taskDoesNotExist() {
        return notFound("Task does not exist.");
    }

    /** Seen in AWS's answers; not recorded. */
    static ApiException invalidPageToken(String token) {
        return invalidParameter(token, "NextToken", "Invalid token.");
    }

    /** What KMS refused, in the codes that SQS has for it; what it has none for stays as it is. */
    static ApiException ofKms(ApiException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return switch (refusal.code()) {
            case "AccessDeniedException", "AccessDenied" -> new KmsAccessDenied(message);
            case "DisabledException" -> new KmsDisabled(message);
            case "NotFoundException", "InvalidArnException" -> new KmsNotFound(message);
            case "KMSInvalidStateException" -> new KmsInvalidState(message);
            case "InvalidKeyUsageException" -> new KmsInvalidKeyUsage(message);
            case "ThrottlingException" -> new KmsThrottled(message);
            default -> refusal;
        };
    }

    static ApiException invalidParameter(String message) {
        return new InvalidParameterValueException(message);
    }

    private static ApiException notFound(String message) {
        return new ResourceNotFoundException(message);
    }
}
