package cloudjar.kernel.archive;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.HeldContent;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Key;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive as it comes, in constant memory, whatever it holds: what it claims takes no room before it is there. Not
 * thread-safe.
 */
public final class ArchiveReader {
    private static final int VERSION_DIGITS_MAX = 9;

    /** Account, region, service and table. */
    private static final int KEY_ELEMENTS_MIN = 4;

    private final ArchiveInput in;
    private long rows;
    private long contents;
    private @Nullable Key last;

    /** The end of the rows, after which contents may come; negative before it. */
    private long highest = -1;

    /** Reads from a stream, which is not closed. */
    public ArchiveReader(InputStream archive) {
        this.in = new ArchiveInput(archive);
    }

    /** Takes what is in an archive. What it was given counts only when {@link #read} has returned. */
    public interface Receiver {
        /** A row; keys come in order, each once. */
        void row(Key key, Bytes value);

        /**
         * No more rows come; contents may.
         *
         * @param highest a bound of their numbers
         */
        void contents(long highest);

        /** A content, which is to be read to its end. */
        void content(HeldContent held, InputStream content) throws IOException;
    }

    /**
     * Reads all of it.
     *
     * @throws ArchiveRefusedException when it is no whole archive of a version that is known here
     * @throws IOException when the stream fails
     */
    public void read(Receiver receiver) throws IOException {
        try {
            checkVersion();
            int kind = in.readByte();
            while (kind != ArchiveFormat.END) {
                readRecord(kind, receiver);
                kind = in.readByte();
            }
            checkEnd();
        } catch (EOFException e) {
            throw new ArchiveRefusedException("the archive is cut off after " + in.position() + " bytes", e);
        }
    }

    private void readRecord(int kind, Receiver receiver) throws IOException {
        switch (kind) {
            case ArchiveFormat.ROW -> row(receiver);
            case ArchiveFormat.CONTENTS -> contents(receiver);
            case ArchiveFormat.CONTENT -> content(receiver);
            default -> throw refused("a record of no known kind");
        }
    }

    private void row(Receiver receiver) throws IOException {
        if (highest >= 0) {
            throw refused("a row after the contents");
        }
        Key key = key(in.readBytes(Key.MAX_BYTES, "a key"));
        if (last != null && key.compareTo(last) <= 0) {
            throw refused(key.equals(last) ? "the same row twice: " + key : "rows that are not in order: " + key);
        }
        last = key;
        rows++;
        receiver.row(key, Bytes.wrap(in.readBytes(ArchiveFormat.VALUE_BYTES_MAX, "a value")));
    }

    /** A tuple in its only encoding, with what every table's key begins with. */
    private Key key(byte[] encoded) {
        Key key = Key.fromBytes(encoded);
        try {
            List<Object> elements = key.elements();
            boolean whole = elements.size() >= KEY_ELEMENTS_MIN
                    && elements.subList(0, KEY_ELEMENTS_MIN).stream().allMatch(String.class::isInstance);
            if (whole && Key.of(elements.toArray()).equals(key)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw new ArchiveRefusedException(sentence("a key that is no tuple"), e);
        }
        throw refused("a key that no table has");
    }

    private void contents(Receiver receiver) throws IOException {
        if (highest >= 0) {
            throw refused("the beginning of contents twice");
        }
        highest = in.readNumber();
        if (highest >= Blob.NUMBER_MAX) {
            throw refused("an absurd number of contents");
        }
        receiver.contents(highest);
    }

    private void content(Receiver receiver) throws IOException {
        HeldContent held = new HeldContent(in.readNumber(), in.readNumber());
        if (highest < 0) {
            throw refused("a content before the beginning of contents");
        }
        if (held.number() < 1 || held.number() > highest || held.references() < 1) {
            throw refused("a content with an absurd number or count");
        }
        Chunks chunks = new Chunks();
        receiver.content(held, chunks);
        if (!chunks.ended) {
            throw new IllegalStateException("content that was not read to its end");
        }
        contents++;
    }

    private void checkVersion() throws IOException {
        for (int i = 0; i < ArchiveFormat.MARK.length(); i++) {
            if (in.readByte() != ArchiveFormat.MARK.charAt(i)) {
                throw new ArchiveRefusedException("this is no archive of a cloudjar world");
            }
        }
        StringBuilder digits = new StringBuilder();
        int next = in.readByte();
        while (next >= '0' && next <= '9' && digits.length() < VERSION_DIGITS_MAX) {
            digits.append((char) next);
            next = in.readByte();
        }
        if (next != '\n' || digits.isEmpty()) {
            throw new ArchiveRefusedException("this is no archive of a cloudjar world");
        }
        int version = Integer.parseInt(digits.toString());
        if (version != ArchiveFormat.VERSION) {
            throw new ArchiveRefusedException("the archive has format " + version + ", and this cloudjar knows format "
                    + ArchiveFormat.VERSION + (version > ArchiveFormat.VERSION ? ": use a newer one" : ""));
        }
    }

    private void checkEnd() throws IOException {
        if (highest < 0) {
            throw refused("an end before the contents");
        }
        if (in.readNumber() != rows || in.readNumber() != contents) {
            throw refused("an end that counts other rows and contents than there were");
        }
        byte[] expected = in.digest();
        if (!MessageDigest.isEqual(expected, in.readNBytes(ArchiveFormat.DIGEST_BYTES))) {
            throw new ArchiveRefusedException("the archive's checksum is wrong: it is not what was exported");
        }
        if (!in.atEnd()) {
            throw refused("something after its end");
        }
    }

    private ArchiveRefusedException refused(String what) {
        return new ArchiveRefusedException(sentence(what));
    }

    private String sentence(String what) {
        return "the archive has " + what + ", before byte " + in.position();
    }

    /** The chunks of one content, checked when they end. */
    private final class Chunks extends InputStream {
        private final MessageDigest digest = ArchiveFormat.digest();
        private int left;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0 && !ended) {
                begin();
            }
            if (ended) {
                return -1;
            }
            int count = in.read(target, offset, Math.min(length, left));
            left -= count;
            digest.update(target, offset, count);
            return count;
        }

        private void begin() throws IOException {
            long length = in.readNumber();
            if (length > ArchiveFormat.CHUNK_BYTES || length < 0) {
                throw refused("a chunk of absurd length");
            }
            left = (int) length;
            if (left == 0) {
                ended = true;
                byte[] expected = in.readNBytes(ArchiveFormat.DIGEST_BYTES);
                if (!MessageDigest.isEqual(expected, digest.digest())) {
                    throw refused("a content whose checksum is wrong");
                }
            }
        }
    }
}
