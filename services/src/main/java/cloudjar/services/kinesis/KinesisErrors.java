package cloudjar.services.kinesis;

import cloudjar.api.kinesis.ExpiredIteratorException;
import cloudjar.api.kinesis.ExpiredNextTokenException;
import cloudjar.api.kinesis.InvalidArgumentException;
import cloudjar.api.kinesis.KMSAccessDeniedException;
import cloudjar.api.kinesis.KMSDisabledException;
import cloudjar.api.kinesis.KMSInvalidStateException;
import cloudjar.api.kinesis.KMSNotFoundException;
import cloudjar.api.kinesis.KMSThrottlingException;
import cloudjar.api.kinesis.LimitExceededException;
import cloudjar.api.kinesis.ProvisionedThroughputExceededException;
import cloudjar.api.kinesis.ResourceInUseException;
import cloudjar.api.kinesis.ResourceNotFoundException;
import cloudjar.api.kinesis.ValidationException;
import cloudjar.kernel.shape.ApiException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What Kinesis says when it refuses: in the words that AWS was seen to answer with (recorded answers; those that kinesalite's suite
 * holds against AWS), else in the API Reference's.
 */
final class KinesisErrors {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private KinesisErrors() {}

    static ApiException invalid(String message) {
        return new InvalidArgumentException(message);
    }

    static ApiException validation(String message) {
        return new ValidationException(message);
    }

    static ApiException limit(String message) {
        return new LimitExceededException(message);
    }

    static ApiException inUse(String message) {
        return new ResourceInUseException(message);
    }

    static ApiException notFound(String message) {
        return new ResourceNotFoundException(message);
    }

    static ApiException noStream(String name, String account) {
        return notFound("Stream " + name + " under account " + account + " not found.");
    }

    static ApiException streamExists(DataStream stream) {
        return inUse("Stream " + stream.name() + " under account " + stream.account() + " already exists.");
    }

    static ApiException notActive(DataStream stream) {
        return inUse("Stream " + stream.name() + " under account " + stream.account() + " not ACTIVE, instead in state "
                + stream.status());
    }

    private static String of(DataStream stream) {
        return " in stream " + stream.name() + " under account " + stream.account();
    }

    /** Where shards are changed. */
    static ApiException shardToChange(String shard, DataStream stream) {
        return notFound("Could not find shard " + shard + of(stream) + ".");
    }

    /** Where shards are read. */
    static ApiException shardToRead(String shard, DataStream stream) {
        return notFound("Shard " + shard + of(stream) + " does not exist");
    }

    static ApiException closed(StreamShard shard, DataStream stream) {
        return invalid("Shard " + shard.id() + of(stream)
                + " has already been merged or split, and thus is not eligible for merging or splitting.");
    }

    static ApiException splitPoint(BigInteger key, StreamShard shard, DataStream stream) {
        return invalid("NewStartingHashKey " + key + " used in SplitShard() on shard " + shard.id() + of(stream)
                + " is not both greater than one plus the shard's StartingHashKey " + shard.from()
                + " and less than the shard's EndingHashKey " + shard.to() + ".");
    }

    static ApiException notAdjacent(StreamShard one, StreamShard other, DataStream stream) {
        return invalid("Shards " + one.id() + " and " + other.id() + of(stream)
                + " are not an adjacent pair of shards eligible for merging");
    }

    static ApiException shardLimit(String account, String region, long present, long most, long more) {
        return limit("This request would exceed the shard limit for the account " + account + " in " + region
                + ". Current shard count for the account: " + present + ". Limit: " + most
                + ". Number of additional shards that would have resulted from this request: " + more
                + ". Refer to the AWS Service Limits page"
                + " (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html)"
                + " for current limits and how to request higher limits.");
    }

    static ApiException scaling(String how, int open, int target) {
        return limit(
                "UpdateShardCount cannot scale " + how + " your current open shard count. Current open shard count: "
                        + open + ", Target shard count: " + target);
    }

    static ApiException explicitHashKey(String text) {
        return invalid(
                "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was "
                        + text);
    }

    static ApiException ordering(String number, DataStream stream) {
        return invalid("ExclusiveMinimumSequenceNumber " + number + " used in PutRecord on stream " + stream.name()
                + " under account " + stream.account() + " is invalid.");
    }

    static ApiException position(String type, boolean number) {
        return invalid(
                "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or"
                        + " (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified " + type
                        + " and "
                        + (number ? "also a" : "no") + " StartingSequenceNumber.");
    }

    static ApiException startingNumber(String number, StreamShard shard, DataStream stream) {
        return invalid("StartingSequenceNumber " + number + " used in GetShardIterator on shard " + shard.id()
                + of(stream) + " is invalid.");
    }

    static ApiException numberOfOther(SequenceNumber number, StreamShard shard) {
        return invalid("Invalid StartingSequenceNumber. It encodes " + StreamShard.id(number.shard())
                + ", while it was used in a call to a shard with " + shard.id());
    }

    static ApiException numberOfElsewhere(String number, StreamShard shard, DataStream stream) {
        return invalid("StartingSequenceNumber " + number + " used in GetShardIterator on shard " + shard.id()
                + of(stream) + " is invalid because it did not come from this stream.");
    }

    static ApiException future(Instant asked, Instant now) {
        return invalid(
                "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: "
                        + asked.toEpochMilli() + ", currentTimestampInMillis: " + now.toEpochMilli());
    }

    static ApiException iterator() {
        return invalid("Invalid ShardIterator.");
    }

    static ApiException expired(Instant made, Instant now, Duration life) {
        return new ExpiredIteratorException("Iterator expired. The iterator was created at time " + TIME.format(made)
                + " while right now it is " + TIME.format(now) + " which is further in the future than the tolerated"
                + " delay of " + life.toMillis() + " milliseconds.");
    }

    static ApiException expiredToken() {
        return new ExpiredNextTokenException("The NextToken has expired.");
    }

    static ApiException token() {
        return invalid("NextToken is invalid.");
    }

    static ApiException throughput(StreamShard shard, DataStream stream) {
        return new ProvisionedThroughputExceededException("Rate exceeded for shard " + shard.id() + of(stream) + ".");
    }

    static ApiException noConsumer(String consumer, String account) {
        return notFound("Consumer " + consumer + ", account " + account + " not found.");
    }

    static ApiException shorter(int wanted) {
        return invalid("Minimum allowed retention period is 24 hours. Requested retention period (" + wanted
                + " hours) is too short.");
    }

    static ApiException longer(int wanted, long most) {
        return invalid("Maximum allowed retention period is " + most + " hours. Requested retention period (" + wanted
                + " hours) is too long.");
    }

    static ApiException notMore(int wanted, DataStream stream) {
        return invalid("Requested retention period (" + wanted + " hours) for stream " + stream.name()
                + " can not be shorter than existing retention period (" + stream.retentionHours()
                + " hours). Use DecreaseRetentionPeriod API.");
    }

    static ApiException notLess(int wanted, DataStream stream) {
        return invalid("Requested retention period (" + wanted + " hours) for stream " + stream.name()
                + " can not be longer than existing retention period (" + stream.retentionHours()
                + " hours). Use IncreaseRetentionPeriod API.");
    }

    /** What KMS says, as Kinesis says it. */
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
}
