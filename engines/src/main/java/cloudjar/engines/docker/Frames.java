package cloudjar.engines.docker;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Both outputs of a container in one, out of the frames in which an engine sends them. */
public final class Frames extends FilterInputStream {
    private static final int HEAD = 8;
    private int left;

    /** What is in these frames. */
    public Frames(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (left == 0) {
            byte[] head = in.readNBytes(HEAD);
            if (head.length == 0) {
                return -1;
            }
            if (head.length < HEAD) {
                throw new EOFException("half a frame");
            }
            left = (head[4] & 0xFF) << 24 | (head[5] & 0xFF) << 16 | (head[6] & 0xFF) << 8 | head[7] & 0xFF;
            if (left < 0) {
                throw new IOException("a frame of more than two gigabytes");
            }
        }
        int read = in.read(bytes, offset, Math.min(length, left));
        if (read < 0) {
            throw new EOFException("half a frame");
        }
        left -= read;
        return read;
    }
}
