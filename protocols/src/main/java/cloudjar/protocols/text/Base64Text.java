package cloudjar.protocols.text;

import cloudjar.kernel.shape.Bytes;

/** Blobs as base64. */
public final class Base64Text {
    private Base64Text() {}

    /**
     * The bytes that {@code text} stands for; padding must be there.
     *
     * @throws MalformedValueException where the text is not base64
     */
    public static Bytes parse(String text) {
        // The decoder of the JDK would let missing padding pass.
        if (text.length() % 4 != 0) {
            throw malformed();
        }
        try {
            return Bytes.ofBase64(text);
        } catch (IllegalArgumentException notBase64) {
            throw malformed();
        }
    }

    private static MalformedValueException malformed() {
        return new MalformedValueException("Expected base64");
    }
}
