package cloudjar.services.s3;

import cloudjar.api.s3.PutObjectRequest;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.ShapeType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a form, as the request to put an object that they stand for: most are named like its headers. */
final class FormFields {
    private static final String METADATA = "x-amz-meta-";

    private FormFields() {}

    /** @param fields by names in lower case */
    static PutObjectRequest request(Map<String, String> fields, String bucket, String key, Body content) {
        PutObjectRequest plain = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .body(content)
                .acl(fields.get("acl"))
                .tagging(tagging(fields.get("tagging")))
                .metadata(metadata(fields))
                .build();
        Map<String, Object> members = new HashMap<>();
        for (Member member : plain.schema().members()) {
            String value = member.location() == Location.HEADER
                    ? fields.get(member.wireName().toLowerCase(java.util.Locale.ROOT))
                    : null;
            Object typed = value == null ? null : typed(member, value);
            if (typed != null) {
                members.put(member.name(), typed);
            }
        }
        return Members.with(plain, members);
    }

    private static @Nullable Object typed(Member member, String value) {
        ShapeType type = member.target().type();
        return switch (type) {
            case STRING -> value;
            case BOOLEAN -> Boolean.parseBoolean(value);
            case TIMESTAMP -> time(value);
            default -> null;
        };
    }

    /** A time as headers have it, or as documents do; null where it is none, which AWS ignores too. */
    private static @Nullable Instant time(String value) {
        try {
            return value.contains(",")
                    ? Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value))
                    : Instant.parse(value);
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    private static Map<String, String> metadata(Map<String, String> fields) {
        Map<String, String> metadata = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), value);
            }
        });
        return metadata;
    }

    /** A document of tags as the header that says the same. */
    private static @Nullable String tagging(@Nullable String xml) {
        return xml == null
                ? null
                : TagDocument.read(xml).stream()
                        .map(tag -> coded(tag.key()) + "=" + coded(tag.value()))
                        .collect(Collectors.joining("&"));
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
