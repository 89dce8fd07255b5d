package cloudjar.protocols.chunked;

/**
 * Checks the signatures of a chunked body, which form a chain that begins with the request's own. Called by the thread
 * that reads the body, in the order of the wire: any number of {@link #update}, then {@link #chunk}, for each chunk, the
 * empty last one too; then {@link #trailer} where the body has one. Each method but the first throws
 * {@link cloudjar.kernel.shape.CommonException} {@code SignatureDoesNotMatch} where the signature is wrong.
 */
public interface ChunkVerifier {
    /** Takes in a part of the current chunk's data. */
    void update(byte[] data, int offset, int length);

    /**
     * Ends the current chunk.
     *
     * @param signature as it was sent, in hexadecimal
     */
    void chunk(String signature);

    /**
     * Ends the trailer.
     *
     * @param canonical the bytes that are signed: {@code name:value\n} for each trailer, names in lower case
     * @param signature as it was sent, in hexadecimal
     */
    void trailer(byte[] canonical, String signature);

    /** Takes every signature for good. */
    ChunkVerifier NONE = new ChunkVerifier() {
        @Override
        public void update(byte[] data, int offset, int length) {
            // Nothing is computed where nothing is compared.
        }

        @Override
        public void chunk(String signature) {
            // Not compared.
        }

        @Override
        public void trailer(byte[] canonical, String signature) {
            // Not compared.
        }
    };
}
