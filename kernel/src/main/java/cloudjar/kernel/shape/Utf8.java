package cloudjar.kernel.shape;

/** Lengths of text in UTF-8, by which AWS measures most of what it bounds. */
public final class Utf8 {
    private static final int ONE_BYTE_END = 0x80;
    private static final int TWO_BYTES_END = 0x800;

    private Utf8() {}

    /** How many bytes the text takes in UTF-8, counted without encoding it. Halves of surrogate pairs that stand alone count two. */
    public static int length(String text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ONE_BYTE_END) {
                // Either half of a surrogate pair counts 2, which makes the 4 bytes of the pair.
                bytes += c < TWO_BYTES_END || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
