package cloudjar.services.s3;

import cloudjar.kernel.call.Exchange;
import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as a line of a bucket's access log.
 *
 * @param key percent-encoded; null where the request is about the bucket
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">its fields</a>
 */
record AccessLine(
        Exchange exchange, String bucket, @Nullable String key) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss '+0000'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String WEBSITES = "/_aws/s3-website/";

    /** What the operations of other things than buckets and objects are about, as AWS names it. */
    private static final Map<String, String> RESOURCES = Map.ofEntries(
            Map.entry("acl", "ACL"),
            Map.entry("tagging", "TAGGING"),
            Map.entry("versioning", "VERSIONING"),
            Map.entry("versions", "BUCKETVERSIONS"),
            Map.entry("logging", "LOGGING_STATUS"),
            Map.entry("website", "WEBSITE"),
            Map.entry("cors", "CORS"),
            Map.entry("lifecycle", "LIFECYCLE"),
            Map.entry("policy", "BUCKETPOLICY"),
            Map.entry("notification", "NOTIFICATION"),
            Map.entry("location", "LOCATION"),
            Map.entry("encryption", "ENCRYPTION"),
            Map.entry("replication", "REPLICATION"),
            Map.entry("uploads", "UPLOADS"),
            Map.entry("uploadId", "UPLOAD"),
            Map.entry("partNumber", "PART"),
            Map.entry("delete", "MULTI_OBJECT_DELETE"),
            Map.entry("restore", "OBJECT"),
            Map.entry("requestPayment", "REQUEST_PAYMENT"),
            Map.entry("accelerate", "ACCELERATE"),
            Map.entry("inventory", "INVENTORY"),
            Map.entry("analytics", "ANALYTICS"),
            Map.entry("metrics", "METRICS"),
            Map.entry("publicAccessBlock", "PUBLIC_ACCESS_BLOCK"),
            Map.entry("ownershipControls", "OWNERSHIP_CONTROLS"),
            Map.entry("object-lock", "OBJECT_LOCK"),
            Map.entry("retention", "OBJECT_LOCK_RETENTION"),
            Map.entry("legal-hold", "OBJECT_LOCK_LEGALHOLD"));

    /** The line of an exchange; null where it is about no bucket. */
    static @Nullable AccessLine of(Exchange exchange) {
        String path = exchange.path();
        int start = path.startsWith(WEBSITES) ? WEBSITES.length() : 1;
        if (path.length() <= start) {
            return null;
        }
        int slash = path.indexOf('/', start);
        String bucket = path.substring(start, slash < 0 ? path.length() : slash);
        String key = slash < 0 || slash == path.length() - 1 ? null : path.substring(slash + 1);
        return new AccessLine(exchange, bucket, key);
    }

    String text(S3Bucket owner) {
        String length = exchange.contentLength() > 0 ? Long.toString(exchange.contentLength()) : "-";
        boolean whole = exchange.operation().equals("GetObject") && exchange.status() == 200;
        long millis = exchange.elapsed().toMillis();
        return String.join(
                " ",
                CanonicalUser.id(owner.account()),
                owner.name(),
                "[" + TIME.format(exchange.call().time()) + "]",
                exchange.call().sourceIp(),
                requester(),
                exchange.call().requestId(),
                operation(),
                dash(key),
                quoted(exchange.method() + " " + exchange.target() + " HTTP/1.1"),
                Integer.toString(exchange.status()),
                dash(exchange.errorCode()),
                length,
                whole ? length : "-",
                Long.toString(millis),
                Long.toString(millis),
                quoted(dash(exchange.referer())),
                quoted(dash(exchange.userAgent())),
                "-",
                CanonicalUser.id(exchange.call().requestId()),
                exchange.call().credential() == null ? "-" : "SigV4",
                "-",
                exchange.call().credential() == null
                        ? "-"
                        : exchange.target().contains("X-Amz-Signature=") ? "QueryString" : "AuthHeader",
                dash(exchange.host()),
                exchange.call().secure() ? "TLSv1.3" : "-",
                "-",
                "-");
    }

    /** The line of a log that was put into a bucket which is itself logged. */
    static String ofDelivery(S3Bucket owner, String key, String service, Instant time) {
        String coded = PercentCoding.encode(key);
        return String.join(
                " ",
                CanonicalUser.id(owner.account()),
                owner.name(),
                "[" + TIME.format(time) + "]",
                "-",
                "svc:" + service,
                "-",
                "REST.PUT.OBJECT",
                coded,
                quoted("PUT /" + owner.name() + "/" + coded + " HTTP/1.1"),
                "200 - - - - - \"-\" \"-\" - - SigV4 - AuthHeader - - - -");
    }

    private String requester() {
        Principal principal = exchange.call().principal();
        return switch (principal) {
            case Principal.Anonymous nobody -> "-";
            case Principal.Root root -> CanonicalUser.id(root.account());
            case Principal.User user -> user.id();
            case Principal.AssumedRole role -> role.id();
            case Principal.Federated federated -> federated.id();
            case Principal.Service service -> "svc:" + service.name();
        };
    }

    private String operation() {
        if (exchange.path().startsWith(WEBSITES)) {
            return "WEBSITE." + exchange.method() + ".OBJECT";
        }
        if (exchange.operation().equals("CopyObject")) {
            return "REST.COPY.OBJECT";
        }
        String resource = key == null ? "BUCKET" : "OBJECT";
        int query = exchange.target().indexOf('?');
        if (query >= 0) {
            for (String parameter : exchange.target().substring(query + 1).split("&", -1)) {
                int equals = parameter.indexOf('=');
                String known = RESOURCES.get(equals < 0 ? parameter : parameter.substring(0, equals));
                if (known != null) {
                    resource = known.equals("TAGGING") && key != null ? "OBJECT_TAGGING" : known;
                    break;
                }
            }
        }
        return "REST." + exchange.method() + "." + resource;
    }

    private static String dash(@Nullable String value) {
        return value == null || value.isEmpty() ? "-" : value;
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\"", "%22") + "\"";
    }
}
