package cloudjar.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/**
 * Content of any length that nobody holds: a block of random bytes again and again, the number of the block in its first
 * bytes.
 */
final class GeneratedContent {
    private static final int BLOCK = 1 << 20;

    private final byte[] block = new byte[BLOCK];

    GeneratedContent(long seed) {
        new Random(seed).nextBytes(block);
    }

    /** A part of it. */
    InputStream stream(long from, long length) {
        return new InputStream() {
            private long position = from;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int size) {
                long left = from + length - position;
                if (left <= 0) {
                    return -1;
                }
                int start = (int) (position % BLOCK);
                int count = (int) Math.min(Math.min(size, left), BLOCK - start);
                System.arraycopy(block, start, target, offset, count);
                long number = position / BLOCK;
                for (int i = start; i < Math.min(Long.BYTES, start + count); i++) {
                    target[offset + i - start] = (byte) (number >>> Byte.SIZE * i);
                }
                position += count;
                return count;
            }
        };
    }

    /** The MD5 of a part, in hexadecimal. */
    String md5(long from, long length) {
        return md5(stream(from, length));
    }

    /** The MD5 of what a stream has, in hexadecimal. */
    static String md5(InputStream content) {
        try (DigestInputStream digesting = new DigestInputStream(content, MessageDigest.getInstance("MD5"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
