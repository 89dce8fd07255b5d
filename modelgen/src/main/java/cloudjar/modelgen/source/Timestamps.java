package cloudjar.modelgen.source;

import cloudjar.kernel.shape.TimestampFormat;
import org.jspecify.annotations.Nullable;

/** The C2J names of timestamp formats. */
final class Timestamps {
    private Timestamps() {}

    /** The format that a member or shape asks for; null where it leaves it to the protocol. */
    static @Nullable TimestampFormat format(Node node) {
        String format = node.text("timestampFormat");
        return switch (format) {
            case null -> null;
            case "iso8601" -> TimestampFormat.DATE_TIME;
            case "rfc822" -> TimestampFormat.HTTP_DATE;
            case "unixTimestamp" -> TimestampFormat.EPOCH_SECONDS;
            default -> throw new IllegalStateException("unknown timestamp format " + format);
        };
    }
}
