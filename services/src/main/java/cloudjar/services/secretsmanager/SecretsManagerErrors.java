package cloudjar.services.secretsmanager;

import cloudjar.api.secretsmanager.DecryptionFailure;
import cloudjar.api.secretsmanager.EncryptionFailure;
import cloudjar.api.secretsmanager.InvalidNextTokenException;
import cloudjar.api.secretsmanager.InvalidParameterException;
import cloudjar.api.secretsmanager.InvalidRequestException;
import cloudjar.api.secretsmanager.LimitExceededException;
import cloudjar.api.secretsmanager.MalformedPolicyDocumentException;
import cloudjar.api.secretsmanager.PublicPolicyException;
import cloudjar.api.secretsmanager.ResourceExistsException;
import cloudjar.api.secretsmanager.ResourceNotFoundException;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;

/** What Secrets Manager says when it refuses: recorded answers where they have the sentence, else as seen or our wording. */
final class SecretsManagerErrors {
    private static final int BAD_REQUEST = 400;

    private SecretsManagerErrors() {}

    static ApiException name() {
        return new CommonException(
                "ValidationException",
                BAD_REQUEST,
                "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
    }

    static ApiException parameter(String sentence) {
        return new InvalidParameterException(sentence);
    }

    static ApiException request(String sentence) {
        return new InvalidRequestException(sentence);
    }

    static ApiException noSecret() {
        return new ResourceNotFoundException("Secrets Manager can't find the specified secret.");
    }

    static ApiException noStage(String stage) {
        return new ResourceNotFoundException(
                "Secrets Manager can't find the specified secret value for staging label: " + stage);
    }

    static ApiException noVersion(String version) {
        return new ResourceNotFoundException(
                "Secrets Manager can't find the specified secret value for VersionId: " + version);
    }

    static ApiException notOnVersion() {
        return new InvalidRequestException(
                "You provided a VersionStage that is not associated to the provided VersionId.");
    }

    static ApiException noToken() {
        return new InvalidRequestException(
                "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
    }

    static ApiException exists(String name) {
        return new ResourceExistsException("The operation failed because the secret " + name + " already exists.");
    }

    static ApiException tokenUsed(String token, String arn) {
        return new ResourceExistsException("You can't use ClientRequestToken " + token
                + " because that value is already in use for a version of secret " + arn + ".");
    }

    static ApiException scheduledAlready() {
        return new InvalidRequestException(
                "You can't create this secret because a secret with this name is already scheduled for deletion.");
    }

    static ApiException deleted() {
        return new InvalidRequestException(
                "You can't perform this operation on the secret because it was marked for deletion.");
    }

    static ApiException noFunction() {
        return new InvalidRequestException("No Lambda rotation function ARN is associated with this secret.");
    }

    static ApiException cannotInvoke() {
        return new CommonException(
                "AccessDeniedException",
                BAD_REQUEST,
                "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access"
                        + " to the principal secretsmanager.amazonaws.com.");
    }

    static ApiException rotationUnderway() {
        return new InvalidRequestException("A previous rotation isn't complete. That rotation will be reattempted.");
    }

    static ApiException replica() {
        return new InvalidRequestException(
                "Operation not permitted on a replica secret. Call must be made in primary secret's region.");
    }

    static ApiException notReplica() {
        return new InvalidRequestException("Operation not permitted on a primary secret.");
    }

    static ApiException hasReplicas(String name, String regions) {
        return new InvalidRequestException(
                "You can't delete secret " + name + " that still has replica regions [" + regions + "]");
    }

    static ApiException kmsDenied() {
        return new CommonException("AccessDeniedException", BAD_REQUEST, "Access to KMS is not allowed");
    }

    static ApiException otherAccountsDefaultKey() {
        return new InvalidRequestException(
                "You can't access a secret from a different AWS account if you encrypt the secret"
                        + " with the default KMS service key.");
    }

    static ApiException encryption(String reason) {
        return new EncryptionFailure(
                "Secrets Manager can't encrypt the protected secret text using the provided KMS key: " + reason);
    }

    static ApiException decryption(String reason) {
        return new DecryptionFailure(
                "Secrets Manager can't decrypt the protected secret text using the provided KMS key: " + reason);
    }

    static ApiException publicPolicy() {
        return new PublicPolicyException(
                "This resource policy grants broad access to the secret. You must remove public access, or set"
                        + " BlockPublicPolicy to false.");
    }

    static ApiException policy(String reason) {
        return new MalformedPolicyDocumentException("This resource policy contains errors: " + reason);
    }

    static ApiException nextToken() {
        return new InvalidNextTokenException("The NextToken value is invalid.");
    }

    static ApiException limit(String sentence) {
        return new LimitExceededException(sentence);
    }
}
