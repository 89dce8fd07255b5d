package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.InvalidNextTokenException;
import cloudjar.api.applicationautoscaling.LimitExceededException;
import cloudjar.api.applicationautoscaling.ObjectNotFoundException;
import cloudjar.api.applicationautoscaling.ResourceNotFoundException;
import cloudjar.api.applicationautoscaling.TooManyTagsException;
import cloudjar.api.applicationautoscaling.ValidationException;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;

/** What Application Auto Scaling says when it refuses: as seen in answers of AWS, else worded by us. */
final class ApplicationAutoScalingErrors {
    private static final int BAD_REQUEST = 400;

    private ApplicationAutoScalingErrors() {}

    static ApiException validation(String message) {
        return new ValidationException(message);
    }

    /** As AWS says it (pulumi/pulumi-policy-aws, issue 11). */
    static ApiException unsupported() {
        return validation("Unsupported service namespace, resource type or scalable dimension");
    }

    /** As AWS says it (terraform-aws-modules/terraform-aws-dynamodb-table, issue 15). */
    static ApiException noTable(String resource) {
        return validation("DynamoDB table does not exist: " + resource);
    }

    static ApiException noIndex(String resource) {
        return validation("DynamoDB index does not exist: " + resource);
    }

    static ApiException noFunction(String resource) {
        return validation("Lambda function version or alias does not exist: " + resource);
    }

    /** As AWS says it, in many reports about targets that Terraform has not made yet. */
    static ApiException noTarget(TargetKey key) {
        return new ObjectNotFoundException("No scalable target registered for " + words(key));
    }

    static ApiException noPolicy(TargetKey key, String name) {
        return new ObjectNotFoundException("No scaling policy found for " + words(key) + ", policy name: " + name);
    }

    static ApiException noScheduledAction(TargetKey key, String name) {
        return new ObjectNotFoundException(
                "No scheduled action found for " + words(key) + ", scheduled action name: " + name);
    }

    private static String words(TargetKey key) {
        return "service namespace: " + key.namespace() + ", resource ID: " + key.resource() + ", scalable dimension: "
                + key.dimension();
    }

    /** As AWS says it (hashicorp/terraform-provider-aws, issue 41179). */
    static ApiException sameMetric() {
        return validation("Only one TargetTrackingScaling policy for a given metric specification is allowed.");
    }

    static ApiException limit(String what, long most) {
        return new LimitExceededException("You have reached the maximum of " + most + " " + what + ".");
    }

    static ApiException nextToken() {
        return new InvalidNextTokenException("The next token supplied was invalid.");
    }

    static ApiException noResource(String arn) {
        return new ResourceNotFoundException("The specified resource doesn't exist: " + arn);
    }

    static ApiException tags(long most) {
        return new TooManyTagsException("A scalable target can have no more than " + most + " tags.");
    }

    /** To whoever calls what only CloudWatch may, as if it were not there. */
    static ApiException unknownOperation() {
        return new CommonException("UnknownOperationException", BAD_REQUEST, "");
    }
}
