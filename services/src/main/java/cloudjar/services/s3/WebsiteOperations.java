package cloudjar.services.s3;

import cloudjar.api.s3.BucketWebsites;
import cloudjar.api.s3.DeleteBucketWebsiteRequest;
import cloudjar.api.s3.DeleteBucketWebsiteResponse;
import cloudjar.api.s3.GetBucketWebsiteOutput;
import cloudjar.api.s3.GetBucketWebsiteRequest;
import cloudjar.api.s3.PutBucketWebsiteRequest;
import cloudjar.api.s3.PutBucketWebsiteResponse;
import cloudjar.api.s3.WebsiteConfiguration;
import cloudjar.kernel.call.Call;

/** The operations on how a bucket is served as a website. */
final class WebsiteOperations implements BucketWebsites {
    @Override
    public GetBucketWebsiteOutput getBucketWebsite(GetBucketWebsiteRequest in, Call call) {
        WebsiteConfiguration website = Configuration.WEBSITE.get(call, in);
        return Members.shared(website, GetBucketWebsiteOutput.builder().build());
    }

    @Override
    public PutBucketWebsiteResponse putBucketWebsite(PutBucketWebsiteRequest in, Call call) {
        call.read(snapshot -> S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()));
        WebsiteCheck.require(in.websiteConfiguration());
        Configuration.WEBSITE.put(call, in, in.websiteConfiguration());
        return PutBucketWebsiteResponse.of();
    }

    @Override
    public DeleteBucketWebsiteResponse deleteBucketWebsite(DeleteBucketWebsiteRequest in, Call call) {
        Configuration.WEBSITE.delete(call, in);
        return DeleteBucketWebsiteResponse.of();
    }
}
