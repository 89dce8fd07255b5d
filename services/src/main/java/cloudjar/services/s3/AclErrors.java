package cloudjar.services.s3;

import cloudjar.api.s3.AccessControlListNotSupported;
import cloudjar.api.s3.InvalidBucketAclWithObjectOwnership;
import cloudjar.api.s3.InvalidRequest;
import cloudjar.api.s3.MalformedACLError;
import cloudjar.api.s3.MissingSecurityHeader;
import cloudjar.api.s3.UnexpectedContent;
import cloudjar.api.s3.UnresolvableGrantByEmailAddress;
import cloudjar.kernel.shape.ApiException;
import org.jspecify.annotations.Nullable;

/** What S3 says when it refuses an access control list. */
final class AclErrors {
    private AclErrors() {}

    static ApiException unknownCanned(String name) {
        return S3Errors.invalidArgument("", "x-amz-acl", name);
    }

    static ApiException unknownGrantee(String header, String grantee) {
        return S3Errors.invalidArgument("Argument format not recognized", header, grantee);
    }

    static ApiException unknownGroup(String argument, @Nullable String uri) {
        return S3Errors.invalidArgument("Invalid group uri", argument, uri);
    }

    static ApiException invalidId(String argument, @Nullable String id) {
        return S3Errors.invalidArgument("Invalid id", argument, id);
    }

    /** S3 API Reference, Error responses: no account has an e-mail address here. */
    static ApiException unknownEmail() {
        return new UnresolvableGrantByEmailAddress(
                "The email address you provided does not match any account on record.");
    }

    static ApiException malformed() {
        return new MalformedACLError(S3Errors.MALFORMED_XML);
    }

    static ApiException noAcl() {
        return MissingSecurityHeader.builder()
                .message("Your request was missing a required header")
                .missingHeaderName("x-amz-acl")
                .build();
    }

    static ApiException cannedAndGrants() {
        return new InvalidRequest("Specifying both Canned ACLs and Header Grants is not allowed");
    }

    static ApiException headersAndDocument() {
        return new UnexpectedContent("This request does not support content");
    }

    /** Wording: what Terraform's users reported when new buckets stopped taking lists of access (April 2023). */
    static ApiException notWithOwnership() {
        return new InvalidBucketAclWithObjectOwnership(
                "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
    }

    /** S3 User Guide, Controlling ownership of objects. */
    static ApiException notSupported() {
        return new AccessControlListNotSupported("The bucket does not allow ACLs");
    }
}
