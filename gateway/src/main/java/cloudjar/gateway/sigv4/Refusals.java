package cloudjar.gateway.sigv4;

import cloudjar.gateway.stage.Resolved;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.ServiceFacts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What AWS says to whom it does not believe: "Common errors" of each API reference, and "Error responses" of S3's. The same
 * finding has another code and status in each family of services.
 */
final class Refusals {
    private static final String MISMATCH =
            "The request signature we calculated does not match the signature you provided.";

    private final Family family;

    /** Services that answer alike. */
    private enum Family {
        S3,
        EC2,
        /** Query services, those that were one once, and the other XML services. */
        QUERY,
        JSON,
        REST_JSON;

        static Family of(Resolved resolved) {
            ServiceFacts facts = resolved.operation().service().facts();
            if (S3Names.has(facts.signingName())) {
                return S3;
            }
            return switch (resolved.protocol().kind()) {
                case EC2_QUERY -> EC2;
                case AWS_QUERY, REST_XML -> QUERY;
                case REST_JSON_1 -> REST_JSON;
                case AWS_JSON_1_0, AWS_JSON_1_1, RPC_V2_CBOR -> facts.queryCompatible() ? QUERY : JSON;
            };
        }
    }

    Refusals(Resolved resolved) {
        this.family = Family.of(resolved);
    }

    /** An access key that nobody has, or that is switched off. */
    CommonException unknownKey(String accessKey) {
        return switch (family) {
            case S3 ->
                error(
                        "InvalidAccessKeyId",
                        403,
                        "The AWS Access Key Id you provided does not exist in our records.",
                        "AWSAccessKeyId",
                        accessKey);
            case EC2 -> authFailure();
            case QUERY -> error("InvalidClientTokenId", 403, "The security token included in the request is invalid.");
            case JSON, REST_JSON ->
                error(
                        "UnrecognizedClientException",
                        jsonStatus(),
                        "The security token included in the request is invalid.");
        };
    }

    /** A session token that is not the one of the access key. */
    CommonException wrongToken(String accessKey) {
        return family == Family.S3
                ? error("InvalidToken", 400, "The provided token is malformed or otherwise invalid.")
                : unknownKey(accessKey);
    }

    /** A session that is over. */
    CommonException expiredToken() {
        return switch (family) {
            case S3 -> error("ExpiredToken", 400, "The provided token has expired.");
            case EC2 -> error("RequestExpired", 400, "Request has expired.");
            case QUERY -> error("ExpiredToken", 403, "The security token included in the request is expired");
            case JSON, REST_JSON ->
                error("ExpiredTokenException", jsonStatus(), "The security token included in the request is expired");
        };
    }

    /** Nobody signed what must be signed. */
    CommonException missing() {
        String code = family == Family.JSON || family == Family.REST_JSON
                ? "MissingAuthenticationTokenException"
                : "MissingAuthenticationToken";
        return error(code, family == Family.JSON ? 400 : 403, "Request is missing Authentication Token");
    }

    /** Nothing says when the request was signed. */
    CommonException dateMissing() {
        return family == Family.S3
                ? error("AccessDenied", 403, "AWS authentication requires a valid Date or x-amz-date header")
                : incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
    }

