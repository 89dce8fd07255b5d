package cloudjar.services.s3;

import cloudjar.api.s3.IdMismatch;
import cloudjar.api.s3.InvalidS3DestinationBucket;
import cloudjar.kernel.shape.ApiException;

/** What S3 says when it refuses an inventory; recorded from AWS. */
final class InventoryErrors {
    private InventoryErrors() {}

    static ApiException idMismatch() {
        return new IdMismatch("Document ID does not match the specified configuration ID.");
    }

    static ApiException invalidDestination() {
        return new InvalidS3DestinationBucket("Invalid bucket ARN.");
    }
}
