package cloudjar.kernel.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.CheckingStore;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.MemoryStore;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.Tx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobsTest {
    private static final int LARGE = 300_000;

    private final Path directory;
    private final FileBlobs home;
    private final BlobOwners owners;
    private final MemoryStore memory = new MemoryStore(CommitListener.NONE);
    private final Store store = new CheckingStore(memory);
    private final Blobs blobs;

    BlobsTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        home = FileBlobs.in(directory);
        owners = new BlobOwners(home);
        blobs = owners.join(store);
    }

    @AfterEach
    void end() {
        home.close();
    }

    @Test
    void contentOfAnyLengthIsReadAsItWasWritten() throws IOException {
        for (int length : List.of(0, 1, Blob.INLINE_MAX_BYTES, Blob.INLINE_MAX_BYTES + 1, Chunks.BYTES, LARGE)) {
            Blob blob = blobs.write(new Trickle(content(length)));

            assertThat(blob.length()).isEqualTo(length);
            assertThat(blob instanceof Blob.Inline).isEqualTo(length <= Blob.INLINE_MAX_BYTES);
            assertThat(read(blob, 0, length)).isEqualTo(content(length));
        }
    }

    @Test
    void partsAreRead() throws IOException {
        for (int length : List.of(1000, LARGE)) {
            Blob blob = blobs.write(new ByteArrayInputStream(content(length)));
            byte[] part = new byte[500];
            System.arraycopy(content(length), 400, part, 0, 500);

            assertThat(read(blob, 400, 500)).isEqualTo(part);
            try (BlobContent opened = blobs.open(blob)) {
                ByteArrayOutputStream sent = new ByteArrayOutputStream();
                opened.transferTo(400, 500, Channels.newChannel(sent));
                assertThat(sent.toByteArray()).isEqualTo(part);
                assertThat(opened.file().isPresent())
                        .isNotEqualTo(opened.memory().isPresent());
                assertThatThrownBy(() -> opened.stream(1, length)).isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> opened.stream(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
                InputStream stream = opened.stream();
                stream.skipNBytes(length - 1);
                assertThat(stream.read()).isEqualTo(content(length)[length - 1] & 0xFF);
                assertThat(stream.read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void streamThatFailsLeavesNothing() {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(content(LARGE)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken, for the test");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        });

        assertThatThrownBy(() -> blobs.write(broken)).hasMessage("broken, for the test");
        assertThat(files()).isZero();
    }

    @Test
    void lastDropTakesTheFileAfterTheCommit() throws IOException {
        Blob blob = large();
        write(tx -> blobs.keep(tx, blob));
        write(tx -> blobs.keep(tx, blob));

        write(tx -> blobs.drop(tx, blob));
        assertThat(files()).isOne();
        assertThatThrownBy(() -> write(tx -> {
                    blobs.drop(tx, blob);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(files()).isOne();

        write(tx -> blobs.drop(tx, blob));
        assertThat(files()).isZero();
        assertThatThrownBy(() -> blobs.open(blob)).isInstanceOf(BlobGoneException.class);
    }

    @Test
    void openContentStaysReadableWhenItIsDropped() throws IOException {
        Blob blob = large();
        write(tx -> blobs.keep(tx, blob));
        try (BlobContent opened = blobs.open(blob)) {
            write(tx -> blobs.drop(tx, blob));

            assertThat(opened.stream().readAllBytes()).isEqualTo(content(LARGE));
        }
    }

    @Test
    void discardTakesWhatNobodyHolds() throws IOException {
        Blob kept = large();
        Blob loose = large();
        write(tx -> blobs.keep(tx, kept));

        blobs.discard(kept);
        blobs.discard(loose);

        assertThat(files()).isOne();
        assertThat(read(kept, 0, LARGE)).isEqualTo(content(LARGE));
    }

    @Test
    void contentLivesAsLongAsAnyForkHoldsIt() throws IOException {
        Blob shared = large();
        Blob onlyInFork = large();
        write(tx -> blobs.keep(tx, shared));
        MemoryStore forkStore = memory.fork(CommitListener.NONE);
        Blobs fork = owners.fork(blobs, () -> owners.join(forkStore));
        write(forkStore, tx -> fork.keep(tx, onlyInFork));

        write(tx -> blobs.drop(tx, shared));
        assertThat(files()).isEqualTo(2);
        assertThat(read(shared, 0, LARGE)).isEqualTo(content(LARGE));

        write(forkStore, tx -> fork.drop(tx, shared));
        assertThat(files()).isOne();
        write(forkStore, tx -> fork.drop(tx, onlyInFork));
        assertThat(files()).isZero();
    }

    @Test
    void worldThatGoesTakesWhatNoOtherHolds() throws IOException {
        Blob shared = large();
        write(tx -> blobs.keep(tx, shared));
        MemoryStore forkStore = memory.fork(CommitListener.NONE);
        Blobs fork = owners.fork(blobs, () -> owners.join(forkStore));
        for (int i = 0; i < 20; i++) {
            Blob own = large();
            write(forkStore, tx -> fork.keep(tx, own));
        }

        owners.leave(fork);
        assertThat(files()).isOne();
        owners.leave(blobs);
        assertThat(files()).isZero();
    }

    @Test
    void homeThatIsOpenedAgainHasItsContentAndNumbersOn() throws IOException {
        Blob before = large();
        FileBlobs again = FileBlobs.in(directory);
        Blobs reopened = new BlobOwners(again).join(store);
        Blob after = reopened.write(Bytes.wrap(content(LARGE)));

        assertThat(((Blob.Stored) after).number()).isGreaterThan(((Blob.Stored) before).number());
        try (BlobContent opened = reopened.open(before)) {
            assertThat(opened.stream().readAllBytes()).isEqualTo(content(LARGE));
        }
    }

    @Test
    void sweepTakesWhatAnEarlierProcessLeftBehind() throws IOException {
        Blob kept = large();
        Blob orphan = large();
        write(tx -> blobs.keep(tx, kept));
        Files.write(directory.resolve("new/00000000000000ff"), content(10));

        FileBlobs afterACrash = FileBlobs.forcedIn(directory);
        BlobOwners itsOwners = new BlobOwners(afterACrash);
        Blobs reopened = itsOwners.join(store);
        itsOwners.sweep();

        assertThat(files()).isOne();
        try (BlobContent opened = reopened.open(kept)) {
            assertThat(opened.stream().readAllBytes()).isEqualTo(content(LARGE));
        }
        assertThatThrownBy(() -> reopened.open(orphan)).isInstanceOf(BlobGoneException.class);
        assertThat(((Blob.Stored) reopened.write(Bytes.wrap(content(LARGE)))).number())
                .isGreaterThan(0xff);
    }

    @Test
    void sweepOfWhatWasClosedProperlyLooksAtNothing() throws IOException {
        large();
        home.close();

        BlobOwners itsOwners = new BlobOwners(FileBlobs.in(directory));
        itsOwners.sweep();

        assertThat(files()).isOne();
    }

    @Test
    void temporaryHomeGoesWhenClosed() throws IOException {
        FileBlobs temporary = FileBlobs.temporary();
        Blobs there = new BlobOwners(temporary).join(store);
        Blob blob = there.write(Bytes.wrap(content(LARGE)));
        try (BlobContent opened = there.open(blob)) {
            assertThat(opened.file()).isPresent();
        }
        temporary.close();

        assertThatThrownBy(() -> there.open(blob)).isInstanceOf(BlobGoneException.class);
    }

    @Test
    void blobIsAPartOfARecord() throws IOException {
        record Holder(Blob blob) {}
        Codec<Holder> codec = RecordCodec.of(Holder.class);
        for (Blob blob : List.of(Blob.EMPTY, large())) {
            assertThat(codec.decode(codec.encode(new Holder(blob)))).isEqualTo(new Holder(blob));
        }
    }

    private Blob large() throws IOException {
        return blobs.write(new ByteArrayInputStream(content(LARGE)));
    }

    private byte[] read(Blob blob, long offset, long length) throws IOException {
        try (BlobContent opened = blobs.open(blob);
                InputStream stream = opened.stream(offset, length)) {
            return stream.readAllBytes();
        }
    }

    private long files() {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("OPEN"))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void write(Consumer<Tx> body) {
        write(store, body);
    }

    private static void write(Store store, Consumer<Tx> body) {
        store.write(tx -> {
            body.accept(tx);
            return 0;
        });
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (i * 31 + i / 251);
        }
        return content;
    }

    /** Gives little at a time, as a socket does. */
    private static final class Trickle extends InputStream {
        private final InputStream content;

        Trickle(byte[] content) {
            this.content = new ByteArrayInputStream(content);
        }

        @Override
        public int read() throws IOException {
            return content.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return content.read(bytes, offset, Math.min(length, 1000));
        }
    }
}
