package cloudjar.gateway.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A body whose hash was signed: ends with an error where it is not the one that was signed. Used by one thread. */
final class SignedInputStream extends FilterInputStream {
    private static final int SKIPPED_MAX = 8192;

    private final String claimed;
    private final MessageDigest digest;
    private boolean ended;

    /** @param claimed the hash, in lower-case hexadecimal */
    SignedInputStream(InputStream body, String claimed) {
        super(body);
        this.claimed = claimed;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        if (count > 0) {
            digest.update(target, offset, count);
        } else if (count < 0 && !ended) {
            ended = true;
            String computed = HexFormat.of().formatHex(digest.digest());
            if (!computed.equals(claimed)) {
                throw ContentErrors.notWhatWasSigned(claimed, computed);
            }
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        // What is skipped is hashed too.
        byte[] piece = new byte[Math.clamp(count, 0, SKIPPED_MAX)];
        return Math.max(0, read(piece, 0, piece.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