    /** The scope is of another day than the request. */
    CommonException otherDay(String scopeDate, String time) {
        return family == Family.S3
                ? error(
                        "AuthorizationHeaderMalformed",
                        400,
                        "The authorization header is malformed; Invalid credential date \"" + scopeDate + "\".")
                : mismatch("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                        + scopeDate + "' != '" + time.substring(0, 8) + "', from '" + time + "'.");
    }

    /** A request that was signed too long ago, or will be. */
    CommonException skewed(Instant signed, Instant now, Duration skewMax) {
        if (family == Family.S3) {
            return error(
                    "RequestTimeTooSkewed",
                    403,
                    "The difference between the request time and the current time is too large.",
                    "RequestTime",
                    SigningTime.text(signed),
                    "ServerTime",
                    SigningTime.iso(now),
                    "MaxAllowedSkewMilliseconds",
                    Long.toString(skewMax.toMillis()));
        }
        if (family == Family.EC2) {
            return error("RequestExpired", 400, "Request has expired.");
        }
        String moment = SigningTime.text(signed);
        String current = SigningTime.text(now);
        return mismatch(
                signed.isBefore(now)
                        ? "Signature expired: " + moment + " is now earlier than "
                                + SigningTime.text(now.minus(skewMax)) + " (" + current + " - " + skewMax.toMinutes()
                                + " min.)"
                        : "Signature not yet current: " + moment + " is still later than "
                                + SigningTime.text(now.plus(skewMax)) + " (" + current + " + " + skewMax.toMinutes()
                                + " min.)");
    }

    /** A presigned URL that is over. */
    CommonException expired(Instant end, long seconds, Instant now) {
        return family == Family.S3
                ? error(
                        "AccessDenied",
                        403,
                        "Request has expired",
                        "X-Amz-Expires",
                        Long.toString(seconds),
                        "Expires",
                        SigningTime.iso(end),
                        "ServerTime",
                        SigningTime.iso(now))
                : mismatch("Signature expired: " + SigningTime.text(end) + " is now earlier than "
                        + SigningTime.text(now));
    }

    /** A presigned URL with a duration that none may have. */
    CommonException duration(String words) {
        return family == Family.S3 ? error("AuthorizationQueryParametersError", 400, words) : incomplete(words);
    }

    /** Headers that must be signed and are not. */
    CommonException unsigned(List<String> names) {
        return family == Family.S3
                ? error(
                        "AccessDenied",
                        403,
                        "There were headers present in the request which were not signed",
                        "HeadersNotSigned",
                        String.join(", ", names))
                : mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    /** A signature that is not the one that the secret makes. */
    CommonException wrongSignature(String accessKey, String signature, String stringToSign, String canonical) {
        return switch (family) {
            case S3 ->
                error(
                        "SignatureDoesNotMatch",
                        403,
                        MISMATCH + " Check your key and signing method.",
                        "AWSAccessKeyId",
                        accessKey,
                        "StringToSign",
                        stringToSign,
                        "SignatureProvided",
                        signature,
                        "StringToSignBytes",
                        octets(stringToSign),
                        "CanonicalRequest",
                        canonical,
                        "CanonicalRequestBytes",
                        octets(canonical));
            case EC2 -> authFailure();
            case QUERY, JSON, REST_JSON ->
                mismatch(MISMATCH
                        + " Check your AWS Secret Access Key and signing method. Consult the service documentation for"
                        + " details.\n\nThe Canonical String for this request should have been\n'" + canonical
                        + "'\n\nThe String-to-Sign should have been\n'" + stringToSign + "'\n");
        };
    }

    /** Signatures of a version that is no longer taken. */
    static CommonException version2() {
        return error(
                "InvalidRequest",
                400,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
    }

    /** A chunk, or trailers, that were not signed by who signed the request. */
    static CommonException wrongChunk() {
        return error("SignatureDoesNotMatch", 403, MISMATCH + " Check your key and signing method.");
    }

    private CommonException mismatch(String words) {
        return switch (family) {
            case EC2 -> authFailure();
            case S3, QUERY -> error("SignatureDoesNotMatch", 403, words);
            case JSON, REST_JSON -> error("InvalidSignatureException", jsonStatus(), words);
        };
    }

    private CommonException incomplete(String words) {
        return switch (family) {
            case S3 -> error("AuthorizationHeaderMalformed", 400, words);
            case EC2, QUERY -> error("IncompleteSignature", 403, words);
            case JSON, REST_JSON -> error("IncompleteSignatureException", 403, words);
        };
    }

    private int jsonStatus() {
        return family == Family.JSON ? 400 : 403;
    }

    private static CommonException authFailure() {
        return error("AuthFailure", 401, "AWS was not able to validate the provided access credentials");
    }

    private static String octets(String text) {
        return HexFormat.ofDelimiter(" ").formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CommonException error(String code, int status, String message, String... members) {
        SequencedMap<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            named.put(members[i], members[i + 1]);
        }
        return new CommonException(code, status, message, named);
    }
}
