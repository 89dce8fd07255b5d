package cloudjar.services.s3control;

import cloudjar.api.s3control.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules for tags of resources. */
final class ResourceTags {
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

    private ResourceTags() {}

    static Map<String, String> of(List<Tag> tags) {
        Map<String, String> checked = new LinkedHashMap<>();
        for (Tag tag : tags) {
            String key = tag.key();
            String value = tag.value();
            if (key == null || value == null) {
                throw S3ControlErrors.malformedXml();
            }
            if (key.startsWith("aws:")) {
                throw S3ControlErrors.systemTag();
            }
            if (!KEY.matcher(key).matches() || !VALUE.matcher(value).matches()) {
                throw S3ControlErrors.wrongTag();
            }
            if (checked.put(key, value) != null) {
                throw S3ControlErrors.repeatedTag();
            }
        }
        return checked;
    }

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
