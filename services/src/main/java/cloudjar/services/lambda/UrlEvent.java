package cloudjar.services.lambda;

import cloudjar.api.lambda.FunctionUrlRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Principal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A request to a function's address, as the function sees it: payload format 2.0.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">Request and response payloads</a>
 */
record UrlEvent(String method, UrlTarget target, FunctionUrlRequest in, Call call, String trace) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String ROUTE = "$default";

    /** @param signed whether it tells who called */
    String json(boolean signed) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "2.0");
        event.put("routeKey", ROUTE);
        event.put("rawPath", target.path());
        event.put("rawQueryString", Objects.requireNonNullElse(target.query(), ""));
        String cookies = in.headers().get("cookie");
        if (cookies != null) {
            event.put(
                    "cookies",
                    Arrays.stream(cookies.split(";", -1)).map(String::strip).toList());
        }
        event.put("headers", headers());
        Map<String, String> parameters = parameters();
        if (!parameters.isEmpty()) {
            event.put("queryStringParameters", parameters);
        }
        event.put("requestContext", context(signed));
        Bytes body = Objects.requireNonNullElse(in.body(), Bytes.EMPTY);
        boolean text = body.isEmpty() || isText(Objects.requireNonNullElse(in.contentType(), ""));
        if (!body.isEmpty()) {
            event.put("body", text ? body.utf8() : body.toBase64());
        }
        event.put("isBase64Encoded", !text);
        return Json.write(event);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>(in.headers());
        headers.remove("cookie");
        if (in.contentType() != null) {
            headers.put("content-type", in.contentType());
        }
        String authority = call.endpoint().authority();
        String host = call.endpoint().host();
        boolean secure = call.endpoint().scheme().equals("https");
        String port =
                authority.length() > host.length() ? authority.substring(host.length() + 1) : secure ? "443" : "80";
        headers.put("x-amzn-trace-id", trace);
        headers.put("x-forwarded-for", call.sourceIp());
        headers.put("x-forwarded-port", port);
        headers.put("x-forwarded-proto", call.endpoint().scheme());
        return headers;
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = target.query();
        if (query == null) {
            return parameters;
        }
        for (String part : query.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = decoded(equals < 0 ? part : part.substring(0, equals));
                String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
                parameters.merge(name, value, (first, next) -> first + "," + next);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Recorded of AWS: what cannot be decoded stays as it was sent.
            return text;
        }
    }

    private Map<String, Object> context(boolean signed) {
        Map<String, Object> context = new LinkedHashMap<>();
        Principal caller = call.principal();
        context.put("accountId", signed ? caller.account() : "anonymous");
        context.put("apiId", target.id());
        if (signed) {
            context.put("authorizer", Map.of("iam", iam(caller)));
        }
        String host = call.endpoint().host();
        context.put("domainName", host);
        context.put("domainPrefix", host.substring(0, host.indexOf('.') < 0 ? host.length() : host.indexOf('.')));
        Map<String, Object> http = new LinkedHashMap<>();
        http.put("method", method);
        http.put("path", decoded(target.path().replace("+", "%2B")));
        http.put("protocol", "HTTP/1.1");
        http.put("sourceIp", call.sourceIp());
        http.put("userAgent", in.headers().getOrDefault("user-agent", ""));
        context.put("http", http);
        context.put("requestId", call.requestId());
        context.put("routeKey", ROUTE);
        context.put("stage", ROUTE);
        context.put("time", TIME.format(call.time()));
        context.put("timeEpoch", call.time().toEpochMilli());
        return context;
    }

    private Map<String, Object> iam(Principal caller) {
        Map<String, Object> iam = new LinkedHashMap<>();
        iam.put("accessKey", call.credential() == null ? "" : call.credential().accessKeyId());
        iam.put("accountId", caller.account());
        String id =
                switch (caller) {
                    case Principal.User user -> user.userId();
                    case Principal.AssumedRole session -> session.roleId() + ":" + session.sessionName();
                    default -> caller.account();
                };
        iam.put("callerId", id);
        iam.put("cognitoIdentity", Json.NULL);
        iam.put("principalOrgId", Json.NULL);
        iam.put("userArn", caller.id());
        iam.put("userId", id);
        return iam;
    }

    /** Whether content of this type is handed over as text; all other content is handed over in base64. */
    private static boolean isText(String contentType) {
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.equals("application/json")
                || type.equals("application/javascript")
                || type.equals("application/xml");
    }
}
