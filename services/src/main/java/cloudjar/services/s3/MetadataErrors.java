package cloudjar.services.s3;

import cloudjar.api.s3.InvalidRequest;
import cloudjar.api.s3.MetadataConfigurationNotFound;
import cloudjar.api.s3.MethodNotAllowed;
import cloudjar.kernel.shape.ApiException;

/** What S3 says when it refuses something about tables of metadata. No answers of its own were recorded: the words are ours. */
final class MetadataErrors {
    private MetadataErrors() {}

    static ApiException none(String bucket) {
        return new MetadataConfigurationNotFound("The bucket has no metadata configuration: " + bucket);
    }

    /** S3 API Reference, GetBucketMetadataTableConfiguration: 405 for a configuration of the other kind. */
    static ApiException notOfThisKind() {
        return MethodNotAllowed.builder()
                .message("The specified method is not allowed against this resource.")
                .build();
    }

    static ApiException exists() {
        return new InvalidRequest("The bucket already has a metadata configuration");
    }

    static ApiException invalid(String why) {
        return new InvalidRequest(why);
    }
}
