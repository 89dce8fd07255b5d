package cloudjar.kernel.blob;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Content that was deleted since the row that names it was read: read the row again. */
public final class BlobGoneException extends IOException {
    private static final long serialVersionUID = 1;

    /** The content is not there. */
    public BlobGoneException(Blob.Stored blob) {
        super("no content " + blob.number());
    }

    /** No content has that number. */
    public BlobGoneException(long number, @Nullable Throwable cause) {
        super("no content " + number, cause);
    }
}
