package cloudjar.services.s3;

import cloudjar.api.s3.GetWebsiteObjectOutput;
import cloudjar.api.s3.GetWebsiteObjectRequest;
import cloudjar.api.s3.HeadWebsiteObjectOutput;
import cloudjar.api.s3.OptionsBucketRequest;
import cloudjar.api.s3.OptionsObjectOutput;
import cloudjar.api.s3.OptionsObjectRequest;
import cloudjar.api.s3.PostObjectOutput;
import cloudjar.api.s3.PostObjectRequest;
import cloudjar.api.s3.S3;
import cloudjar.api.s3.Web;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credentials;

/** What browsers ask of S3: pages of websites, uploads by forms, and what pages of other origins may do. */
final class WebOperations implements Web {
    private final Cloud cloud;
    private final Credentials credentials;

    WebOperations(Cloud cloud, Credentials credentials) {
        this.cloud = cloud;
        this.credentials = credentials;
    }

    @Override
    public PostObjectOutput postObject(PostObjectRequest in, Call call) {
        return new FormUpload(cloud.client(S3.API), credentials, in, call).take();
    }

    @Override
    public OptionsObjectOutput optionsObject(OptionsObjectRequest in, Call call) {
        return Preflight.of(in).answer(call, in.bucket());
    }

    @Override
    public OptionsObjectOutput optionsBucket(OptionsBucketRequest in, Call call) {
        return new Preflight(
                        in.origin(),
                        in.accessControlRequestMethod(),
                        in.accessControlRequestHeaders(),
                        Preflight.BUCKET)
                .answer(call, in.bucket());
    }

    @Override
    public GetWebsiteObjectOutput getWebsiteObject(GetWebsiteObjectRequest in, Call call) {
        return website(in, call).answer();
    }

    @Override
    public HeadWebsiteObjectOutput headWebsiteObject(GetWebsiteObjectRequest in, Call call) {
        GetWebsiteObjectOutput page = website(in, call).answer();
        Content.discard(page.body());
        return Members.shared(page, HeadWebsiteObjectOutput.builder().build());
    }

    @Override
    public GetWebsiteObjectOutput postWebsiteObject(GetWebsiteObjectRequest in, Call call) {
        return website(in, call).refusal("POST");
    }

    @Override
    public GetWebsiteObjectOutput putWebsiteObject(GetWebsiteObjectRequest in, Call call) {
        return website(in, call).refusal("PUT");
    }

    @Override
    public GetWebsiteObjectOutput deleteWebsiteObject(GetWebsiteObjectRequest in, Call call) {
        return website(in, call).refusal("DELETE");
    }

    private Website website(GetWebsiteObjectRequest in, Call call) {
        return new Website(cloud.client(S3.API), in, call);
    }
}
