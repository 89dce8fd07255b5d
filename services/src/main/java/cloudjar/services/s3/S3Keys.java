package cloudjar.services.s3;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.RequestTags;
import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.tenancy.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What conditions of S3 can ask about a request: the members of its input, by the names that they have on the wire, and how it
 * was signed.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys">Condition
 *     keys for Amazon S3</a>
 */
final class S3Keys {
    private static final String PREFIX = "s3:";
    private static final String REQUEST_TAG = "requestobjecttag/";
    private static final String HEADER = "x-amz-";
    private static final String LOCK = "object-lock-";

    private S3Keys() {}

    static List<String> values(Asked asked, Need need, String key) {
        if (!key.startsWith(PREFIX)) {
            return List.of();
        }
        String name = key.substring(PREFIX.length());
        if (name.startsWith(REQUEST_TAG)) {
            return one(requestTag(asked, name.substring(REQUEST_TAG.length())));
        }
        if (name.startsWith(HEADER)) {
            return one(name.equals("x-amz-content-sha256") ? asked.headers().first(name) : header(asked, name));
        }
        return switch (name) {
            case "prefix" -> isList(need) ? one(asked.text("Prefix")) : List.of();
            case "delimiter" -> isList(need) ? one(asked.text("Delimiter")) : List.of();
            case "max-keys" -> isList(need) ? one(text(asked.input().get("MaxKeys"))) : List.of();
            case "versionid" -> one(asked.text("VersionId"));
            case "locationconstraint" -> one(location(asked));
            case "requestobjecttagkeys" -> List.copyOf(requestTags(asked).keySet());
            case "if-match" -> one(asked.text("IfMatch"));
            case "if-none-match" -> one(asked.text("IfNoneMatch"));
            case "object-lock-mode", "object-lock-legal-hold", "object-lock-retain-until-date" ->
                one(header(asked, HEADER + name));
            case LOCK + "remaining-retention-days" -> one(remainingDays(asked));
            default -> ofSignature(asked, name);
        };
    }

    private static boolean isList(Need need) {
        return need.action().name().name().startsWith("listbucket");
    }

    /** How the request was signed; an unsigned one has no such keys. */
    private static List<String> ofSignature(Asked asked, String name) {
        if (asked.call().principal() instanceof Principal.Anonymous
                || asked.call().depth() > 0) {
            return List.of();
        }
        boolean presigned = asked.headers().first("Authorization") == null;
        return switch (name) {
            case "authtype" -> List.of(presigned ? "REST-QUERY-STRING" : "REST-HEADER");
            case "signatureversion" -> List.of("AWS4-HMAC-SHA256");
            case "signatureage" -> {
                Instant signed = asked.headers().signed();
                yield signed == null
                        ? List.of()
                        : List.of(Long.toString(
                                Duration.between(signed, asked.call().time()).toMillis()));
            }
            default -> List.of();
        };
    }

    /** The value of a header, which the model binds to a member. */
    private static @Nullable String header(Asked asked, String name) {
        for (Member member : asked.input().schema().members()) {
            if (member.location() == Location.HEADER && member.wireName().equalsIgnoreCase(name)) {
                return text(asked.input().get(member));
            }
        }
        return null;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String location(Asked asked) {
        Structure configuration = asked.structure("CreateBucketConfiguration");
        return configuration == null ? null : text(configuration.get("LocationConstraint"));
    }

    private static @Nullable String requestTag(Asked asked, String key) {
        for (Map.Entry<String, String> tag : requestTags(asked).entrySet()) {
            if (tag.getKey().equalsIgnoreCase(key)) {
                return tag.getValue();
            }
        }
        return null;
    }

    /** The tags in a header or a document. */
    private static Map<String, String> requestTags(Asked asked) {
        String header = asked.text("Tagging");
        return header == null ? new LinkedHashMap<>(RequestTags.of(asked.input())) : Tags.ofHeader(header);
    }

    private static @Nullable String remainingDays(Asked asked) {
        Structure retention = asked.structure("Retention");
        Object until =
                retention == null ? asked.input().get("ObjectLockRetainUntilDate") : retention.get("RetainUntilDate");
        return until instanceof Instant instant
                ? Long.toString(Duration.between(asked.call().time(), instant).toDays())
                : null;
    }

    private static List<String> one(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
