package cloudjar.services.ssm;

import cloudjar.api.ssm.MalformedResourcePolicyDocumentException;
import cloudjar.api.ssm.ResourceNotFoundException;
import cloudjar.api.ssm.ResourcePolicyConflictException;
import cloudjar.api.ssm.ResourcePolicyInvalidParameterException;
import cloudjar.api.ssm.ResourcePolicyLimitExceededException;
import cloudjar.api.ssm.ResourcePolicyNotFoundException;
import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.shape.ApiException;
import java.util.List;

/** What is said where resource policies are refused: AWS's codes in our wording. */
final class PolicyErrors {
    private PolicyErrors() {}

    static ApiException noResource(String arn) {
        return new ResourceNotFoundException("The resource " + arn + " does not exist in this account and region.");
    }

    /** @param parameter the member of the request that is wrong */
    static ApiException parameter(String parameter, String sentence) {
        return ResourcePolicyInvalidParameterException.builder()
                .parameterNames(List.of(parameter))
                .message(sentence)
                .build();
    }

    static ApiException absent(String id) {
        return new ResourcePolicyNotFoundException("The resource has no policy with the ID " + id + ".");
    }

    static ApiException conflict() {
        return new ResourcePolicyConflictException(
                "The hash is not that of the policy as it is now: get the policy and try again.");
    }

    static ApiException malformed(String sentence) {
        return new MalformedResourcePolicyDocumentException(sentence);
    }

    static ApiException limit(String type, Limit limit) {
        return ResourcePolicyLimitExceededException.builder()
                .limit(Math.toIntExact(limit.current()))
                .limitType(type)
                .message("The limit of " + limit.current() + " is exceeded: " + type)
                .build();
    }
}
