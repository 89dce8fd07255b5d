package cloudjar.services.dynamodb;

import cloudjar.api.dynamodbstreams.ExpiredIteratorException;
import cloudjar.api.dynamodbstreams.ResourceNotFoundException;
import cloudjar.api.dynamodbstreams.TrimmedDataAccessException;
import cloudjar.api.dynamodbstreams.ValidationException;
import cloudjar.kernel.shape.ApiException;

/**
 * What DynamoDB Streams says when it refuses. What it says of a stream that is not there was recorded from AWS; the other
 * sentences are those of the DynamoDB Streams API Reference.
 */
final class StreamErrors {
    private StreamErrors() {}

    static ApiException streamNotFound(String arn) {
        return new ResourceNotFoundException("Requested resource not found: Stream: " + arn + " not found");
    }

    static ApiException shardNotFound(String shard, String arn) {
        return new ResourceNotFoundException(
                "Requested resource not found: Shard does not exist: " + shard + " in stream " + arn);
    }

    static ApiException invalidArn(String arn) {
        return new ValidationException("Invalid StreamArn: " + arn);
    }

    static ApiException invalidIterator() {
        return new ValidationException("Invalid ShardIterator");
    }

    static ApiException expiredIterator() {
        return new ExpiredIteratorException(
                "The shard iterator has expired and can no longer be used to retrieve stream records.");
    }

    static ApiException trimmed() {
        return new TrimmedDataAccessException(
                "The operation attempted to read past the oldest stream record in a shard.");
    }

    static ApiException sequenceNumberMissing() {
        return new ValidationException("SequenceNumber must be specified for AT_SEQUENCE_NUMBER and"
                + " AFTER_SEQUENCE_NUMBER shard iterators");
    }

    static ApiException invalidSequenceNumber(String number) {
        return new ValidationException("Invalid SequenceNumber: " + number);
    }

    static ApiException limitTooHigh(int limit, long most) {
        return new ValidationException("1 validation error detected: Value '" + limit
                + "' at 'limit' failed to satisfy constraint: Member must have value less than or equal to " + most);
    }

    static ApiException filterWithoutShard() {
        return new ValidationException("ShardFilter requires a ShardId for type CHILD_SHARDS");
    }
}
