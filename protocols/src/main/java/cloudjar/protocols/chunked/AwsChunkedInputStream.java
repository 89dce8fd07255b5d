package cloudjar.protocols.chunked;

import cloudjar.kernel.shape.CommonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a body in {@code aws-chunked} coding, as S3's documentation of SigV4 streaming describes it. Used by one
 * thread; memory does not depend on the size of a chunk.
 *
 * <p>A chunk is handed out piece by piece before its signature is known; the last piece only after it was verified, and
 * the last of the content only after the closing chunk and the trailers were. So whoever has read the whole content has
 * verified it, and whoever meets a {@link CommonException} must drop what he has read.
 */
public final class AwsChunkedInputStream extends InputStream {
    /** The smallest chunk, but for the last. */
    public static final int CHUNK_SIZE_MIN = 8192;

    private static final int TRAILERS_MAX = 32;
    private static final String SIGNATURE_EXTENSION = "chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    private final ChunkSource source;
    private final StreamingPayload payload;
    private final ChunkVerifier verifier;
    private final List<String> declaredTrailers;
    private final Map<String, String> trailers = new LinkedHashMap<>();
    private final long contentLength;

    private long contentLeft;
    private long chunkLeft;
    private long chunkSize = CHUNK_SIZE_MIN;
    private String signature = "";
    private boolean ended;

    /**
     * @param body in the coding
     * @param contentLength of the decoded content, from {@code x-amz-decoded-content-length}
     * @param declaredTrailers the names in {@code x-amz-trailer}, in lower case; empty where it is absent
     */
    public AwsChunkedInputStream(
            InputStream body,
            StreamingPayload payload,
            long contentLength,
            List<String> declaredTrailers,
            ChunkVerifier verifier) {
        this.source = new ChunkSource(body);
        this.payload = payload;
        this.contentLength = contentLength;
        this.contentLeft = contentLength;
        this.declaredTrailers = List.copyOf(declaredTrailers);
        this.verifier = verifier;
    }

    /** The length of the decoded content. */
    public long contentLength() {
        return contentLength;
    }

    /** The value of a trailer; null before the end of the content, or where there is none. Names are in lower case. */
    public @Nullable String trailer(String name) {
        return trailers.get(name);
    }

    /** All trailers but the signature, in the order in which they came; empty before the end of the content. */
    public Map<String, String> trailers() {
        return Collections.unmodifiableMap(trailers);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * {@inheritDoc}
     *
     * @throws CommonException {@code IncompleteBody}, {@code InvalidChunkSizeError} or {@code MalformedTrailerError} where
     *     the framing is broken, and what the verifier throws
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!ended && chunkLeft == 0) {
            // Only here for the first chunk, and for a body that has no content at all.
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = source.read(target, offset, (int) Math.min(length, chunkLeft));
        if (count < 0) {
            throw ChunkedErrors.incompleteBody();
        }
        verifier.update(target, offset, count);
        chunkLeft -= count;
        contentLeft -= count;
        if (chunkLeft == 0) {
            endChunk();
            nextChunk();
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        return ended ? 0 : (int) Math.min(chunkLeft, source.available());
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private void endChunk() throws IOException {
        if (payload.signed()) {
            verifier.chunk(signature);
        }
        String rest = source.line();
        if (rest == null || !rest.isEmpty()) {
            throw ChunkedErrors.incompleteBody();
        }
    }

    private void nextChunk() throws IOException {
        String header = source.line();
        if (header == null) {
            throw ChunkedErrors.incompleteBody();
        }
        int semicolon = header.indexOf(';');
        long size = size(semicolon < 0 ? header : header.substring(0, semicolon));
        signature =
                semicolon < 0 ? "" : signature(header.substring(semicolon + 1).strip());
        if (payload.signed() && signature.isEmpty()) {
            throw ChunkedErrors.incompleteBody();
        }
        if (size > 0 && chunkSize < CHUNK_SIZE_MIN) {
            throw ChunkedErrors.invalidChunkSize();
        }
        if (size > contentLeft) {
            throw ChunkedErrors.incompleteBody();
        }
        chunkSize = size;
        chunkLeft = size;
        if (size == 0) {
            end();
        }
    }

    private static long size(String hexadecimal) {
        String digits = hexadecimal.strip();
        if (digits.isEmpty() || digits.length() > 15) {
            throw ChunkedErrors.incompleteBody();
        }
        long size = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) < 0x80 ? Character.digit(digits.charAt(i), 16) : -1;
            if (digit < 0) {
                throw ChunkedErrors.incompleteBody();
            }
            size = size << 4 | digit;
        }
        return size;
    }

    private static String signature(String extension) {
        if (!extension.startsWith(SIGNATURE_EXTENSION)) {
            throw ChunkedErrors.incompleteBody();
        }
        return extension.substring(SIGNATURE_EXTENSION.length());
    }

    /** Reads what follows the last chunk's header. */
    private void end() throws IOException {
        if (contentLeft != 0) {
            throw ChunkedErrors.incompleteBody();
        }
        if (payload.signed()) {
            verifier.chunk(signature);
        }
        StringBuilder canonical = new StringBuilder();
        String trailerSignature = null;
        for (String line = source.line(); line != null && !line.isEmpty(); line = source.line()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || trailers.size() == TRAILERS_MAX || trailerSignature != null) {
                throw ChunkedErrors.malformedTrailer();
            }
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (name.equals(TRAILER_SIGNATURE)) {
                trailerSignature = value;
            } else {
                if (!declaredTrailers.contains(name) || trailers.put(name, value) != null) {
                    throw ChunkedErrors.malformedTrailer();
                }
                canonical.append(name).append(':').append(value).append('\n');
            }
        }
        if (!trailers.keySet().containsAll(declaredTrailers) || !source.ended()) {
            throw ChunkedErrors.malformedTrailer();
        }
        if (payload.signed() && payload.trailer()) {
            if (trailerSignature == null) {
                throw ChunkedErrors.malformedTrailer();
            }
            verifier.trailer(canonical.toString().getBytes(StandardCharsets.UTF_8), trailerSignature);
        }
        ended = true;
    }
}
