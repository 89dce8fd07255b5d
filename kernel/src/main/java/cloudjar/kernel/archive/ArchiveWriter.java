package cloudjar.kernel.archive;

import cloudjar.kernel.blob.HeldContent;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.ByteWriter;
import cloudjar.kernel.store.Key;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Writes an archive as it goes: rows, then contents, then the end. Not thread-safe. */
public final class ArchiveWriter {
    private final MessageDigest digest = ArchiveFormat.digest();
    private final OutputStream target;
    private final OutputStream out;
    private long rows;
    private long contents;

    /** Begins an archive; the stream is not closed. */
    public ArchiveWriter(OutputStream target) throws IOException {
        this.target = target;
        this.out = new BufferedOutputStream(new DigestOutputStream(target, digest), ArchiveFormat.CHUNK_BYTES);
        out.write((ArchiveFormat.MARK + ArchiveFormat.VERSION + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes a row, whose key is above that of the row before. */
    public void row(Key key, Bytes value) throws IOException {
        ByteWriter row = new ByteWriter();
        row.writeByte(ArchiveFormat.ROW);
        row.writeBytes(key.toBytes());
        row.writeBytes(value);
        out.write(row.toBytes());
        rows++;
    }

    /**
     * Begins the contents.
     *
     * @param highest a bound of their numbers
     */
    public void contents(long highest) throws IOException {
        write(ArchiveFormat.CONTENTS, highest);
    }

    /** Writes a content. */
    public void content(HeldContent held, InputStream content) throws IOException {
        write(ArchiveFormat.CONTENT, held.number(), held.references());
        MessageDigest itsDigest = ArchiveFormat.digest();
        byte[] chunk = new byte[ArchiveFormat.CHUNK_BYTES];
        int length = content.readNBytes(chunk, 0, chunk.length);
        while (length > 0) {
            unsigned(length);
            out.write(chunk, 0, length);
            itsDigest.update(chunk, 0, length);
            length = content.readNBytes(chunk, 0, chunk.length);
        }
        unsigned(0);
        out.write(itsDigest.digest());
        contents++;
    }

    /** Ends the archive. */
    public void end() throws IOException {
        write(ArchiveFormat.END, rows, contents);
        out.flush();
        target.write(digest.digest());
        target.flush();
    }

    private void write(int kind, long... numbers) throws IOException {
        out.write(kind);
        for (long number : numbers) {
            unsigned(number);
        }
    }

    private void unsigned(long number) throws IOException {
        ByteWriter bytes = new ByteWriter();
        bytes.writeUnsigned(number);
        out.write(bytes.toBytes());
    }
}
