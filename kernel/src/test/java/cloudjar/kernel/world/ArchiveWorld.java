package cloudjar.kernel.world;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.ScheduledTimer;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A world with something of everything, and what is seen of it. */
final class ArchiveWorld {
    private static final Codec<Blob> CONTENT = RecordCodec.of(Holder.class).as(Holder::blob, Holder::new);
    private static final ScopedTable<Key, Bytes> ROWS =
            Table.of("test", "rows", KeyCodec.TUPLE, Codec.BYTES).in("000000000000", "us-east-1");
    private static final ScopedTable<Long, Blob> CONTENTS =
            Table.of("test", "contents", KeyCodec.LONG, CONTENT).in("000000000000", "us-east-1");

    record Holder(Blob blob) {}

    private ArchiveWorld() {}

    /** Puts in rows of all kinds of keys, content held once and twice, timers, and moves the clock. */
    static void fill(World world, int rows) {
        world.clock().freeze();
        world.clock().advance(Duration.ofDays(3));
        Blob once = content(world, 1, 100_000);
        Blob twice = content(world, 2, 20_000);
        Blob inline = content(world, 3, 10);
        world.store().write(tx -> {
            IntStream.range(0, rows)
                    .forEach(i -> ROWS.put(tx, Key.of("ä\u0000" + i, i, i % 2 == 0), Bytes.wrap(bytes(i, i % 300))));
            keep(world, tx, 1, once);
            keep(world, tx, 2, twice);
            keep(world, tx, 3, twice);
            keep(world, tx, 4, inline);
            tx.at(world.clock().now().plusSeconds(60), Timer.of("test", "minute", "payload"));
            tx.at(world.clock().now().plusSeconds(30), Timer.of("test", "half"));
            return 0;
        });
    }

    private static Blob content(World world, int seed, int length) {
        try {
            return world.blobs().write(Bytes.wrap(bytes(seed, length)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(World world, cloudjar.kernel.store.Tx tx, long id, Blob blob) {
        CONTENTS.put(tx, id, blob);
        world.blobs().keep(tx, blob);
    }

    /** Takes a content away. */
    static void drop(World world, long id) {
        boolean unused = world.store().write(tx -> {
            Blob blob = CONTENTS.get(tx, id).orElseThrow();
            world.blobs().drop(tx, blob);
            return CONTENTS.delete(tx, id);
        });
    }

    /** Adds a content. */
    static void add(World world, long id, int length) {
        Blob blob = content(world, (int) id, length);
        world.store().write(tx -> {
            keep(world, tx, id, blob);
            return 0;
        });
    }

    /** All that services could see of a world. */
    static List<String> look(World world) {
        List<String> seen = new ArrayList<>();
        seen.add("time " + world.clock().now() + " " + world.clock().frozen());
        world.store().read(snapshot -> {
            for (Row<Key, Bytes> row : ROWS.rows(snapshot)) {
                seen.add(row.key() + " " + row.value().hashCode() + " "
                        + row.value().size());
            }
            return 0;
        });
        List<Row<Long, Blob>> contents =
                world.store().read(snapshot -> CONTENTS.rows(snapshot).toList());
        for (Row<Long, Blob> row : contents) {
            try (BlobContent content = world.blobs().open(row.value())) {
                byte[] bytes = content.stream().readAllBytes();
                seen.add("content " + row.key() + " " + bytes.length + " "
                        + Bytes.wrap(bytes).hashCode());
            } catch (IOException e) {
                seen.add("content " + row.key() + " " + e);
            }
        }
        for (ScheduledTimer timer : world.timers().pending(100)) {
            seen.add(timer.toString());
        }
        return seen;
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (seed * 31 + i * (seed + 7) + i / 256);
        }
        return bytes;
    }
}
