package cloudjar.services.s3;

import cloudjar.api.s3.AccessDenied;
import cloudjar.api.s3.EntityTooLarge;
import cloudjar.api.s3.EntityTooSmall;
import cloudjar.api.s3.IncorrectNumberOfFilesInPostRequest;
import cloudjar.api.s3.InvalidAccessKeyId;
import cloudjar.api.s3.InvalidPolicyDocument;
import cloudjar.api.s3.MalformedPOSTRequest;
import cloudjar.api.s3.MaxPostPreDataLengthExceededError;
import cloudjar.api.s3.PreconditionFailed;
import cloudjar.api.s3.SignatureDoesNotMatch;
import cloudjar.kernel.shape.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** What S3 says when it refuses a form; recorded from AWS where nothing else is said. */
final class PostErrors {
    private PostErrors() {}

    static ApiException notAForm() {
        return PreconditionFailed.builder()
                .message("At least one of the pre-conditions you specified did not hold")
                .condition("Bucket POST must be of the enclosure-type multipart/form-data")
                .build();
    }

    /** S3 API Reference, Error responses. */
    static ApiException malformed() {
        return new MalformedPOSTRequest("The body of your POST request is not well-formed multipart/form-data.");
    }

    /** S3 API Reference, Error responses. */
    static ApiException noFile() {
        return new IncorrectNumberOfFilesInPostRequest("POST requires exactly one file upload per request.");
    }

    /** S3 API Reference, Error responses. */
    static ApiException tooMuchBeforeFile() {
        return new MaxPostPreDataLengthExceededError(
                "Your POST request fields preceding the upload file were too large.");
    }

    static ApiException fieldMissing(String name) {
        return S3Errors.invalidArgument(
                "Bucket POST must contain a field named '" + name
                        + "'.  If it is specified, please check the order of the fields.",
                name,
                null);
    }

    static ApiException expired() {
        return new AccessDenied("Invalid according to Policy: Policy expired.");
    }

    static ApiException conditionFailed(PostPolicy.Rule rule) {
        return new AccessDenied("Invalid according to Policy: Policy Condition failed: " + rule.text());
    }

    /** Wording as users quote it. */
    static ApiException extraFields(List<String> names) {
        return new AccessDenied("Invalid according to Policy: Extra input fields: " + String.join(", ", names));
    }

    static ApiException severalProperties() {
        return new InvalidPolicyDocument("Invalid Policy: Invalid Simple-Condition: Simple-Conditions must have exactly"
                + " one property specified.");
    }

    /** S3 API Reference, Error responses; the detail as users quote it. */
    static ApiException unreadablePolicy() {
        return new InvalidPolicyDocument("Invalid Policy: Invalid JSON.");
    }

    static ApiException tooLong(long length, long max) {
        return EntityTooLarge.builder()
                .message("Your proposed upload exceeds the maximum allowed size")
                .maxSizeAllowed(max)
                .proposedSize(length)
                .build();
    }

    static ApiException tooShort(long length, long min) {
        return EntityTooSmall.builder()
                .message("Your proposed upload is smaller than the minimum allowed size")
                .minSizeAllowed(min)
                .proposedSize(length)
                .build();
    }

    /** S3 API Reference, Error responses. */
    static ApiException unknownKey(String accessKey) {
        return InvalidAccessKeyId.builder()
                .message("The AWS Access Key Id you provided does not exist in our records.")
                .awsAccessKeyId(accessKey)
                .build();
    }

    /** @param policy what was to be signed */
    static ApiException wrongSignature(String accessKey, String signature, String policy) {
        return SignatureDoesNotMatch.builder()
                .message("The request signature we calculated does not match the signature you provided. Check your key"
                        + " and signing method.")
                .awsAccessKeyId(accessKey)
                .stringToSign(policy)
                .signatureProvided(signature)
                .stringToSignBytes(HexFormat.ofDelimiter(" ").formatHex(policy.getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}
