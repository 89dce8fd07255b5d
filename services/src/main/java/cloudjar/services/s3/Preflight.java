package cloudjar.services.s3;

import cloudjar.api.s3.AccessForbidden;
import cloudjar.api.s3.BadRequest;
import cloudjar.api.s3.CORSRule;
import cloudjar.api.s3.OptionsObjectOutput;
import cloudjar.api.s3.OptionsObjectRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a browser is answered that asks beforehand what a page may do; recorded from AWS.
 *
 * @param resource what the request is about, as errors name it
 */
record Preflight(
        @Nullable String origin,
        @Nullable String method,
        @Nullable String headers,
        String resource) {
    static final String BUCKET = "BUCKET";
    static final String OBJECT = "OBJECT";

    private static final String NOT_ALLOWED =
            "This CORS request is not allowed. This is usually because the evalution of"
                    + " Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not"
                    + " whitelisted by the resource's CORS spec.";

    /** Of a request about an object. */
    static Preflight of(OptionsObjectRequest in) {
        return new Preflight(in.origin(), in.accessControlRequestMethod(), in.accessControlRequestHeaders(), OBJECT);
    }

    OptionsObjectOutput answer(Call call, String bucket) {
        if (origin == null) {
            throw new BadRequest("Insufficient information. Origin request header needed.");
        }
        List<CORSRule> rules = call.read(snapshot -> {
            S3Bucket found = S3Tables.buckets()
                    .get(snapshot, S3Tables.BucketKey.of(call, bucket))
                    .orElseThrow(() -> forbidden("Bucket not found", BUCKET));
            return Configuration.CORS
                    .find(snapshot, found)
                    .orElseThrow(() -> forbidden("CORS is not enabled for this bucket.", BUCKET))
                    .corsRules();
        });
        if (method == null) {
            throw new BadRequest("Invalid Access-Control-Request-Method: null");
        }
        List<String> asked = OriginPermissions.names(headers);
        CORSRule rule = OriginPermissions.fitting(rules, origin, method, asked)
                .orElseThrow(() -> forbidden(NOT_ALLOWED, resource));
        return output(OriginPermissions.headers(rule, origin, asked));
    }

    private static OptionsObjectOutput output(Map<String, String> headers) {
        return OptionsObjectOutput.builder()
                .allowOrigin(headers.get("Access-Control-Allow-Origin"))
                .allowHeaders(headers.get("Access-Control-Allow-Headers"))
                .allowMethods(headers.get("Access-Control-Allow-Methods"))
                .exposeHeaders(headers.get("Access-Control-Expose-Headers"))
                .maxAge(headers.get("Access-Control-Max-Age"))
                .allowCredentials(headers.get("Access-Control-Allow-Credentials"))
                .vary(headers.get("Vary"))
                .build();
    }

    private ApiException forbidden(String why, String about) {
        return AccessForbidden.builder()
                .message("CORSResponse: " + why)
                .method(method == null ? "OPTIONS" : method)
                .resourceType(about)
                .build();
    }
}
