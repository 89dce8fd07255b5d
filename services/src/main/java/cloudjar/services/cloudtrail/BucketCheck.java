package cloudjar.services.cloudtrail;

import cloudjar.api.s3.GetBucketPolicyRequest;
import cloudjar.api.s3.S3;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.policy.AccessRequest;
import cloudjar.kernel.policy.ActionName;
import cloudjar.kernel.policy.Caller;
import cloudjar.kernel.policy.CompiledPolicy;
import cloudjar.kernel.policy.PolicyEvaluator;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.policy.PolicySet;
import cloudjar.kernel.policy.RequestContext;
import cloudjar.kernel.policy.ResourceName;
import cloudjar.kernel.shape.ApiException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether a bucket's policy lets CloudTrail deliver to it.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html">Bucket
 *     policy</a>
 */
final class BucketCheck {
    private final Cloud cloud;

    BucketCheck(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Refuses a trail whose bucket is not there or does not let it deliver. */
    void check(StoredTrail trail, Call call) {
        String bucket = trail.settings().bucket();
        CompiledPolicy policy = policy(bucket, call);
        String arn = "arn:" + call.partition().id() + ":s3:::" + bucket;
        String root = FileName.root(trail, trail.account());
        RequestContext context = RequestContext.of(Map.of(
                "aws:SourceArn", List.of(trail.arn()),
                "aws:SourceAccount", List.of(trail.account()),
                "aws:SecureTransport", List.of("true"),
                "aws:PrincipalServiceName", List.of(Courier.PRINCIPAL.name()),
                "aws:PrincipalIsAWSService", List.of("true"),
                "s3:x-amz-acl", List.of("bucket-owner-full-control")));
        boolean delivers = allows(policy, "s3:GetBucketAcl", arn, call, context)
                && allows(policy, "s3:PutObject", arn + "/" + root + "CloudTrail/file", call, context);
        if (!delivers) {
            throw CloudTrailErrors.bucketPolicy(bucket);
        }
    }

    private CompiledPolicy policy(String bucket, Call call) {
        String text;
        try {
            text = Objects.requireNonNullElse(
                    cloud.client(S3.API)
                            .getBucketPolicy(
                                    GetBucketPolicyRequest.builder()
                                            .bucket(bucket)
                                            .build(),
                                    call.as(Courier.PRINCIPAL))
                            .policy(),
                    "");
        } catch (ApiException e) {
            throw switch (e.code()) {
                case "NoSuchBucket" -> CloudTrailErrors.noBucket(bucket);
                case "NoSuchBucketPolicy" -> CloudTrailErrors.bucketPolicy(bucket);
                default -> e;
            };
        }
        return switch (PolicyParser.parse(
                text, PolicyRules.of(PolicyKind.RESOURCE).withSizeMax(Integer.MAX_VALUE))) {
            case PolicyParse.Accepted(var document) -> CompiledPolicy.of(document, PolicyKind.RESOURCE, bucket);
            case PolicyParse.Refused _ -> throw CloudTrailErrors.bucketPolicy(bucket);
        };
    }

    private static boolean allows(
            CompiledPolicy policy, String action, String resource, Call call, RequestContext context) {
        AccessRequest request = new AccessRequest(
                Caller.of(Courier.PRINCIPAL),
                ActionName.of(action),
                List.of(ResourceName.of(resource)),
                call.account(),
                context);
        return PolicyEvaluator.decide(request, PolicySet.NONE.withResource(PolicyLayer.of(policy)))
                .allowed();
    }
}
