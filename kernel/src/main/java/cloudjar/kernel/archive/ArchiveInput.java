package cloudjar.kernel.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** The bytes of an archive, counted and digested as they are read. Running out of them is an {@link EOFException}. */
final class ArchiveInput {
    private static final int NUMBER_BITS = 63;

    private final InputStream in;
    private final MessageDigest digest = ArchiveFormat.digest();
    private long position;

    ArchiveInput(InputStream archive) {
        this.in = new BufferedInputStream(archive, ArchiveFormat.CHUNK_BYTES);
    }

    /** How many bytes were read. */
    long position() {
        return position;
    }

    /** The digest of all that was read; to be asked once. */
    byte[] digest() {
        return digest.digest();
    }

    boolean atEnd() throws IOException {
        return in.read() < 0;
    }

    int readByte() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException("no byte");
        }
        digest.update((byte) value);
        position++;
        return value;
    }

    /** Reads one byte at least. */
    int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        if (count < 0) {
            throw new EOFException("no bytes");
        }
        digest.update(target, offset, count);
        position += count;
        return count;
    }

    /** Reads that many bytes; they take room as they come. */
    byte[] readNBytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        digest.update(bytes);
        position += bytes.length;
        if (bytes.length < length) {
            throw new EOFException("fewer bytes than " + length);
        }
        return bytes;
    }

    /** Reads a number that is not negative, in its shortest form. */
    long readNumber() throws IOException {
        long value = 0;
        for (int shift = 0; shift < NUMBER_BITS; shift += 7) {
            int next = readByte();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    break;
                }
                return value;
            }
        }
        throw new ArchiveRefusedException("the archive has a malformed number, before byte " + position);
    }

    /** Reads a length and so many bytes. */
    byte[] readBytes(int max, String what) throws IOException {
        long length = readNumber();
        if (length > max) {
            throw new ArchiveRefusedException("the archive has " + what + " of " + length + " bytes, where " + max
                    + " are the most, before byte " + position);
        }
        return readNBytes((int) length);
    }
}
