package cloudjar.bench;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What one connection says: a request, and after each answer the next one. Used by one thread. */
interface Dialogue {
    /**
     * The next request, whole; its buffer is read from position to limit and may be given again.
     *
     * @param answer the body of the last answer, null for the first request or where bodies are not wanted
     */
    ByteBuffer next(byte @Nullable [] answer);

    /** Whether answers' bodies are wanted; keeping them costs time. */
    default boolean wantsBodies() {
        return false;
    }

    /** How many requests make up one unit of what is measured. */
    default int requestsPerUnit() {
        return 1;
    }

    /** The same request, over and over. */
    static Dialogue repeat(byte[] request) {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(request.length).put(request).flip();
        return answer -> buffer.duplicate();
    }
}
