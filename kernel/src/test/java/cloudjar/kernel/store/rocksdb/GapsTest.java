package cloudjar.kernel.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.overlay.Overlay;
import cloudjar.kernel.store.overlay.Stretches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GapsTest {
    private static final int TABLES = 3;
    private static final int TIMES = 40;

    private static Key key(long table, long time) {
        return Key.of("due", table, time);
    }

    private static Range due(long table, long now) {
        return Range.between(Key.of("due", table), key(table, now + 1));
    }

    private static List<Key> keys(Snapshot snapshot, Range range) {
        return snapshot.range(range, Codec.LONG).keys();
    }

    /** Against a sorted set: rows come and go before, in and behind ranges that were found empty. */
    @Test
    void whatIsDueIsFoundAmongWhatIsToCome(@TempDir Path directory) {
        RandomGenerator random = new SplittableRandom(1);
        TreeSet<Key> model = new TreeSet<>();
        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            Store store = engine.open("default", CommitListener.NONE);
            for (int i = 0; i < 6000; i++) {
                long table = random.nextInt(TABLES);
                long now = random.nextInt(TIMES);
                Key changed = key(random.nextInt(TABLES), random.nextInt(TIMES));
                int deed = random.nextInt(5);
                Range range = due(table, now);
                List<Key> expected = new ArrayList<>(model.subSet(range.from(), range.to()));

                assertThat(store.<List<Key>>read(snapshot -> keys(snapshot, range)))
                        .isEqualTo(expected);
                List<Key> found = store.write(tx -> {
                    List<Key> seen = keys(tx, range);
                    switch (deed) {
                        case 0 -> tx.put(changed, 1L, Codec.LONG);
                        case 1 -> tx.deleteRange(range);
                        case 2, 3 -> tx.delete(changed);
                        default -> {}
                    }
                    return seen;
                });

                assertThat(found).isEqualTo(expected);
                switch (deed) {
                    case 0 -> model.add(changed);
                    case 1 -> model.removeAll(expected);
                    case 2, 3 -> model.remove(changed);
                    default -> {}
                }
            }
        }
    }

    @Test
    void aRangeWithoutRowsIsRememberedToTheNextRow() {
        Gaps.Stretch found = new Gaps.Stretch(key(1, 0), key(1, 30), key(1, 10));
        Gaps gaps = Gaps.NONE.after(1, Overlay.EMPTY, List.of(found));

        assertThat(gaps.start(key(1, 0))).isEqualTo(key(1, 30));
        assertThat(gaps.start(key(1, 29))).isEqualTo(key(1, 30));
        assertThat(gaps.start(key(1, 30))).isEqualTo(key(1, 30));
    }

    @Test
    void aRangeWithRowsIsRememberedOnlyWhereItsFirstWasTaken() {
        Gaps.Stretch found = new Gaps.Stretch(key(1, 0), key(1, 5), key(1, 10));

        assertThat(Gaps.NONE.after(1, Overlay.EMPTY, List.of(found)).empty()).isEqualTo(Stretches.NONE);
    }
}
