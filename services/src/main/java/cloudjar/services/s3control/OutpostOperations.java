package cloudjar.services.s3control;

import cloudjar.api.s3control.CreateBucketRequest;
import cloudjar.api.s3control.CreateBucketResult;
import cloudjar.api.s3control.DeleteBucketLifecycleConfigurationRequest;
import cloudjar.api.s3control.DeleteBucketLifecycleConfigurationResponse;
import cloudjar.api.s3control.DeleteBucketPolicyRequest;
import cloudjar.api.s3control.DeleteBucketPolicyResponse;
import cloudjar.api.s3control.DeleteBucketReplicationRequest;
import cloudjar.api.s3control.DeleteBucketReplicationResponse;
import cloudjar.api.s3control.DeleteBucketRequest;
import cloudjar.api.s3control.DeleteBucketResponse;
import cloudjar.api.s3control.DeleteBucketTaggingRequest;
import cloudjar.api.s3control.DeleteBucketTaggingResponse;
import cloudjar.api.s3control.GetBucketLifecycleConfigurationRequest;
import cloudjar.api.s3control.GetBucketLifecycleConfigurationResult;
import cloudjar.api.s3control.GetBucketPolicyRequest;
import cloudjar.api.s3control.GetBucketPolicyResult;
import cloudjar.api.s3control.GetBucketReplicationRequest;
import cloudjar.api.s3control.GetBucketReplicationResult;
import cloudjar.api.s3control.GetBucketRequest;
import cloudjar.api.s3control.GetBucketResult;
import cloudjar.api.s3control.GetBucketTaggingRequest;
import cloudjar.api.s3control.GetBucketTaggingResult;
import cloudjar.api.s3control.GetBucketVersioningRequest;
import cloudjar.api.s3control.GetBucketVersioningResult;
import cloudjar.api.s3control.ListRegionalBucketsRequest;
import cloudjar.api.s3control.ListRegionalBucketsResult;
import cloudjar.api.s3control.NoSuchOutpost;
import cloudjar.api.s3control.OutpostBuckets;
import cloudjar.api.s3control.PutBucketLifecycleConfigurationRequest;
import cloudjar.api.s3control.PutBucketLifecycleConfigurationResponse;
import cloudjar.api.s3control.PutBucketPolicyRequest;
import cloudjar.api.s3control.PutBucketPolicyResponse;
import cloudjar.api.s3control.PutBucketReplicationRequest;
import cloudjar.api.s3control.PutBucketReplicationResponse;
import cloudjar.api.s3control.PutBucketTaggingRequest;
import cloudjar.api.s3control.PutBucketTaggingResponse;
import cloudjar.api.s3control.PutBucketVersioningRequest;
import cloudjar.api.s3control.PutBucketVersioningResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;

/**
 * The operations on buckets of S3 on Outposts: racks of AWS's in a customer's own rooms. Nobody has one here, and whoever has none is
 * told so by every one of them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#S3OutpostsErrorCodeList">List of Amazon S3 on
 *     Outposts error codes</a>
 */
final class OutpostOperations implements OutpostBuckets {
    private static ApiException noOutpost() {
        return new NoSuchOutpost("The specified Outpost does not exist.");
    }

    @Override
    public CreateBucketResult createBucket(CreateBucketRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public DeleteBucketResponse deleteBucket(DeleteBucketRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public DeleteBucketLifecycleConfigurationResponse deleteBucketLifecycleConfiguration(
            DeleteBucketLifecycleConfigurationRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public DeleteBucketReplicationResponse deleteBucketReplication(DeleteBucketReplicationRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public DeleteBucketTaggingResponse deleteBucketTagging(DeleteBucketTaggingRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public GetBucketResult getBucket(GetBucketRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public GetBucketLifecycleConfigurationResult getBucketLifecycleConfiguration(
            GetBucketLifecycleConfigurationRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public GetBucketPolicyResult getBucketPolicy(GetBucketPolicyRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public GetBucketReplicationResult getBucketReplication(GetBucketReplicationRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public GetBucketTaggingResult getBucketTagging(GetBucketTaggingRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public GetBucketVersioningResult getBucketVersioning(GetBucketVersioningRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public ListRegionalBucketsResult listRegionalBuckets(ListRegionalBucketsRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public PutBucketLifecycleConfigurationResponse putBucketLifecycleConfiguration(
            PutBucketLifecycleConfigurationRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public PutBucketReplicationResponse putBucketReplication(PutBucketReplicationRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public PutBucketTaggingResponse putBucketTagging(PutBucketTaggingRequest in, Call call) {
        throw noOutpost();
    }

    @Override
    public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest in, Call call) {
        throw noOutpost();
    }
}
