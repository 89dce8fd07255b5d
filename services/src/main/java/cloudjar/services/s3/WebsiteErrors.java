package cloudjar.services.s3;

import cloudjar.api.s3.InvalidRequest;
import cloudjar.api.s3.MethodNotAllowed;
import cloudjar.kernel.shape.ApiException;
import org.jspecify.annotations.Nullable;

/** What S3 says when it refuses something about a bucket's website; recorded from AWS. */
final class WebsiteErrors {
    private WebsiteErrors() {}

    static ApiException indexNotWellFormed(String suffix) {
        return S3Errors.invalidArgument(
                "The IndexDocument Suffix is not well formed", "IndexDocument", suffix.isEmpty() ? null : suffix);
    }

    static ApiException indexMissing() {
        return S3Errors.invalidArgument(
                "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty",
                "IndexDocument",
                "null");
    }

    static ApiException redirectAllAlone() {
        return S3Errors.invalidArgument(
                "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.",
                "RedirectAllRequestsTo",
                "not null");
    }

    static ApiException unknownProtocol() {
        return new InvalidRequest("Invalid protocol, protocol can be http or https. If not defined the protocol will be"
                + " selected automatically.");
    }

    static ApiException twoReplacements() {
        return new InvalidRequest("You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
    }

    static ApiException emptyCondition() {
        return new InvalidRequest("Condition cannot be empty. To redirect all requests without a condition, the"
                + " condition element shouldn't be present.");
    }

    /** S3 API Reference, Redirect; wording as users quote it. */
    static ApiException redirectCode(@Nullable String code) {
        return new InvalidRequest(
                "The provided HTTP redirect code (" + code + ") is not valid. Valid codes are 3XX except 300.");
    }

    /** S3 API Reference, Condition; wording as users quote it. */
    static ApiException errorCode(String code) {
        return new InvalidRequest(
                "The provided HTTP error code (" + code + ") is not valid. Valid codes are 4XX or 5XX.");
    }

    static ApiException methodNotAllowed(String method) {
        return MethodNotAllowed.builder()
                .message("The specified method is not allowed against this resource.")
                .method(method)
                .resourceType("OBJECT")
                .build();
    }
}
