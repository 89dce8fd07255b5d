package cloudjar.services.sts;

import cloudjar.api.sts.AccessDenied;
import cloudjar.api.sts.InvalidParameterValue;
import cloudjar.api.sts.MalformedPolicyDocumentException;
import cloudjar.api.sts.PackedPolicyTooLargeException;
import cloudjar.api.sts.ValidationError;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.tenancy.Principal;

/**
 * What STS says when it refuses: from recorded answers and the STS API Reference where they have the sentence, else as its
 * callers report it.
 */
final class StsErrors {
    private static final int FORBIDDEN = 403;

    private StsErrors() {}

    /** An unsigned call: {@code curl 'https://sts.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15'}. */
    static ApiException missingAuthenticationToken() {
        return new CommonException("MissingAuthenticationToken", FORBIDDEN, "Request is missing Authentication Token");
    }

    static ApiException invalidArn(String arn) {
        return validation(arn + " is invalid");
    }

    static ApiException validation(String message) {
        return new ValidationError(message);
    }

    static ApiException denied(Principal caller, String action, String resource) {
        return accessDenied(
                "User: " + caller.id() + " is not authorized to perform: " + action + " on resource: " + resource);
    }

    static ApiException accessDenied(String message) {
        return new AccessDenied(message);
    }

    static ApiException invalidParameter(String message) {
        return new InvalidParameterValue(message);
    }

    static ApiException malformedPolicy(String message) {
        return new MalformedPolicyDocumentException(message);
    }

    static ApiException packedPolicyTooLarge(int percent) {
        return new PackedPolicyTooLargeException(
                "Packed policy consumes " + percent + "% of allotted space, please use smaller policy.");
    }

    static ApiException durationOverRole() {
        return validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    static ApiException durationOverChain() {
        return validation(
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
    }

    static ApiException sessionCredentials(String operation) {
        return accessDenied("Cannot call " + operation + " with session credentials");
    }

    static ApiException wrongCode() {
        return accessDenied("MultiFactorAuthentication failed with invalid MFA one time pass code.");
    }

    static ApiException codeWithoutDevice() {
        return accessDenied(
                "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.");
    }

    static ApiException duplicateTags() {
        return invalidParameter("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    static ApiException transitiveTagNotGiven() {
        return invalidParameter("The specified transitive tag key must be included in the requested tags.");
    }

    static ApiException transitiveTagOverridden() {
        return invalidParameter("One of the specified transitive tag keys can't be set because it conflicts with a"
                + " transitive tag key from the calling session.");
    }
}
