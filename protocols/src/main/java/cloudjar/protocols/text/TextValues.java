package cloudjar.protocols.text;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.protocols.text.AwsTimestamp.Offsets;

/**
 * Scalars as the text of XML elements and form parameters, more forgiving than JSON: blanks around them, {@code 1} and
 * {@code 0} for booleans as in XML Schema, and date-times that lack seconds, a time of day or a zone (which is UTC then).
 */
public final class TextValues {
    private static final int DATE_LENGTH = "2015-01-25".length();
    private static final int MINUTES_LENGTH = "2015-01-25T08:00".length();

    private TextValues() {}

    /**
     * The value of a member whose target is a scalar.
     *
     * @throws MalformedValueException where the text is no value of this type
     */
    public static Object parse(Member member, String text) {
        ShapeType type = member.target().type();
        return switch (type) {
            case STRING -> text;
            case BLOB -> base64(text.strip());
            case TIMESTAMP -> {
                TimestampFormat given = member.timestampFormat();
                TimestampFormat format = given == null ? TimestampFormat.DATE_TIME : given;
                String stripped = text.strip();
                yield AwsTimestamp.parse(
                        format == TimestampFormat.DATE_TIME || format == TimestampFormat.DATE_TIME_SECONDS
                                ? complete(stripped)
                                : stripped,
                        format,
                        Offsets.ALLOWED);
            }
            case BOOLEAN ->
                switch (text.strip()) {
                    case "1" -> true;
                    case "0" -> false;
                    default -> NumberText.parse(type, text.strip());
                };
            case BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, BIG_INTEGER, BIG_DECIMAL ->
                NumberText.parse(type, text.strip());
            case DOCUMENT, LIST, MAP, STRUCTURE, UNION ->
                throw new MalformedValueException("no scalar: " + member.target());
        };
    }

    /** Adds what a date-time may lack. */
    private static String complete(String text) {
        if (text.length() == DATE_LENGTH) {
            return text + "T00:00:00Z";
        }
        if (text.length() == MINUTES_LENGTH) {
            return text + ":00Z";
        }
        boolean zoned =
                text.endsWith("Z") || text.lastIndexOf('+') >= DATE_LENGTH || text.lastIndexOf('-') >= DATE_LENGTH;
        return zoned ? text : text + "Z";
    }

    private static Bytes base64(String text) {
        try {
            return Bytes.ofBase64(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedValueException("Expected base64");
        }
    }
}
