package cloudjar.kernel.world;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.rocksdb.RocksDbEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * What a process does until it is killed, and what must be true of its data afterwards. Each writer has a number of steps
 * behind it, kept in the store; each step is one transaction that writes a row in several parts, takes away those of an
 * earlier step, and now and then keeps content and drops earlier content. A step is acknowledged on the standard output
 * after its commit. Beside them, worlds are forked and deleted.
 */
final class CrashLoad {
    static final int WRITERS = 3;

    private static final int PARTS = 5;
    private static final int KEPT = 40;
    private static final int CONTENT_EVERY = 10;
    private static final int CONTENT_BYTES = 20_000;
    private static final Codec<Blob> CONTENT = RecordCodec.of(Holder.class).as(Holder::blob, Holder::new);

    record Holder(Blob blob) {}

    private CrashLoad() {}

    /** The data directory and the {@link Fsync}. */
    public static void main(String[] arguments) {
        Worlds worlds = open(Path.of(arguments[0]), Fsync.valueOf(arguments[1]));
        World world = worlds.defaultWorld();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1)) {
            for (int writer = 0; writer < WRITERS; writer++) {
                int me = writer;
                threads.execute(() -> write(world, me));
            }
            threads.execute(() -> fork(worlds));
        }
    }

    static Worlds open(Path directory, Fsync fsync) {
        RocksDbEngine engine = RocksDbEngine.open(directory, fsync);
        try {
            return new Worlds(
                    engine, FileBlobs.in(directory.resolve("blobs")), Clock::new, Ids.seeded(1), new TimerHandlers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(World world, int writer) {
        long step = world.store().read(snapshot -> steps(snapshot, writer));
        while (true) {
            step++;
            write(world, writer, step);
            acknowledge(writer + " " + step);
        }
    }

    private static void write(World world, int writer, long step) {
        Blob content = step % CONTENT_EVERY == 0 ? content(world, writer, step) : Blob.EMPTY;
        world.store().write(tx -> {
            tx.put(Key.of("steps", writer), step, Codec.LONG);
            for (int part = 0; part < PARTS; part++) {
                tx.put(Key.of("rows", writer, step, part), text(writer, step, part), Codec.STRING);
            }
            tx.deleteRange(Range.prefix(Key.of("rows", writer, step - KEPT)));
            if (step % CONTENT_EVERY == 0) {
                tx.put(Key.of("contents", writer, step), content, CONTENT);
                world.blobs().keep(tx, content);
                Key old = Key.of("contents", writer, step - KEPT);
                Blob gone = tx.get(old, CONTENT);
                if (gone != null) {
                    tx.delete(old);
                    world.blobs().drop(tx, gone);
                }
            }
            return 0;
        });
    }

    private static Blob content(World world, int writer, long step) {
        try {
            return world.blobs().write(Bytes.wrap(bytes(writer, step)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fork(Worlds worlds) {
        for (int i = 0; true; i++) {
            String name = "fork-" + i % 3;
            if (worlds.find(name).isPresent()) {
                worlds.delete(name);
            } else {
                worlds.fork(Worlds.DEFAULT, name);
            }
        }
    }

    /** One write of one line, so that a line is whole or not there. */
    private static void acknowledge(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
        synchronized (CrashLoad.class) {
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        }
    }

    /** How many steps a writer has behind it. */
    static long steps(Snapshot snapshot, int writer) {
        Long steps = snapshot.get(Key.of("steps", writer), Codec.LONG);
        return steps == null ? 0 : steps;
    }

    /** What is wrong in a world; nothing, after whole steps. */
    static List<String> problems(World world) {
        List<String> problems = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int me = writer;
            long last = world.store().read(snapshot -> steps(snapshot, me));
            List<Row<Key, String>> expected = new ArrayList<>();
            for (long step = Math.max(1, last - KEPT + 1); step <= last; step++) {
                for (int part = 0; part < PARTS; part++) {
                    expected.add(new Row<>(Key.of("rows", me, step, part), text(me, step, part)));
                }
            }
            List<Row<Key, String>> found = world.store()
                    .read(snapshot -> snapshot.range(Range.prefix(Key.of("rows", me)), Codec.STRING)
                            .toList());
            if (!found.equals(expected)) {
                problems.add(world + ": rows of writer " + me + " after step " + last + " are " + found);
            }
            problems.addAll(contentProblems(world, me, last));
        }
        return problems;
    }

    private static List<String> contentProblems(World world, int writer, long last) {
        List<String> problems = new ArrayList<>();
        List<Row<Key, Blob>> held = world.store()
                .read(snapshot -> snapshot.range(Range.prefix(Key.of("contents", writer)), CONTENT)
                        .toList());
        long expected = Math.min(last / CONTENT_EVERY, KEPT / CONTENT_EVERY);
        if (held.size() != expected) {
            problems.add(world + ": writer " + writer + " holds " + held.size() + " contents after step " + last);
        }
        for (Row<Key, Blob> row : held) {
            long step = (Long) row.key().elements().getLast();
            try (BlobContent content = world.blobs().open(row.value())) {
                if (!Bytes.wrap(content.stream().readAllBytes()).equals(Bytes.wrap(bytes(writer, step)))) {
                    problems.add(world + ": content of " + row + " is torn");
                }
            } catch (IOException e) {
                problems.add(world + ": content of " + row + ": " + e);
            }
        }
        return problems;
    }

    /** The numbers of the contents that a world's rows hold. */
    static Set<Long> contents(World world) {
        return world.store().read(snapshot -> snapshot.range(Range.prefix("contents"), CONTENT).values().stream()
                .map(blob -> ((Blob.Stored) blob).number())
                .collect(Collectors.toSet()));
    }

    private static String text(int writer, long step, int part) {
        return (writer + "/" + step + "/" + part + " ").repeat(1 + (int) ((step * 7 + part) % 40));
    }

    private static byte[] bytes(int writer, long step) {
        byte[] bytes = new byte[CONTENT_BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (writer + step * 13 + i / 7);
        }
        return bytes;
    }
}
