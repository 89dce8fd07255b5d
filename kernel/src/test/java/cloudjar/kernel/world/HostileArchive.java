package cloudjar.kernel.world;

import cloudjar.kernel.archive.ArchiveWriter;
import cloudjar.kernel.blob.HeldContent;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.ByteWriter;
import cloudjar.kernel.store.Key;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Stream;

/**
 * An archive that must be refused.
 *
 * @param why a part of the reason
 */
record HostileArchive(String why, Bytes archive) {
    private static final Key ROW = Key.of("000000000000", "us-east-1", "test", "rows", "a");

    private interface Content {
        void write(ArchiveWriter out) throws IOException;
    }

    private interface RawContent {
        void write(ByteWriter out);
    }

    static HostileArchive written(String why, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ArchiveWriter out = new ArchiveWriter(bytes);
            content.write(out);
            out.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HostileArchive(why, Bytes.wrap(bytes.toByteArray()));
    }

    /** With the right checksum of whatever was written. */
    static HostileArchive raw(String why, RawContent content) {
        ByteWriter out = new ByteWriter();
        out.writeRaw("cloudjar world, format 1\n".getBytes(StandardCharsets.US_ASCII));
        content.write(out);
        try {
            out.writeRaw(MessageDigest.getInstance("SHA-256").digest(out.toBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return new HostileArchive(why, Bytes.wrap(out.toBytes()));
    }

    @Override
    public String toString() {
        return why;
    }

    /** Archives made on purpose, most with whole checksums, and why they are refused. */
    static Stream<HostileArchive> all() {
        return Stream.of(withBadHeads(), withBadRows(), withBadContents(), withBadBytes())
                .flatMap(archives -> archives);
    }

    /** What is none, or of a version to come. */
    private static Stream<HostileArchive> withBadHeads() {
        return Stream.of(
                new HostileArchive("no archive", Bytes.ofUtf8("PK\u0003\u0004")),
                new HostileArchive("cut off after 0 bytes", Bytes.EMPTY),
                new HostileArchive(
                        "has format 2, and this cloudjar knows format 1: use a newer one",
                        Bytes.ofUtf8("cloudjar world, format 2\n")));
    }

    /** Rows that no export writes. */
    private static Stream<HostileArchive> withBadRows() {
        byte[] file = new byte[100];
        return Stream.of(
                written("the same row twice", out -> {
                    out.row(ROW, Bytes.EMPTY);
                    out.row(ROW, Bytes.EMPTY);
                }),
                written("rows that are not in order", out -> {
                    out.row(ROW.then("b"), Bytes.EMPTY);
                    out.row(ROW, Bytes.EMPTY);
                }),
                written("a key that is no tuple", out -> out.row(Key.fromBytes(new byte[] {99}), Bytes.EMPTY)),
                written("a key that no table has", out -> out.row(Key.of("a", "b"), Bytes.EMPTY)),
                written(
                        "a row that is not exported",
                        out -> out.row(Key.of("", "", "kernel", "blobs", 1L), Bytes.wrap(new byte[] {2}))),
                written(
                        "a row that is not exported",
                        out -> out.row(Key.of("", "", "kernel", "timers/by-due", 1L), Bytes.EMPTY)),
                written("a timer or a clock that cannot be read", out -> {
                    out.row(Key.of("", "", "kernel", "timers", "a", "b"), Bytes.wrap(file));
                    out.contents(0);
                }),
                written("a timer or a clock that cannot be read", out -> {
                    out.row(Key.of("", "", "kernel", "clock", "state"), Bytes.wrap(file));
                    out.contents(0);
                }),
                written("an end before the contents", out -> out.row(ROW, Bytes.EMPTY)),
                written("a row after the contents", out -> {
                    out.contents(0);
                    out.row(ROW, Bytes.EMPTY);
                }));
    }

    /** Contents that no export writes. */
    private static Stream<HostileArchive> withBadContents() {
        byte[] file = new byte[100];
        return Stream.of(
                written("an absurd number of contents", out -> out.contents(Long.MAX_VALUE)),
                written("the same content twice", out -> {
                    out.contents(5);
                    out.content(new HeldContent(3, 1), stream(file));
                    out.content(new HeldContent(3, 1), stream(file));
                }),
                written("a content with an absurd number", out -> {
                    out.contents(5);
                    out.content(new HeldContent(6, 1), stream(file));
                }),
                written("a content with an absurd number or count", out -> {
                    out.contents(5);
                    out.content(new HeldContent(5, 0), stream(file));
                }),
                written("a content before the beginning", out -> out.content(new HeldContent(5, 1), stream(file))));
    }

    /** Absurd lengths and counts. */
    private static Stream<HostileArchive> withBadBytes() {
        return Stream.of(
                raw("a key of 4611686018427387904 bytes, where 65536 are the most", out -> {
                    out.writeByte(1);
                    out.writeUnsigned(1L << 62);
                }),
                raw("cut off", out -> {
                    out.writeByte(1);
                    out.writeBytes(ROW.toBytes());
                    out.writeUnsigned(60 << 20);
                    out.writeRaw(new byte[10]);
                }),
                raw("a malformed number", out -> {
                    out.writeByte(2);
                    out.writeUnsigned(-1);
                }),
                raw("a chunk of absurd length", out -> {
                    out.writeByte(2);
                    out.writeUnsigned(9);
                    out.writeByte(3);
                    out.writeUnsigned(1);
                    out.writeUnsigned(1);
                    out.writeUnsigned(1 << 20);
                    out.writeRaw(new byte[1 << 20]);
                }),
                raw("counts other rows", out -> {
                    out.writeByte(2);
                    out.writeUnsigned(0);
                    out.writeByte(4);
                    out.writeUnsigned(1);
                    out.writeUnsigned(0);
                }));
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
