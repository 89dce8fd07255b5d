package cloudjar.protocols;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A request as a protocol sees it: path-style, without the world's prefix, its body already freed from transfer codings
 * (chunks, {@code aws-chunked}, gzip). Used by one thread.
 */
public interface HttpRequest {
    /** The method, upper case. */
    String method();

    /** The path as it was sent, percent-encoded, beginning with a slash. */
    String rawPath();

    /** The query as it was sent, without the question mark; null where there is none. */
    @Nullable
    String rawQuery();

    /** The first value of a header, whose name is compared without regard to case; null where it is absent. */
    @Nullable
    String header(String name);

    /** All values of a header, in the order in which they came; empty where it is absent. */
    List<String> headers(String name);

    /** Shows every header line, in order. */
    void forEachHeader(BiConsumer<String, String> line);

    /** The length of the body in bytes, or -1 where it is not known. */
    long contentLength();

    /** The body, to be read once. */
    InputStream body() throws IOException;

    /**
     * The whole body.
     *
     * @throws IOException where it cannot be read
     * @throws cloudjar.kernel.shape.CommonException where it is longer than this service takes in memory
     */
    byte[] bytes() throws IOException;
}
