package cloudjar.services.s3;

import cloudjar.kernel.shape.Body;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Content that an operation of S3 answered to S3 itself. */
final class Content {
    private Content() {}

    /** Opens it, wherever it lies; whoever opens it closes it. */
    static InputStream open(Body body) throws IOException {
        return body.open();
    }

    /** All of it, as long as it is no longer than somebody wants to hold in memory. */
    static byte[] bytes(Body body, int bytesMax) {
        try (InputStream in = open(body)) {
            return in.readNBytes(bytesMax);
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be read", e);
        }
    }

    /** Closes what nobody wants. */
    static void discard(@Nullable Body body) {
        if (body == null) {
            return;
        }
        try (InputStream in = open(body)) {
            in.skipNBytes(0);
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be closed", e);
        }
    }
}
