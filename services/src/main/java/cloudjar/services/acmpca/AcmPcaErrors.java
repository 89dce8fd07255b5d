package cloudjar.services.acmpca;

import cloudjar.api.acmpca.CertificateMismatchException;
import cloudjar.api.acmpca.InvalidArgsException;
import cloudjar.api.acmpca.InvalidArnException;
import cloudjar.api.acmpca.InvalidNextTokenException;
import cloudjar.api.acmpca.InvalidPolicyException;
import cloudjar.api.acmpca.InvalidStateException;
import cloudjar.api.acmpca.InvalidTagException;
import cloudjar.api.acmpca.LimitExceededException;
import cloudjar.api.acmpca.MalformedCSRException;
import cloudjar.api.acmpca.MalformedCertificateException;
import cloudjar.api.acmpca.PermissionAlreadyExistsException;
import cloudjar.api.acmpca.RequestAlreadyProcessedException;
import cloudjar.api.acmpca.RequestFailedException;
import cloudjar.api.acmpca.ResourceNotFoundException;
import cloudjar.api.acmpca.TooManyTagsException;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;

/** What Private Certificate Authority says when it refuses; the codes are AWS's, most sentences ours. */
final class AcmPcaErrors {
    private static final int BAD_REQUEST = 400;

    private AcmPcaErrors() {}

    static ApiException notFound(String arn) {
        return new ResourceNotFoundException("Could not find Certificate Authority or certificate " + arn + ".");
    }

    static ApiException arn(String arn) {
        return new InvalidArnException("The ARN is not one of a certificate authority: " + arn);
    }

    static ApiException state(Authority authority) {
        return new InvalidStateException("The certificate authority is in the " + authority.status()
                + " state and must be in another state to complete this action.");
    }

    static ApiException args(String sentence) {
        return new InvalidArgsException(sentence);
    }

    static ApiException csr() {
        return new MalformedCSRException(
                "The certificate signing request is not in PEM format, or its signature is wrong.");
    }

    static ApiException nameless() {
        return new MalformedCSRException("The certificate would have neither a subject nor an alternative name.");
    }

    static ApiException certificate(String sentence) {
        return new MalformedCertificateException(sentence);
    }

    /** As AWS says it: https://github.com/hashicorp/terraform-provider-aws/issues/33306 */
    static ApiException bucket(String bucket) {
        return new CommonException(
                "ValidationException",
                BAD_REQUEST,
                "Permission error with your S3 bucket '" + bucket
                        + "'. Check that your bucket policy, encryption settings, S3 Block Public Access settings, and"
                        + " global account permissions are configured correctly. For more information, check the"
                        + " service documentation.");
    }

    static ApiException tooManyIssued(long most) {
        return new RequestFailedException("A report can hold " + most + " certificates.");
    }

    static ApiException noReport(String id) {
        return new ResourceNotFoundException("Could not find audit report " + id + ".");
    }

    static ApiException mismatch(String sentence) {
        return new CertificateMismatchException(sentence);
    }

    static ApiException policy(String sentence) {
        return new InvalidPolicyException(sentence);
    }

    static ApiException permissionExists() {
        return new PermissionAlreadyExistsException(
                "The principal has a permission on the certificate authority already.");
    }

    static ApiException revokedAlready() {
        return new RequestAlreadyProcessedException("The certificate has been revoked already.");
    }

    static ApiException nextToken() {
        return new InvalidNextTokenException("The NextToken is not valid.");
    }

    static ApiException limit() {
        return new LimitExceededException("You have reached the maximum number of certificate authorities.");
    }

    static ApiException tag(String key) {
        return new InvalidTagException("Tag keys can't begin with aws: " + key);
    }

    static ApiException tooManyTags() {
        return new TooManyTagsException("A certificate authority can't have more than 50 tags.");
    }
}
