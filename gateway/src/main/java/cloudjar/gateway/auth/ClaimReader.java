package cloudjar.gateway.auth;

import cloudjar.gateway.stage.Claim;
import cloudjar.gateway.stage.Claim.Problem;
import cloudjar.protocols.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads claims out of headers and queries, without regular expressions: it runs for every request. */
public final class ClaimReader {
    private static final String VERSION_4 = "AWS4-";
    private static final String VERSION_2 = "AWS ";
    private static final String CLOSING = "aws4_request";

    private ClaimReader() {}

    /** The claim of a request; never null and never an exception. */
    public static Claim read(HttpRequest request) {
        String header = request.header("Authorization");
        if (header != null) {
            if (header.startsWith(VERSION_4)) {
                return version4(header);
            }
            if (header.startsWith(VERSION_2)) {
                return version2(header);
            }
            // Bearer, Basic and the like are no AWS signature: the operation decides what they are worth.
            return Claim.Anonymous.INSTANCE;
        }
        String query = request.rawQuery();
        if (query == null) {
            return Claim.Anonymous.INSTANCE;
        }
        if (query.contains("X-Amz-Credential=")) {
            return presigned4(query);
        }
        return query.contains("AWSAccessKeyId=") ? presigned2(query) : Claim.Anonymous.INSTANCE;
    }

    private static Claim version4(String header) {
        String credential = part(header, "Credential=");
        String signedHeaders = part(header, "SignedHeaders=");
        String signature = part(header, "Signature=");
        if (credential == null || signedHeaders == null || signature == null) {
            List<String> missing = new ArrayList<>();
            require(missing, credential, "Credential");
            require(missing, signature, "Signature");
            require(missing, signedHeaders, "SignedHeaders");
            Claim partial = credential == null ? Claim.Anonymous.INSTANCE : scoped(credential, "", "", false);
            return new Claim.Malformed(
                    Problem.INCOMPLETE, String.join(" ", missing), partial.service(), partial.region());
        }
        return scoped(credential, signedHeaders, signature, false);
    }

    private static void require(List<String> missing, @Nullable String part, String name) {
        if (part == null) {
            missing.add("Authorization header requires '" + name + "' parameter.");
        }
    }

    /** The part of the header behind {@code name}, up to the comma; null where it is missing or empty. */
    private static @Nullable String part(String header, String name) {
        for (int at = header.indexOf(name); at >= 0; at = header.indexOf(name, at + 1)) {
            char before = header.charAt(at - 1);
            if (before == ' ' || before == ',') {
                int start = at + name.length();
                int end = header.indexOf(',', start);
                String value =
                        header.substring(start, end < 0 ? header.length() : end).strip();
                return value.isEmpty() ? null : value;
            }
        }
        return null;
    }

    /** A claim from a credential {@code key/date/region/service/aws4_request}; 4A has no region. */
    private static Claim scoped(String credential, String signedHeaders, String signature, boolean presigned) {
        int closing = credential.lastIndexOf('/');
        int service = closing < 0 ? -1 : credential.lastIndexOf('/', closing - 1);
        int region = service < 0 ? -1 : credential.lastIndexOf('/', service - 1);
        int date = region < 0 ? -1 : credential.lastIndexOf('/', region - 1);
        if (region <= 0 || !credential.startsWith(CLOSING, closing + 1)) {
            Problem problem = presigned ? Problem.QUERY_CREDENTIAL : Problem.CREDENTIAL;
            return new Claim.Malformed(problem, credential, null, null);
        }
        boolean regional = date > 0;
        int scope = regional ? date : region;
        return new Claim.Version4(
                credential.substring(0, scope),
                credential.substring(scope + 1),
                regional ? credential.substring(region + 1, service) : null,
                credential.substring(service + 1, closing),
                signedHeaders,
                signature,
                presigned);
    }

    private static Claim presigned4(String query) {
        String credential = parameter(query, "X-Amz-Credential");
        String signedHeaders = parameter(query, "X-Amz-SignedHeaders");
        String signature = parameter(query, "X-Amz-Signature");
        if (credential == null) {
            return Claim.Anonymous.INSTANCE;
        }
        Claim claim = scoped(
                credential, signedHeaders == null ? "" : signedHeaders, signature == null ? "" : signature, true);
        if (signedHeaders == null || signature == null) {
            String missing = signature == null ? "X-Amz-Signature" : "X-Amz-SignedHeaders";
            return new Claim.Malformed(
                    Problem.INCOMPLETE, "Query requires '" + missing + "' parameter.", claim.service(), claim.region());
        }
        return claim;
    }

    private static Claim version2(String header) {
        int colon = header.indexOf(':', VERSION_2.length());
        if (colon <= VERSION_2.length()) {
            return new Claim.Malformed(
                    Problem.INCOMPLETE,
                    "AWS authorization header is invalid. Expected AwsAccessKeyId:signature",
                    "s3",
                    null);
        }
        return new Claim.Version2(
                header.substring(VERSION_2.length(), colon).strip(), header.substring(colon + 1), false);
    }

    private static Claim presigned2(String query) {
        String key = parameter(query, "AWSAccessKeyId");
        String signature = parameter(query, "Signature");
        return key == null || signature == null ? Claim.Anonymous.INSTANCE : new Claim.Version2(key, signature, true);
    }

    /** The value of a query parameter with {@code %2F} and {@code %3B} undone, the escapes that occur here. */
    private static @Nullable String parameter(String query, String name) {
        for (int at = query.indexOf(name); at >= 0; at = query.indexOf(name, at + 1)) {
            int start = at + name.length();
            boolean whole =
                    (at == 0 || query.charAt(at - 1) == '&') && start < query.length() && query.charAt(start) == '=';
            if (whole) {
                int end = query.indexOf('&', start);
                String value = query.substring(start + 1, end < 0 ? query.length() : end);
                return value.indexOf('%') < 0
                        ? value
                        : value.replace("%2F", "/")
                                .replace("%2f", "/")
                                .replace("%3B", ";")
                                .replace("%3b", ";");
            }
        }
        return null;
    }
}
