package cloudjar.gateway.stage;

import cloudjar.protocols.chunked.ChunkVerifier;
import org.jspecify.annotations.Nullable;

/**
 * What was signed of the content that follows a request.
 *
 * @param chunks checks the signatures of chunks
 * @param sha256 of the whole body, in lower-case hexadecimal; null where it was not signed, or was compared already
 */
public record SignedContent(ChunkVerifier chunks, @Nullable String sha256) {
    /** Content that nobody signed. */
    public static final SignedContent NONE = new SignedContent(ChunkVerifier.NONE, null);
}
