package cloudjar.protocols.http;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.protocols.text.AwsTimestamp;
import cloudjar.protocols.text.AwsTimestamp.Offsets;
import cloudjar.protocols.text.Base64Text;
import cloudjar.protocols.text.NumberText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Single values as text in a header, a query or a path. */
final class BoundText {
    private BoundText() {}

    /**
     * The value of {@code member} (a member of a structure, or of a list) as {@code text} gives it.
     *
     * @param fallback the format of timestamps that name none
     * @param base64 whether text of a media type is base64, as it is in headers
     */
    static Object parse(Member member, String text, TimestampFormat fallback, boolean base64, Offsets offsets) {
        Schema schema = member.target();
        return switch (schema.type()) {
            case STRING -> base64 && encoded(member) ? Base64Text.parse(text).utf8() : text;
            case BLOB -> Base64Text.parse(text);
            case TIMESTAMP -> AwsTimestamp.parse(text, format(member, fallback), offsets);
            case BOOLEAN, BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, BIG_INTEGER, BIG_DECIMAL ->
                NumberText.parse(schema.type(), text);
            case DOCUMENT, LIST, MAP, STRUCTURE, UNION -> throw notBindable(schema);
        };
    }

    static String format(Member member, Object value, TimestampFormat fallback) {
        Schema schema = member.target();
        return switch (schema.type()) {
            case STRING -> encoded(member) ? Bytes.ofUtf8((String) value).toBase64() : (String) value;
            case BLOB -> ((Bytes) value).toBase64();
            case TIMESTAMP -> AwsTimestamp.format((Instant) value, format(member, fallback));
            case BOOLEAN, BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, BIG_INTEGER, BIG_DECIMAL ->
                NumberText.format(value);
            case DOCUMENT, LIST, MAP, STRUCTURE, UNION -> throw notBindable(schema);
        };
    }

    /** Whether a header spells the timestamps of this list or member as HTTP dates, which have a comma in them. */
    static boolean httpDate(Member member, TimestampFormat fallback) {
        return member.target().type() == ShapeType.TIMESTAMP && format(member, fallback) == TimestampFormat.HTTP_DATE;
    }

    private static TimestampFormat format(Member member, TimestampFormat fallback) {
        @Nullable TimestampFormat own = member.timestampFormat();
        return own == null ? fallback : own;
    }

    private static boolean encoded(Member member) {
        return member.jsonValue() || member.target().traits().mediaType() != null;
    }

    private static IllegalStateException notBindable(Schema schema) {
        return new IllegalStateException("cannot be bound to a header, query or label: " + schema);
    }
}
