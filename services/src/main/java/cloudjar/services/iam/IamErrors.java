package cloudjar.services.iam;

import cloudjar.api.iam.AccessDenied;
import cloudjar.api.iam.AccountNotManagementOrDelegatedAdministratorException;
import cloudjar.api.iam.CallerIsNotManagementAccountException;
import cloudjar.api.iam.CredentialReportExpiredException;
import cloudjar.api.iam.CredentialReportNotPresentException;
import cloudjar.api.iam.DeleteConflictException;
import cloudjar.api.iam.DuplicateCertificateException;
import cloudjar.api.iam.DuplicateSSHPublicKeyException;
import cloudjar.api.iam.EntityAlreadyExistsException;
import cloudjar.api.iam.FeatureDisabledException;
import cloudjar.api.iam.FeatureEnabledException;
import cloudjar.api.iam.InvalidAuthenticationCodeException;
import cloudjar.api.iam.InvalidInputException;
import cloudjar.api.iam.InvalidPublicKeyException;
import cloudjar.api.iam.InvalidUserTypeException;
import cloudjar.api.iam.KeyPairMismatchException;
import cloudjar.api.iam.LimitExceededException;
import cloudjar.api.iam.MalformedCertificateException;
import cloudjar.api.iam.MalformedPolicyDocumentException;
import cloudjar.api.iam.NoSuchEntityException;
import cloudjar.api.iam.OrganizationNotFoundException;
import cloudjar.api.iam.OrganizationNotInAllFeaturesModeException;
import cloudjar.api.iam.PasswordPolicyViolationException;
import cloudjar.api.iam.PolicyNotAttachableException;
import cloudjar.api.iam.ServiceAccessNotEnabledException;
import cloudjar.api.iam.UnmodifiableEntityException;
import cloudjar.api.iam.UnrecognizedPublicKeyEncodingException;
import cloudjar.api.iam.ValidationError;
import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;

/**
 * What IAM says when it refuses. The sentences are AWS's: from recorded answers where there are any, else as its callers and
 * their test suites report them.
 */
final class IamErrors {
    private static final int FORBIDDEN = 403;

    private IamErrors() {}

    static ApiException noIdentity(IdentityKind kind, String name) {
        return missing("The " + kind.word() + " with name " + name + " cannot be found.");
    }

    static ApiException missing(String message) {
        return new NoSuchEntityException(message);
    }

    static ApiException noPolicy(String arn) {
        return missing("Policy " + arn + " was not found.");
    }

    /** Said of the policy that is to be attached. */
    static ApiException notAttachable(String arn) {
        return missing("Policy " + arn + " does not exist or is not attachable.");
    }

    /** Said of a service's policy: only its own role can have it. */
    static ApiException servicePolicy(String arn) {
        return new PolicyNotAttachableException("Cannot attach a Service Role Policy to a Customer Role.");
    }

    static ApiException noVersion(String arn, String version) {
        return missing("Policy " + arn + " version " + version + " does not exist or is not attachable.");
    }

    static ApiException noInlinePolicy(IdentityKind kind, String name) {
        return missing("The " + kind.word() + " policy with name " + name + " cannot be found.");
    }

    static ApiException noInstanceProfile(String name) {
        return missing("Instance Profile " + name + " cannot be found.");
    }

    static ApiException noAccessKey(String id) {
        return missing("The Access Key with id " + id + " cannot be found.");
    }

    static ApiException noLoginProfile(String user) {
        return missing("Login Profile for User " + user + " cannot be found.");
    }

    static ApiException noPasswordPolicy(String account) {
        return missing("The Password Policy with domain name " + account + " cannot be found.");
    }

    static ApiException exists(String message) {
        return new EntityAlreadyExistsException(message);
    }

    static ApiException identityExists(IdentityKind kind, String name) {
        return exists(kind.title() + " with name " + name + " already exists.");
    }

    static ApiException policyExists(String name) {
        return exists("A policy called " + name + " already exists. Duplicate names are not allowed.");
    }

    static ApiException conflict(String message) {
        return new DeleteConflictException("Cannot delete entity, must " + message + " first.");
    }

    /** Of a policy: the sentence has no common beginning. */
    static ApiException policyConflict(String message) {
        return new DeleteConflictException(message);
    }

    static ApiException limit(String message) {
        return new LimitExceededException(message);
    }

    static ApiException quota(String name, Limit limit) {
        return limit("Cannot exceed quota for " + name + ": " + limit.current());
    }

    static ApiException malformedPolicy(String message) {
        return new MalformedPolicyDocumentException(message);
    }

    static ApiException invalidInput(String message) {
        return new InvalidInputException(message);
    }

    static ApiException validation(String message) {
        return new ValidationError(message);
    }

    static ApiException badArn() {
        return validation("Invalid ARN:  Could not be parsed!");
    }

    static ApiException badMarker() {
        return validation("Invalid Marker.");
    }

