package cloudjar.services.s3;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names of annotations.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/annotations-overview.html">Annotating your objects</a>
 */
final class AnnotationName {
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{N}_.-]*");

    private AnnotationName() {}

    /** Refuses what can be no name. */
    static void require(String name) {
        if (name.isEmpty()) {
            throw AnnotationErrors.noName();
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > S3Limits.ANNOTATION_NAME.current()) {
            throw AnnotationErrors.nameTooLong();
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("aws")
                || lower.startsWith("s3")
                || !CHARACTERS.matcher(name).matches()) {
            throw AnnotationErrors.invalidName();
        }
    }

    /** Refuses what no name can begin with. */
    static void requirePrefix(String prefix) {
        if (!CHARACTERS.matcher(prefix).matches()) {
            throw AnnotationErrors.invalidPrefix();
        }
    }
}
