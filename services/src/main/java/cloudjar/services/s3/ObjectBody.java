package cloudjar.services.s3;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import cloudjar.kernel.blob.BlobGoneException;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A range of an object's content on its way out. The first blobs are opened at once, so that the content outlives the
 * object; those of an object with very many parts are opened as the reader comes to them.
 */
final class ObjectBody implements Body {
    /** So many files one answer may hold open. */
    private static final int OPEN_MAX = 64;

    private final Blobs blobs;
    private final long length;
    private final Deque<Piece> pieces;

    private ObjectBody(Blobs blobs, long length, Deque<Piece> pieces) {
        this.blobs = blobs;
        this.length = length;
        this.pieces = pieces;
    }

    /**
     * The range of an object.
     *
     * @param secret by which it is encrypted, if it is; was compared with what is kept of it
     * @throws BlobGoneException when the object was replaced since its row was read
     */
    static Body of(StoredObject object, ByteRange range, Blobs blobs, Optional<Bytes> secret) throws IOException {
        Deque<Piece> pieces = new ArrayDeque<>();
        boolean whole = false;
        try {
            open(object, range, blobs, secret, pieces);
            whole = true;
            return new ObjectBody(blobs, range.length(), pieces);
        } finally {
            if (!whole) {
                closeAll(pieces);
            }
        }
    }

    private static void open(
            StoredObject object, ByteRange range, Blobs blobs, Optional<Bytes> secret, Deque<Piece> pieces)
            throws IOException {
        long start = 0;
        long end = range.from() + range.length();
        int number = 0;
        for (Blob blob : object.content()) {
            Seal seal = object.seal(number++, secret).orElse(null);
            long from = Math.max(range.from(), start);
            long to = Math.min(end, start + blob.length());
            if (from < to) {
                BlobContent content = pieces.size() < OPEN_MAX ? blobs.open(blob) : null;
                pieces.add(new Piece(blob, from - start, to - from, content, seal));
            }
            start += blob.length();
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public @Nullable FilePart file() {
        if (pieces.size() != 1) {
            return null;
        }
        Piece piece = pieces.getFirst();
        Optional<FileChannel> file =
                piece.content == null || piece.seal != null ? Optional.empty() : piece.content.file();
        return file.map(channel -> new FilePart(channel, piece.from, piece.length))
                .orElse(null);
    }

    @Override
    public InputStream open() {
        return new PieceStream(blobs, pieces);
    }

    private static void closeAll(Deque<Piece> pieces) throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (Piece piece : pieces) {
            try {
                piece.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        pieces.clear();
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /**
     * A part of a blob.
     *
     * @param content open; null where it is to be opened when it is needed
     * @param seal how it is encrypted; null where it is not
     */
    private record Piece(
            Blob blob,
            long from,
            long length,
            @Nullable BlobContent content,
            @Nullable Seal seal) {
        void close() throws IOException {
            if (content != null) {
                content.close();
            }
        }
    }

    /** Reads piece after piece, closing each behind itself. */
    private static final class PieceStream extends InputStream {
        private final Blobs blobs;
        private final Deque<Piece> pieces;
        private @Nullable Piece current;
        private @Nullable InputStream in;

        PieceStream(Blobs blobs, Deque<Piece> pieces) {
            this.blobs = blobs;
            this.pieces = pieces;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int size) throws IOException {
            while (true) {
                if (in == null && !next()) {
                    return -1;
                }
                int count = in == null ? -1 : in.read(target, offset, size);
                if (count >= 0) {
                    return count;
                }
                endPiece();
            }
        }

        private boolean next() throws IOException {
            Piece piece = pieces.poll();
            if (piece == null) {
                return false;
            }
            BlobContent content = piece.content == null ? blobs.open(piece.blob) : piece.content;
            current = new Piece(piece.blob, piece.from, piece.length, content, piece.seal);
            InputStream kept = content.stream(piece.from, piece.length);
            in = piece.seal == null ? kept : piece.seal.open(kept, piece.from);
            return true;
        }

        private void endPiece() throws IOException {
            Piece ended = current;
            current = null;
            in = null;
            if (ended != null) {
                ended.close();
            }
        }

        @Override
        public void close() throws IOException {
            try {
                endPiece();
            } finally {
                closeAll(pieces);
            }
        }
    }
}
