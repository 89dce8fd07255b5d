package cloudjar.services.s3;

import cloudjar.api.s3.AccessDenied;
import cloudjar.api.s3.InvalidArgument;
import cloudjar.api.s3.InvalidTag;
import cloudjar.api.s3.MalformedXML;
import cloudjar.api.s3.NotImplemented;
import cloudjar.kernel.shape.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * What S3 says when it refuses, whatever the request is about. The sentences here and in the {@code Errors} of each noun are those that LocalStack's snapshots recorded from AWS (2023-2025), unless said
 * otherwise.
 */
final class S3Errors {
    /** What S3 says of any document that it cannot read. */
    static final String MALFORMED_XML =
            "The XML you provided was not well-formed or did not validate against our published schema";

    private static final String UNSUPPORTED_HEADER =
            "A header you provided implies functionality that is not implemented";

    private S3Errors() {}

    static ApiException accessDenied() {
        return new AccessDenied("Access Denied");
    }

    static ApiException malformedXml() {
        return new MalformedXML(MALFORMED_XML);
    }

    /** Ours: AWS has what the header asks for. */
    static ApiException headerNotImplemented(String header) {
        return headerNotAccepted(header, null);
    }

    /** Said of headers that some operations have and others have not. */
    static ApiException headerNotAccepted(String header, @Nullable String why) {
        return NotImplemented.builder()
                .message(UNSUPPORTED_HEADER)
                .header(header)
                .additionalMessage(why)
                .build();
    }

    static ApiException invalidArgument(String message, String name, @Nullable String value) {
        return InvalidArgument.builder()
                .message(message)
                .argumentName(name)
                .argumentValue(value)
                .build();
    }

    static ApiException encodingType(String value) {
        return invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", value);
    }

    static ApiException continuationToken() {
        return invalidArgument("The continuation token provided is incorrect", "continuation-token", null);
    }

    /** Seen of AWS in bug reports of clients; no recorded answer has it. */
    static ApiException pageSize(String name, int value) {
        return invalidArgument(
                "Argument " + name + " must be an integer between 0 and 2147483647", name, Integer.toString(value));
    }

    static ApiException invalidTagKey(String key) {
        return InvalidTag.builder()
                .message("The TagKey you have provided is invalid")
                .tagKey(key)
                .build();
    }

    static ApiException invalidTagValue(String key, String value) {
        return InvalidTag.builder()
                .message("The TagValue you have provided is invalid")
                .tagKey(key)
                .tagValue(value)
                .build();
    }

    static ApiException repeatedTag(String key) {
        return InvalidTag.builder()
                .message("Cannot provide multiple Tags with the same key")
                .tagKey(key)
                .build();
    }

    static ApiException versionMarker(String marker) {
        return invalidArgument("Invalid version id specified", "version-id-marker", marker);
    }

    static ApiException versionMarkerAlone(String marker) {
        return invalidArgument(
                "A version-id marker cannot be specified without a key marker.", "version-id-marker", marker);
    }
}
