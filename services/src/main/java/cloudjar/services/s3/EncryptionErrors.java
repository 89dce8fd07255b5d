package cloudjar.services.s3;

import cloudjar.api.s3.AccessDenied;
import cloudjar.api.s3.InvalidRequest;
import cloudjar.kernel.shape.ApiException;

/** What S3 says when it refuses something about encryption by a key of the caller's own or one of KMS. */
final class EncryptionErrors {
    private static final String HEADER = "x-amz-server-side-encryption";

    private EncryptionErrors() {}

    static ApiException twoEncryptions(String other) {
        return S3Errors.invalidArgument(
                "Server Side Encryption with Customer provided key is incompatible with the encryption method specified",
                HEADER,
                other);
    }

    static ApiException noAlgorithm() {
        return S3Errors.invalidArgument(
                "Requests specifying Server Side Encryption with Customer provided keys must provide a valid encryption"
                        + " algorithm.",
                HEADER,
                null);
    }

    static ApiException noKey() {
        return S3Errors.invalidArgument(
                "Requests specifying Server Side Encryption with Customer provided keys must provide an appropriate"
                        + " secret key.",
                HEADER,
                null);
    }

    static ApiException invalidKey() {
        return S3Errors.invalidArgument("The secret key was invalid for the specified algorithm.", HEADER, null);
    }

    static ApiException wrongMd5() {
        return S3Errors.invalidArgument(
                "The calculated MD5 hash of the key did not match the hash that was provided.", HEADER, null);
    }

    static ApiException wrongKey() {
        return new AccessDenied(
                "Requests specifying Server Side Encryption with Customer provided keys must provide the"
                        + " correct secret key.");
    }

    static ApiException keyNeeded() {
        return new InvalidRequest("The object was stored using a form of Server Side Encryption. The correct parameters"
                + " must be provided to retrieve the object.");
    }

    /** Wording: as users of AWS quote it. */
    static ApiException kmsNeeded() {
        return S3Errors.invalidArgument(
                "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption :"
                        + " aws:kms",
                HEADER,
                null);
    }

    /** Wording: as users of AWS quote it. */
    static ApiException malformedContext() {
        return S3Errors.invalidArgument(
                "The header 'x-amz-server-side-encryption-context' shall be Base64-encoded UTF-8 string holding JSON which"
                        + " represents a string-string map",
                "x-amz-server-side-encryption-context",
                null);
    }

    /** S3 User Guide, Using server-side encryption with AWS KMS: who did not sign cannot ask KMS. */
    static ApiException signatureNeeded() {
        return S3Errors.invalidArgument(
                "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4.",
                "Authorization",
                null);
    }

    /** Wording: S3 API Reference; no recorded answer has it. */
    static ApiException keyNotApplicable() {
        return new InvalidRequest("The encryption parameters are not applicable to this object.");
    }

    static ApiException keyOfUploadNeeded() {
        return new InvalidRequest("The multipart upload initiate requested encryption. Subsequent part requests must"
                + " include the appropriate encryption parameters.");
    }

    static ApiException otherKeyThanUpload() {
        return new InvalidRequest("The provided encryption parameters did not match the ones used originally.");
    }
}
