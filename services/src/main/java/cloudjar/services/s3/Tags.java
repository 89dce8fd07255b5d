package cloudjar.services.s3;

import cloudjar.api.s3.Tag;
import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.shape.ApiException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for tags of buckets and objects. */
final class Tags {
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private Tags() {}

    /** A copy that keeps its order. */
    static Map<String, String> ordered(Map<String, String> tags) {
        return tags.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    static Map<String, String> ofBucket(List<Tag> tags) {
        if (tags.size() > S3Limits.TAGS_OF_BUCKET.current()) {
            throw BucketErrors.tooManyBucketTags();
        }
        return checked(tags, BucketErrors::systemTag);
    }

    /** Those of a bucket to be created. */
    static Map<String, String> ofNewBucket(List<Tag> tags) {
        return checked(tags, key -> BucketErrors.reservedTag());
    }

    static Map<String, String> ofObject(List<Tag> tags) {
        if (tags.size() > S3Limits.TAGS_OF_OBJECT.current()) {
            throw ObjectErrors.tooManyObjectTags();
        }
        return checked(tags, ObjectErrors::awsTag);
    }

    /** The tags that the header {@code x-amz-tagging} gives, as a query string. */
    static Map<String, String> ofHeader(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return Map.of();
        }
        List<Tag> tags = new ArrayList<>();
        Map<String, String> seen = new LinkedHashMap<>();
        for (String pair : header.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = PercentCoding.decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : PercentCoding.decode(pair.substring(equals + 1));
            if (key == null || value == null || value.indexOf('=') >= 0 || seen.put(key, value) != null) {
                throw ObjectErrors.malformedTagHeader(header);
            }
            tags.add(Tag.builder().key(key).value(value).build());
        }
        return ofObject(tags);
    }

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static Map<String, String> checked(List<Tag> tags, Function<String, ApiException> reserved) {
        Map<String, String> checked = new LinkedHashMap<>();
        for (Tag tag : tags) {
            String key = tag.key();
            String value = tag.value();
            if (key.isEmpty()
                    || tooLong(key, S3Limits.TAG_KEY)
                    || !CHARACTERS.matcher(key).matches()) {
                throw S3Errors.invalidTagKey(key);
            }
            if (tooLong(value, S3Limits.TAG_VALUE) || !CHARACTERS.matcher(value).matches()) {
                throw S3Errors.invalidTagValue(key, value);
            }
            if (key.startsWith("aws:")) {
                throw reserved.apply(key);
            }
            if (checked.put(key, value) != null) {
                throw S3Errors.repeatedTag(key);
            }
        }
        return checked;
    }

    private static boolean tooLong(String text, Limit limit) {
        return text.codePointCount(0, text.length()) > limit.current();
    }
}
