package cloudjar.kernel.blob;

import java.io.IOException;

/** Content that was deleted since the row that names it was read: read the row again. */
public final class BlobGoneException extends IOException {
    private static final long serialVersionUID = 1;

    /** The content is not there. */
    public BlobGoneException(Blob.Stored blob) {
        super("no content " + blob.number());
    }

    BlobGoneException(Blob.Stored blob, Throwable cause) {
        super("no content " + blob.number(), cause);
    }
}
