package cloudjar.kernel.blob;

import cloudjar.kernel.shape.Bytes;

/** Content, as a row of a table holds it. */
public sealed interface Blob {
    /** The most bytes that are kept in the row. */
    int INLINE_MAX_BYTES = 16 * 1024;

    /** A bound above all numbers of content. */
    long NUMBER_MAX = 1L << 62;

    /** No content. */
    Blob EMPTY = new Inline(Bytes.EMPTY);

    /** How long the content is, in bytes. */
    long length();

    /**
     * Content that the row holds itself.
     *
     * @param content the content
     */
    record Inline(Bytes content) implements Blob {
        @Override
        public long length() {
            return content.size();
        }
    }

    /**
     * Content that lives beside the store.
     *
     * @param number names it; later ones have higher numbers
     * @param length its length in bytes
     */
    record Stored(long number, long length) implements Blob {}
}
