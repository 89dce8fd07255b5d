package cloudjar.protocols.chunked;

import cloudjar.protocols.text.MalformedValueException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The content of a gzipped request (of an operation with {@link cloudjar.kernel.shape.OperationSchema#COMPRESSED}).
 * Broken gzip is a {@link MalformedValueException}, which each protocol answers with its own error. How much comes out is
 * for the reader to bound: memory is constant here, but a small request may unfold to a thousand times its size.
 */
public final class GunzippedInputStream extends FilterInputStream {
    private @Nullable GZIPInputStream unzipped;

    /** Reads nothing yet. */
    public GunzippedInputStream(InputStream compressed) {
        super(compressed);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            if (unzipped == null) {
                unzipped = new GZIPInputStream(in);
            }
            return unzipped.read(target, offset, length);
        } catch (ZipException | EOFException e) {
            throw new MalformedValueException("the content is not gzip");
        }
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] passed = new byte[(int) Math.min(Math.max(count, 0), 8192)];
        return Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