    static ApiException duplicateTags() {
        return invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    static ApiException reservedTag() {
        return invalidInput("aws: prefixed tag key names are not allowed for external use.");
    }

    static ApiException tooManyTags() {
        return invalidInput("The number of tags has reached the maximum limit.");
    }

    static ApiException noUserName() {
        return validation("Must specify userName when calling with non-User credentials");
    }

    static ApiException sessionWithoutCode() {
        return new CommonException(
                "InvalidClientTokenId", FORBIDDEN, "The security token included in the request is invalid");
    }

    static ApiException noPassword() {
        return validation(
                "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not"
                        + " be null");
    }

    /** A service's role is changed by the service alone. */
    static ApiException serviceRole(String name) {
        return new UnmodifiableEntityException("Cannot perform the operation on the protected role '" + name
                + "' - this role is only modifiable by AWS");
    }

    static ApiException awsPolicy() {
        return new AccessDenied("Cannot perform the operation on an AWS managed policy.");
    }

    static ApiException notAUser() {
        return new InvalidUserTypeException("Only IAM Users can change their own password");
    }

    static ApiException badPassword(String message) {
        return new PasswordPolicyViolationException(message);
    }

    static ApiException badCodes() {
        return new InvalidAuthenticationCodeException("Authentication code for device is not valid.");
    }

    static ApiException noDevice(String serialNumber) {
        return missing("VirtualMFADevice with serial number " + serialNumber + " doesn't exist.");
    }

    static ApiException badKeyEncoding() {
        return new UnrecognizedPublicKeyEncodingException("Unsupported or unrecognized public key encoding.");
    }

    static ApiException badKey() {
        return new InvalidPublicKeyException("The public key is malformed or is shorter than 2048 bits.");
    }

    static ApiException duplicateKey() {
        return new DuplicateSSHPublicKeyException("The SSH public key is already associated with the user.");
    }

    static ApiException badCertificate() {
        return new MalformedCertificateException(
                "Unable to parse certificate. Please ensure the certificate is in PEM format.");
    }

    /** @param index of the certificate in the chain that did not sign the one before; -1 for the first */
    static ApiException badChain(int index) {
        return new MalformedCertificateException(
                "Unable to validate certificate chain. The certificate chain must start"
                        + " with the immediate signing certificate, followed by any intermediaries in order. The index within the"
                        + " chain of the invalid certificate is: " + index);
    }

    static ApiException badPrivateKey() {
        return new MalformedCertificateException(
                "Unable to parse private key. Please ensure the private key is in PEM format and not encrypted.");
    }

    /** The sentence of the API reference: no answer is known. */
    static ApiException keyMismatch() {
        return new KeyPairMismatchException("The public key certificate and the private key do not match.");
    }

    static ApiException duplicateCertificate() {
        return new DuplicateCertificateException("The certificate is already associated with the user.");
    }

    static ApiException noReport() {
        return new CredentialReportNotPresentException("No report exists. Call GenerateCredentialReport first.");
    }

    static ApiException reportExpired() {
        return new CredentialReportExpiredException("The report is older than four hours. Generate a new one.");
    }

    static ApiException accessDenied(String message) {
        return new AccessDenied(message);
    }

    // What AWS says of the following is not recorded anywhere: the sentences are ours.

    static ApiException notManagementAccount() {
        return accessDenied("Only the management account of an organization may ask for a report on it.");
    }

    static ApiException noControlPolicies() {
        return validation("Service control policies are not enabled for the root of the organization.");
    }

    static ApiException noEntity(String path) {
        return validation("The entity path " + path + " leads to nothing in the organization.");
    }

    static ApiException noControlPolicy(String id) {
        return validation("The organization has no service control policy " + id + ".");
    }

    // The sentences of the API reference: no answers are known.

    static ApiException noOrganization() {
        return new OrganizationNotFoundException(
                "The request was rejected because no organization is associated with your account.");
    }

    static ApiException notAllFeatures() {
        return new OrganizationNotInAllFeaturesModeException(
                "The request was rejected because your organization does not have All features enabled.");
    }

    static ApiException noServiceAccess() {
        return new ServiceAccessNotEnabledException(
                "The request was rejected because trusted access is not enabled for IAM in AWS Organizations.");
    }

    static ApiException notAdministrator() {
        return new AccountNotManagementOrDelegatedAdministratorException(
                "The request was rejected because the account making the request is not the management account or"
                        + " delegated administrator account for centralized root access.");
    }

    static ApiException notManaging() {
        return new CallerIsNotManagementAccountException("The request was rejected because the account making the"
                + " request is not the management account for the organization.");
    }

    static ApiException outboundEnabled() {
        return new FeatureEnabledException("The request failed because outbound identity federation is already enabled"
                + " for your AWS account. You cannot enable the feature multiple times.");
    }

    static ApiException outboundDisabled() {
        return new FeatureDisabledException("The request failed because outbound identity federation is already"
                + " disabled for your AWS account. You cannot disable the feature multiple times.");
    }
}
