package cloudjar.services.sts;

import cloudjar.api.sts.AccessDenied;
import cloudjar.api.sts.ExpiredTokenException;
import cloudjar.api.sts.IDPCommunicationErrorException;
import cloudjar.api.sts.InvalidAuthorizationMessageException;
import cloudjar.api.sts.InvalidIdentityTokenException;
import cloudjar.api.sts.InvalidParameterValue;
import cloudjar.api.sts.MalformedPolicyDocumentException;
import cloudjar.api.sts.OutboundWebIdentityFederationDisabledException;
import cloudjar.api.sts.PackedPolicyTooLargeException;
import cloudjar.api.sts.SessionDurationEscalationException;
import cloudjar.api.sts.ValidationError;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;

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

    /** Said to people from outside, whose names AWS does not repeat. */
    static ApiException notAuthorized(String action) {
        return accessDenied("Not authorized to perform " + action);
    }

    static ApiException invalidToken(String message) {
        return new InvalidIdentityTokenException(message);
    }

    static ApiException notAToken() {
        return invalidToken(
                "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
    }

    static ApiException missingClaim(String name) {
        return invalidToken("Missing a required claim: " + name);
    }

    static ApiException noProvider(String issuer) {
        return invalidToken("No OpenIDConnect provider found in your account for " + issuer);
    }

    static ApiException wrongAudience() {
        return invalidToken("Incorrect token audience");
    }

    /** AWS has two spaces behind the comma. */
    static ApiException noKey() {
        return invalidToken("Couldn't retrieve verification key from your identity provider,  please reference"
                + " AssumeRoleWithWebIdentity documentation for requirements");
    }

    static ApiException wrongThumbprint() {
        return invalidToken("OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint");
    }

    /** The sentence of the API reference: no answer is known. */
    static ApiException wrongTokenSignature() {
        return invalidToken("The web identity token that was passed could not be validated by AWS. Get a new identity"
                + " token from the identity provider and then retry the request.");
    }

    /** The sentence of the API reference: no answer is known. */
    static ApiException notYet() {
        return invalidToken("The token is not valid yet");
    }

    static ApiException tokenExpired(Instant now, Instant end) {
        return new ExpiredTokenException("Token expired: current date/time " + now.getEpochSecond()
                + " must be before the expiration date/time " + end.getEpochSecond());
    }

    static ApiException providerUnreachable() {
        return new IDPCommunicationErrorException(
                "The identity provider could not be reached. Retry the request a" + " limited number of times.");
    }

    static ApiException notAnAssertion() {
        return invalidToken("Invalid SAML response");
    }

    static ApiException notBase64() {
        return invalidToken("Invalid base64 SAMLResponse");
    }

    static ApiException noSamlProvider() {
        return invalidToken("Specified provider doesn't exist");
    }

    static ApiException wrongIssuer() {
        return invalidToken("Issuer not present in specified provider");
    }

    static ApiException wrongResponseSignature() {
        return invalidToken("Response signature invalid");
    }

    static ApiException wrongResponseAudience() {
        return invalidToken("Response does not contain the required audience");
    }

    static ApiException assertionTooOld() {
        return new ExpiredTokenException("Token must be redeemed within 5 minutes of issuance");
    }

    static ApiException sessionNameMissing() {
        return invalidToken("RoleSessionName is required in AuthnResponse");
    }

    static ApiException sessionNameForm() {
        return invalidToken("RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}");
    }

    static ApiException sourceIdentityForm() {
        return invalidToken("Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\"");
    }

    static ApiException notDecodable() {
        return new InvalidAuthorizationMessageException("Message is not valid");
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

    // The sentences of the API reference: no answers are known.

    static ApiException taskPolicy(String arn) {
        return validation(arn + " is no task policy of AWS's: one below policy/root-task/ must be used.");
    }

    static ApiException outboundDisabled() {
        return new OutboundWebIdentityFederationDisabledException("The outbound web identity federation feature is not"
                + " enabled for this account. To use this feature, you must first enable it through the AWS Management"
                + " Console or API.");
    }

    static ApiException durationOverSession() {
        return new SessionDurationEscalationException(
                "The requested token duration would extend the session beyond its original expiration time.");
    }

    static ApiException algorithm(String name) {
        return validation("The signing algorithm " + name + " is not supported. Valid values are RS256 and ES384.");
    }
}
