package cloudjar.services.s3;

import cloudjar.api.s3.BucketLogs;
import cloudjar.api.s3.GetBucketLoggingOutput;
import cloudjar.api.s3.GetBucketLoggingRequest;
import cloudjar.api.s3.LoggingEnabled;
import cloudjar.api.s3.PutBucketLoggingRequest;
import cloudjar.api.s3.PutBucketLoggingResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.s3.S3Tables.BucketKey;

/** The operations on where requests to a bucket are written down. */
final class LogOperations implements BucketLogs {
    private static final String HOME_REGION = "us-east-1";

    @Override
    public GetBucketLoggingOutput getBucketLogging(GetBucketLoggingRequest in, Call call) {
        return GetBucketLoggingOutput.builder()
                .loggingEnabled(Configuration.LOGGING.find(call, in).orElse(null))
                .build();
    }

    @Override
    public PutBucketLoggingResponse putBucketLogging(PutBucketLoggingRequest in, Call call) {
        LoggingEnabled logging = in.bucketLoggingStatus().loggingEnabled();
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            if (logging != null) {
                requireTarget(tx, call, bucket, logging);
            }
            Configuration.LOGGING.change(tx, bucket, BucketTrait.LOGGING, logging);
            return true;
        });
        return PutBucketLoggingResponse.of();
    }

    private static void requireTarget(Snapshot snapshot, Call call, S3Bucket bucket, LoggingEnabled logging) {
        S3Bucket target = S3Tables.buckets()
                .get(snapshot, BucketKey.of(call, logging.targetBucket()))
                .orElseThrow(() -> LogErrors.noTarget(logging.targetBucket()));
        if (!target.region().equals(bucket.region())) {
            String source = bucket.region().equals(HOME_REGION) ? null : bucket.region();
            throw LogErrors.otherRegion(source, target.region());
        }
        if (!target.account().equals(bucket.account())) {
            throw LogErrors.otherOwner(target.name());
        }
    }
}
