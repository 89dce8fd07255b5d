package cloudjar.services.sso;

import cloudjar.api.ssoadmin.AccessDeniedException;
import cloudjar.api.ssoadmin.ConflictException;
import cloudjar.api.ssoadmin.ResourceNotFoundException;
import cloudjar.api.ssoadmin.ServiceQuotaExceededException;
import cloudjar.api.ssoadmin.ValidationException;
import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.shape.ApiException;

/** What the administration of IAM Identity Center says when it refuses, as its callers and their test suites report it. */
final class SsoErrors {
    private SsoErrors() {}

    static ApiException missing(String message) {
        return new ResourceNotFoundException(message);
    }

    static ApiException conflict(String message) {
        return new ConflictException(message);
    }

    /** Said where others change a permission set in an account faster than it comes there. */
    static ApiException changing() {
        return conflict("The permission set is being changed in this account. Try again.");
    }

    static ApiException invalid(String message) {
        return new ValidationException(message);
    }

    static ApiException quota(Limit limit) {
        return new ServiceQuotaExceededException("You have exceeded AWS SSO limits: no more than " + limit.current()
                + " " + limit.unit() + ". Please refer to " + limit.source());
    }

    /** Said of an instance of another, too: whether there is one is nobody's business. */
    static ApiException noInstance() {
        return new AccessDeniedException("You do not have sufficient access to perform this action.");
    }

    static ApiException noPermissionSet(String arn) {
        return missing("Could not find PermissionSet with id " + arn.substring(arn.lastIndexOf('/') + 1));
    }

    static ApiException noManagedPolicy(String arn) {
        return missing("Could not find ManagedPolicy with arn " + arn);
    }

    static ApiException noPolicyReference(String name, String path) {
        return missing(
                "Given managed policy with name: " + name + "  and path " + path + " does not exist on PermissionSet");
    }

    static ApiException policyAttached(String setId, String arn) {
        return conflict("Permission set with id " + setId
                + " already has a typed link attachment to a manged policy with " + arn);
    }

    static ApiException referenceAttached(String name, String path) {
        return conflict(
                "Given customer managed policy with name: " + name + "  and path " + path + " already attached");
    }

    static ApiException noPrincipal(String type, String id) {
        return missing(type + " not found with id " + id);
    }

    static ApiException noAccount(String id) {
        return missing("Account not found: " + id);
    }

    static ApiException noRequest(String id) {
        return missing("Request not found with id " + id);
    }

    static ApiException invalidToken() {
        return invalid("The NextToken is invalid.");
    }

    static ApiException noApplication(String arn) {
        return missing("Application does not exist: " + arn);
    }

    static ApiException noTokenIssuer(String arn) {
        return missing("Trusted token issuer does not exist: " + arn);
    }
}
