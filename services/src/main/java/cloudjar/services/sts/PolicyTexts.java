package cloudjar.services.sts;

import cloudjar.api.iam.GetPolicyRequest;
import cloudjar.api.iam.GetPolicyVersionRequest;
import cloudjar.api.iam.Iam;
import cloudjar.api.iam.NoSuchEntityException;
import cloudjar.api.iam.Policy;
import cloudjar.api.iam.PolicyVersion;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.tenancy.Principal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Gets the documents of managed policies from IAM, in the call's account. */
final class PolicyTexts {
    private static final Principal STS = new Principal.Service("sts.amazonaws.com");

    private final Cloud cloud;
    private final Call call;

    PolicyTexts(Cloud cloud, Call call) {
        this.cloud = cloud;
        this.call = call;
    }

    /**
     * The document that counts of the policy with this ARN.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is no such policy
     */
    String of(String arn) {
        Iam iam = cloud.client(Iam.API);
        Call own = call.as(STS);
        try {
            Policy policy = iam.getPolicy(
                            GetPolicyRequest.builder().policyArn(arn).build(), own)
                    .policy();
            PolicyVersion version = iam.getPolicyVersion(
                            GetPolicyVersionRequest.builder()
                                    .policyArn(arn)
                                    .versionId(policy == null ? null : policy.defaultVersionId())
                                    .build(),
                            own)
                    .policyVersion();
            String document = version == null ? null : version.document();
            return URLDecoder.decode(Objects.requireNonNullElse(document, ""), StandardCharsets.UTF_8);
        } catch (NoSuchEntityException e) {
            throw StsErrors.invalidParameter("The policy " + arn + " does not exist.");
        }
    }
}
