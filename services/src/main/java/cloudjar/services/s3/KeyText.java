package cloudjar.services.s3;

import cloudjar.api.s3.CommonPrefix;
import cloudjar.api.s3.EncodingType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a listing writes keys: as they are, or percent-encoded for callers whose XML parsers take less than keys hold. */
enum KeyText {
    PLAIN,
    ENCODED;

    /** What the parameter {@code encoding-type} asks for. */
    static KeyText of(@Nullable String encodingType) {
        if (encodingType == null) {
            return PLAIN;
        }
        if (!encodingType.equals(EncodingType.URL)) {
            throw S3Errors.encodingType(encodingType);
        }
        return ENCODED;
    }

    String write(String key) {
        return this == PLAIN ? key : PercentCoding.encode(key);
    }

    @Nullable
    String writeOptional(@Nullable String key) {
        return key == null ? null : write(key);
    }

    List<CommonPrefix> writeAll(List<String> prefixes) {
        return prefixes.stream()
                .map(prefix -> CommonPrefix.builder().prefix(write(prefix)).build())
                .toList();
    }
}
