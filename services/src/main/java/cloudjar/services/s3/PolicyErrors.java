package cloudjar.services.s3;

import cloudjar.api.s3.MalformedPolicy;
import cloudjar.kernel.shape.ApiException;

/**
 * What S3 says when it refuses a policy. The first two sentences were recorded from AWS; the others are those that users
 * of Terraform and CloudFormation quote in their reports.
 */
final class PolicyErrors {
    private PolicyErrors() {}

    static ApiException notJson() {
        return new MalformedPolicy("Policies must be valid JSON and the first byte must be '{'");
    }

    static ApiException missing(String element) {
        return new MalformedPolicy("Missing required field " + element);
    }

    static ApiException noStatements() {
        return new MalformedPolicy("Could not parse the policy: Statement is empty!");
    }

    static ApiException effect(String effect) {
        return new MalformedPolicy("Invalid effect: " + effect);
    }

    static ApiException principal() {
        return new MalformedPolicy("Invalid principal in policy");
    }

    static ApiException action() {
        return new MalformedPolicy("Policy has invalid action");
    }

    static ApiException resource() {
        return new MalformedPolicy("Policy has invalid resource");
    }

    static ApiException syntax() {
        return new MalformedPolicy("Invalid policy syntax.");
    }

    static ApiException tooLarge() {
        return new MalformedPolicy("Policies must not exceed 20480 bytes");
    }
}
