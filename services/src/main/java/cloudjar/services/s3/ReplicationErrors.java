package cloudjar.services.s3;

import cloudjar.api.s3.InvalidRequest;
import cloudjar.kernel.shape.ApiException;

/** What S3 says when it refuses rules of replication; recorded from AWS where nothing else is said. */
final class ReplicationErrors {
    private ReplicationErrors() {}

    static ApiException versioningNeeded() {
        return new InvalidRequest("Versioning must be 'Enabled' on the bucket to apply a replication configuration");
    }

    static ApiException destinationVersioningNeeded() {
        return new InvalidRequest("Destination bucket must have versioning enabled.");
    }

    static ApiException invalidDestination(String arn) {
        return S3Errors.invalidArgument("Invalid bucket ARN in Destination element.", "Bucket", arn);
    }

    /** S3 API Reference, ReplicationRule; wording as users quote it. */
    static ApiException repeatedPriority(int priority) {
        return new InvalidRequest("Found duplicate priority " + priority + " in rules. Priority must be unique.");
    }

    /** S3 API Reference, PutBucketReplication; wording as users quote it. */
    static ApiException repeatedId() {
        return new InvalidRequest("Rule Id must be unique.");
    }
}
