package cloudjar.kernel.shape;

import org.jspecify.annotations.Nullable;

/**
 * The traits of a shape that matter on the wire.
 *
 * @param flags the constants of this class, or-ed
 * @param error what the shape says as an error; null where it is none
 * @param timestampFormat the shape's own format; null where the protocol's default holds
 * @param mediaType of a blob or string payload, such as {@code application/json}; null where there is none
 * @param xmlName the root element's name when the shape is a payload; null where the shape's name serves
 * @param xmlNamespace the root element's namespace; null where there is none
 */
public record ShapeTraits(
        int flags,
        @Nullable ErrorTraits error,
        @Nullable TimestampFormat timestampFormat,
        @Nullable String mediaType,
        @Nullable String xmlName,
        @Nullable XmlNamespace xmlNamespace) {
    /** A list or map that may hold nulls. */
    public static final int SPARSE = 1;
    /** Never shown in logs. */
    public static final int SENSITIVE = 1 << 1;
    /** Content that streams. */
    public static final int STREAMING = 1 << 2;
    /** A streaming body that must come with a length. */
    public static final int REQUIRES_LENGTH = 1 << 3;
    /** A union that travels as event messages. */
    public static final int EVENT_STREAM = 1 << 4;
    /** A list or map that is flattened wherever it is a member. */
    public static final int FLATTENED = 1 << 5;
    /** Not in the model: made up for an operation that has no input or no output. */
    public static final int SYNTHETIC = 1 << 6;
    /** A number whose absence is not zero. */
    public static final int BOXED = 1 << 7;

    /** No trait at all. */
    public static final ShapeTraits NONE = new ShapeTraits(0, null, null, null, null, null);

    /** Whether a flag of this class is set. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
