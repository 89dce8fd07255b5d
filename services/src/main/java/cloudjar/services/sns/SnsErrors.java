package cloudjar.services.sns;

import cloudjar.api.sns.AuthorizationErrorException;
import cloudjar.api.sns.BatchEntryIdsNotDistinctException;
import cloudjar.api.sns.BatchRequestTooLongException;
import cloudjar.api.sns.EmptyBatchRequestException;
import cloudjar.api.sns.EndpointDisabledException;
import cloudjar.api.sns.FilterPolicyLimitExceededException;
import cloudjar.api.sns.InvalidBatchEntryIdException;
import cloudjar.api.sns.InvalidParameterException;
import cloudjar.api.sns.InvalidParameterValueException;
import cloudjar.api.sns.KMSAccessDeniedException;
import cloudjar.api.sns.KMSDisabledException;
import cloudjar.api.sns.KMSInvalidStateException;
import cloudjar.api.sns.KMSNotFoundException;
import cloudjar.api.sns.KMSThrottlingException;
import cloudjar.api.sns.NotFoundException;
import cloudjar.api.sns.OptedOutException;
import cloudjar.api.sns.PlatformApplicationDisabledException;
import cloudjar.api.sns.ReplayLimitExceededException;
import cloudjar.api.sns.ResourceNotFoundException;
import cloudjar.api.sns.SubscriptionLimitExceededException;
import cloudjar.api.sns.TagLimitExceededException;
import cloudjar.api.sns.TooManyEntriesInBatchRequestException;
import cloudjar.api.sns.TopicLimitExceededException;
import cloudjar.api.sns.UserErrorException;
import cloudjar.api.sns.VerificationException;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;

/** What SNS says when it refuses. The sentences are recorded answers of AWS's where nothing else is said. */
final class SnsErrors {
    private SnsErrors() {}

    /** A parameter is not what it should be: its name, or a sentence about it. */
    static ApiException invalid(String what) {
        return new InvalidParameterException("Invalid parameter: " + what);
    }

    static ApiException invalid(String parameter, String reason) {
        return invalid(parameter + " Reason: " + reason);
    }

    /** As some operations say it, without the words that others begin with. */
    static ApiException plain(String sentence) {
        return new InvalidParameterException(sentence);
    }

    /** What KMS refused, in the codes that SNS has for it; what it has none for stays as it is. */
    static ApiException ofKms(ApiException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return switch (refusal.code()) {
            case "AccessDeniedException", "AccessDenied" -> new KMSAccessDeniedException(message);
            case "DisabledException" -> new KMSDisabledException(message);
            case "NotFoundException", "InvalidArnException" -> new KMSNotFoundException(message);
            case "KMSInvalidStateException", "InvalidKeyUsageException" -> new KMSInvalidStateException(message);
            case "ThrottlingException" -> new KMSThrottlingException(message);
            default -> refusal;
        };
    }

    static ApiException topicDoesNotExist() {
        return new NotFoundException("Topic does not exist");
    }

    static ApiException subscriptionDoesNotExist() {
        return new NotFoundException("Subscription does not exist");
    }

    static ApiException applicationDoesNotExist() {
        return new NotFoundException("PlatformApplication does not exist");
    }

    static ApiException endpointDoesNotExist() {
        return new NotFoundException("Endpoint does not exist");
    }

    /** Seen in AWS's answers; not recorded. */
    static ApiException resourceNotFound() {
        return new ResourceNotFoundException("Resource does not exist");
    }

    /** Seen in AWS's answers; not recorded. */
    static ApiException notAuthorized() {
        return new AuthorizationErrorException("The owner of the subscription must be authenticated to end it");
    }

    /** Our wording; AWS's is not recorded. */
    static ApiException sensitive() {
        return invalid("Message", "The topic's data protection policy denies the sensitive data in it");
    }

    static ApiException attributesMissing() {
        return new CommonException(
                "ValidationError",
                400,
                "1 validation error detected: Value null at 'attributes' failed to satisfy constraint: Member must not be"
                        + " null");
    }

    static ApiException attribute(String sentence) {
        return new InvalidParameterValueException(sentence);
    }

    static ApiException tooManyEntries() {
        return new TooManyEntriesInBatchRequestException("The batch request contains more entries than permissible.");
    }

    /** Seen in AWS's answers; not recorded. */
    static ApiException emptyBatch() {
        return new EmptyBatchRequestException("The batch request doesn't contain any entries.");
    }

    static ApiException entryIdsNotDistinct() {
        return new BatchEntryIdsNotDistinctException("Two or more batch entries in the request have the same Id.");
    }

    static ApiException entryIdTooLong(String id) {
        return new InvalidBatchEntryIdException("The Id of a batch entry in the batch request is too long: " + id);
    }

    static ApiException entryIdNotAllowed(String id) {
        return new InvalidBatchEntryIdException(
                "The Id of a batch entry in the batch request contains an impermissible character: " + id);
    }

    static ApiException batchTooLong() {
        return new BatchRequestTooLongException("The length of all the messages put together is more than the limit.");
    }

    /** Our wording. */
    static ApiException tooManyTopics() {
        return new TopicLimitExceededException("The account already owns the maximum number of topics.");
    }

    /** Our wording. */
    static ApiException tooManySubscriptions() {
        return new SubscriptionLimitExceededException("The topic already has the maximum number of subscriptions.");
    }

    /** Our wording. */
    static ApiException tooManyFilterPolicies() {
        return new FilterPolicyLimitExceededException("The topic already has the maximum number of filter policies.");
    }

    /** Our wording. */
    static ApiException tooManyTags() {
        return new TagLimitExceededException("Can't add more than 50 tags to a topic.");
    }

    /** Our wording. */
    static ApiException replayInProgress() {
        return new ReplayLimitExceededException("The subscription is being replayed already.");
    }

    /** Seen in AWS's answers; not recorded. */
    static ApiException endpointDisabled() {
        return new EndpointDisabledException("Endpoint is disabled");
    }

    /** Our wording. */
    static ApiException applicationDisabled() {
        return new PlatformApplicationDisabledException("Platform application is disabled");
    }

    /** Our wording. */
    static ApiException optedOut() {
        return new OptedOutException("The phone number has opted out of receiving text messages.");
    }

    /** Our wording. */
    static ApiException wrongPassword() {
        return new VerificationException("The one-time password does not match, or it has expired.");
    }

    /** Our wording. */
    static ApiException tooManySandboxNumbers() {
        return new UserErrorException("The SMS sandbox has the maximum number of destination phone numbers.");
    }
}
