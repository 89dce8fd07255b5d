package cloudjar.services.kms;

import cloudjar.api.kms.AlreadyExistsException;
import cloudjar.api.kms.CloudHsmClusterNotFoundException;
import cloudjar.api.kms.CustomKeyStoreNotFoundException;
import cloudjar.api.kms.DisabledException;
import cloudjar.api.kms.DryRunOperationException;
import cloudjar.api.kms.ExpiredImportTokenException;
import cloudjar.api.kms.IncorrectKeyException;
import cloudjar.api.kms.IncorrectKeyMaterialException;
import cloudjar.api.kms.InvalidArnException;
import cloudjar.api.kms.InvalidCiphertextException;
import cloudjar.api.kms.InvalidGrantIdException;
import cloudjar.api.kms.InvalidGrantTokenException;
import cloudjar.api.kms.InvalidImportTokenException;
import cloudjar.api.kms.InvalidKeyUsageException;
import cloudjar.api.kms.InvalidMarkerException;
import cloudjar.api.kms.KMSInvalidMacException;
import cloudjar.api.kms.KMSInvalidSignatureException;
import cloudjar.api.kms.KMSInvalidStateException;
import cloudjar.api.kms.KmsUnsupportedOperationException;
import cloudjar.api.kms.LimitExceededException;
import cloudjar.api.kms.MalformedPolicyDocumentException;
import cloudjar.api.kms.NotFoundException;
import cloudjar.api.kms.TagException;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;

/** What KMS says when it refuses: from recorded answers where they have the sentence, else from the API Reference. */
final class KmsErrors {
    private static final int BAD_REQUEST = 400;

    private KmsErrors() {}

    static ApiException validation(String message) {
        return new CommonException("ValidationException", BAD_REQUEST, message);
    }

    /** As the model says it of members that are always required. */
    static ApiException missing(String member) {
        return validation("1 validation error detected: Value null at '" + member
                + "' failed to satisfy constraint: Member must not be null");
    }

    static ApiException noKey(String arn) {
        return new NotFoundException("Key '" + arn + "' does not exist");
    }

    static ApiException badKeyId(String id) {
        return new NotFoundException("Invalid keyId '" + id + "'");
    }

    static ApiException otherRegion(String region) {
        return new NotFoundException("Invalid arn " + region);
    }

    static ApiException badArn(String arn) {
        return new InvalidArnException("Invalid arn " + arn);
    }

    static ApiException noAlias(String arn) {
        return new NotFoundException("Alias " + arn + " is not found.");
    }

    static ApiException aliasExists(String arn) {
        return new AlreadyExistsException("An alias with the name " + arn + " already exists");
    }

    static ApiException aliasPrefix() {
        return validation("Alias must start with the prefix \"alias/\". Please see"
                + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
    }

    static ApiException reservedAlias() {
        return new CommonException("NotAuthorizedException", BAD_REQUEST, "");
    }

    static ApiException disabled(KmsKey key) {
        return new DisabledException(key.arn() + " is disabled.");
    }

    static ApiException pendingImport(KmsKey key) {
        return state(key.arn() + " is pending import.");
    }

    static ApiException pendingDeletion(KmsKey key) {
        return state(key.arn() + " is pending deletion.");
    }

    static ApiException notPendingDeletion(KmsKey key) {
        return state(key.arn() + " is not pending deletion.");
    }

    static ApiException state(String message) {
        return new KMSInvalidStateException(message);
    }

    static ApiException usage(KmsKey key, String operation) {
        return new InvalidKeyUsageException(
                key.arn() + " key usage is " + key.usage() + " which is not valid for " + operation + ".");
    }

    static ApiException algorithm(String algorithm, KmsKey key) {
        return new InvalidKeyUsageException(
                "Algorithm " + algorithm + " is incompatible with key spec " + key.kind() + ".");
    }

    static ApiException origin(KmsKey key) {
        return unsupported(key.arn() + " origin is " + key.origin() + " which is not valid for this operation.");
    }

    static ApiException unsupported() {
        return KmsUnsupportedOperationException.builder().build();
    }

    static ApiException unsupported(String message) {
        return new KmsUnsupportedOperationException(message);
    }

    static ApiException notPrimary(KmsKey key) {
        return unsupported(key.arn() + " is not a multi-region primary key.");
    }

    static ApiException incorrectKey() {
        return new IncorrectKeyException(
                "The key ID in the request does not identify a CMK that can perform this operation.");
    }

    static ApiException ciphertext() {
        return InvalidCiphertextException.builder().build();
    }

    static ApiException signature() {
        return KMSInvalidSignatureException.builder().build();
    }

    static ApiException mac() {
        return KMSInvalidMacException.builder().build();
    }

    static ApiException dryRun() {
        return new DryRunOperationException("The request would have succeeded, but the DryRun option is set.");
    }

    static ApiException digestLength(String algorithm) {
        return validation("Digest is invalid length for algorithm " + algorithm + ".");
    }

    static ApiException marker() {
        return new InvalidMarkerException("Could not deserialize marker");
    }

    static ApiException tag(String message) {
        return new TagException(message);
    }

    static ApiException limit(String message) {
        return new LimitExceededException(message);
    }

    static ApiException policy(String message) {
        return new MalformedPolicyDocumentException(message);
    }

    static ApiException lockout() {
        return policy("The new key policy will not allow you to update the key policy in the future.");
    }

    static ApiException noPolicy() {
        return new NotFoundException("No such policy exists");
    }

    static ApiException noGrant(String id) {
        return new NotFoundException("Grant ID " + id + " not found");
    }

    static ApiException grantId(String id) {
        return new InvalidGrantIdException("Grant ID " + id + " is not valid.");
    }

    static ApiException grantToken() {
        return new InvalidGrantTokenException("The grant token is not valid.");
    }

    static ApiException importToken() {
        return InvalidImportTokenException.builder().build();
    }

    static ApiException importTokenExpired() {
        return ExpiredImportTokenException.builder().build();
    }

    static ApiException material() {
        return IncorrectKeyMaterialException.builder().build();
    }

    static ApiException noMaterial(String id) {
        return new NotFoundException("Key material " + id + " does not exist");
    }

    static ApiException replicaExists(String arn) {
        return new AlreadyExistsException(arn + " already exists.");
    }

    static ApiException noStore(String id) {
        return new CustomKeyStoreNotFoundException("Custom key store " + id + " is not found.");
    }

    static ApiException noCluster(String id) {
        return new CloudHsmClusterNotFoundException("The CloudHSM cluster " + id + " is not found.");
    }
}
