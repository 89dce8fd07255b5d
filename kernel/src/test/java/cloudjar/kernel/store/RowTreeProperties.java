package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** A tree large enough to be split and joined in all its levels is the sorted map that it says it is. */
class RowTreeProperties {
    private enum Keys {
        NUMBERS {
            @Override
            Key key(RandomGenerator random, int range) {
                return Key.of("table", (long) random.nextInt(range));
            }
        },
        SPREAD_NUMBERS {
            @Override
            Key key(RandomGenerator random, int range) {
                return Key.of("table", random.nextInt(range) * 0x9E3779B97F4A7C15L);
            }
        },
        PATHS {
            @Override
            Key key(RandomGenerator random, int range) {
                int number = random.nextInt(range);
                return Key.of("table", "a/long/common/path/" + number % 7 + "/with/a/middle/" + number);
            }
        },
        NESTED {
            @Override
            Key key(RandomGenerator random, int range) {
                int number = random.nextInt(range);
                return Key.of("a\0".repeat(number % 23), "b".repeat(number % 31));
            }
        };

        abstract Key key(RandomGenerator random, int range);
    }

    /** Values of one table, of two whose rows meet, and of none. */
    private enum Values {
        ONE_CODEC {
            @Override
            Object value(Key key, int number) {
                return Cell.of((long) number, Codec.LONG);
            }
        },
        TWO_CODECS {
            @Override
            Object value(Key key, int number) {
                return key.hashCode() % 64 < 32 || number % 50 == 0
                        ? Cell.of((long) number, Codec.LONG)
                        : Cell.of("number " + number, Codec.STRING);
            }
        },
        BARE {
            @Override
            Object value(Key key, int number) {
                return number;
            }
        };

        abstract Object value(Key key, int number);
    }

    @Property(tries = 100)
    void treeIsASortedMap(@ForAll Keys keys, @ForAll Values values, @ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int range = 1 << random.nextInt(4, 15);
        NavigableMap<Key, Object> model = new TreeMap<>();
        RowTree tree = RowTree.EMPTY;
        for (int phase = 0; phase < 6; phase++) {
            RowTree before = tree;
            List<Key> shown = keys(tree);
            int puts = random.nextInt(1, 10);
            for (int i = 0; i < 2000; i++) {
                Key key = keys.key(random, range);
                if (random.nextInt(10) < puts) {
                    Object value = values.value(key, i);
                    tree = tree.with(key, value);
                    model.put(key, value);
                } else {
                    RowTree rest = tree.without(key);
                    assertThat(rest != tree).isEqualTo(model.remove(key) != null);
                    tree = rest;
                }
                assertThat(tree.get(key)).isEqualTo(model.get(key));
                assertThat(tree.contains(key)).isEqualTo(model.containsKey(key));
            }
            assertSame(tree, model, keys.key(random, range));
            Key one = keys.key(random, range);
            Key other = keys.key(random, range);
            Key from = one.compareTo(other) < 0 ? one : other;
            Key to = one.compareTo(other) < 0 ? other : one;
            tree = tree.without(from, to);
            model.subMap(from, to).clear();
            assertSame(tree, model, from);
            // What others hold is as it was.
            assertThat(keys(before)).isEqualTo(shown);
        }
        for (Key key : List.copyOf(model.keySet())) {
            tree = tree.without(key);
        }
        assertThat(tree.size()).isZero();
        assertThat(tree.root()).isNull();
    }

    /** Deep enough that forks of forks are split, thinned and joined: each row that a walk shows is found by its key too. */
    @Property(tries = 10)
    void rowsOfADeepTreeAreFound(@ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int range = 1 << 15;
        NavigableMap<Key, Object> model = new TreeMap<>();
        RowTree tree = RowTree.EMPTY;
        for (int wave = 0; wave < 200; wave++) {
            int from = random.nextInt(range);
            int width = random.nextInt(1, range / 8);
            boolean grows = random.nextBoolean();
            for (int i = 0; i < 2 * width; i++) {
                Key key = Key.of(from + random.nextInt(width));
                if (grows) {
                    tree = tree.with(key, i);
                    model.put(key, i);
                } else {
                    tree = tree.without(key);
                    model.remove(key);
                }
            }
        }

        assertThat(keys(tree)).isEqualTo(List.copyOf(model.keySet()));
        for (Key key : model.keySet()) {
            assertThat(tree.get(key)).isEqualTo(model.get(key));
        }
    }

    /** As deep as the one above; what is put at once is what would have come of one row after the other. */
    @Property(tries = 30)
    void rowsThatArePutTogetherAreThoseThatArePutOneByOne(@ForAll Keys keys, @ForAll Values values, @ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int range = 1 << random.nextInt(4, 15);
        NavigableMap<Key, Object> model = new TreeMap<>();
        RowTree tree = RowTree.EMPTY;
        for (int wave = 0; wave < 60; wave++) {
            NavigableMap<Key, Object> batch = new TreeMap<>();
            int size = 1 << random.nextInt(0, 11);
            Key low = keys.key(random, range);
            for (int i = 0; i < size; i++) {
                Key key = keys.key(random, range);
                // Half of the batches lie beside each other, as batches of events do.
                if (wave % 2 == 0 || key.compareTo(low) >= 0) {
                    batch.put(key, values.value(key, i));
                }
            }
            RowTree before = tree;
            List<Key> shown = keys(before);
            tree = tree.with(RowBatch.ofValues(batch));
            model.putAll(batch);
            for (int i = 0; i < size / 2; i++) {
                Key key = keys.key(random, range);
                tree = tree.without(key);
                model.remove(key);
            }
            assertThat(keys(before)).isEqualTo(shown);
            assertThat(tree.size()).isEqualTo(model.size());
        }

        assertSame(tree, model, keys.key(random, range));
        for (Key key : model.keySet()) {
            assertThat(tree.get(key)).isEqualTo(model.get(key));
        }
    }

    @Example
    void rowsThatArePutTogetherAtTheEndFillTheirNodes() {
        RowTree tree = RowTree.EMPTY;
        int rows = 0;
        while (rows < 100_000) {
            NavigableMap<Key, Object> batch = new TreeMap<>();
            for (int i = 0; i < 10; i++) {
                batch.put(Key.of(rows++), i);
            }
            tree = tree.with(RowBatch.ofValues(batch));
        }

        assertThat(tree.size()).isEqualTo(rows);
        assertThat(leaves(tree.root())).isLessThan(rows / 60);
    }

    @Property(tries = 20)
    void rowsThatComeInOrderFillTheirNodes(@ForAll boolean ascending) {
        RowTree tree = RowTree.EMPTY;
        int rows = 20_000;
        for (int i = 0; i < rows; i++) {
            tree = tree.with(Key.of(ascending ? i : -i), i);
        }

        assertThat(tree.size()).isEqualTo(rows);
        assertThat(leaves(tree.root())).isLessThan(rows / (ascending ? 60 : 30));
    }

    @Example
    void queueThatRunsThroughLeavesNoNodesBehind() {
        RowTree tree = RowTree.EMPTY;
        for (int i = 0; i < 30_000; i++) {
            tree = tree.with(Key.of(i), i);
            if (i >= 100) {
                tree = tree.without(Key.of(i - 100));
            }
        }

        assertThat(tree.size()).isEqualTo(100);
        assertThat(leaves(tree.root())).isLessThan(10);
    }

    private static void assertSame(RowTree tree, NavigableMap<Key, Object> model, Key bound) {
        assertThat(tree.size()).isEqualTo(model.size());
        assertThat(keys(tree)).isEqualTo(List.copyOf(model.keySet()));
        for (Key key : List.of(bound, Key.EMPTY, Key.LAST)) {
            assertThat(tree.countBelow(key)).isEqualTo(model.headMap(key).size());
            assertThat(values(RowTreeCursor.from(tree, key)))
                    .isEqualTo(List.copyOf(model.tailMap(key).values()));
            assertThat(values(RowTreeCursor.below(tree, key)))
                    .isEqualTo(List.copyOf(
                            model.headMap(key, false).descendingMap().values()));
        }
    }

    private static List<Key> keys(RowTree tree) {
        List<Key> keys = new ArrayList<>();
        RowTreeCursor cursor = RowTreeCursor.from(tree, Key.EMPTY);
        while (cursor.advance()) {
            keys.add(cursor.key());
        }
        return keys;
    }

    private static List<Object> values(RowTreeCursor cursor) {
        List<Object> values = new ArrayList<>();
        while (cursor.advance()) {
            values.add(cursor.value());
        }
        return values;
    }

    private static int leaves(@Nullable RowNode node) {
        return switch (node) {
            case null -> 0;
            case RowNode.Leaf leaf -> 1;
            case RowNode.Fork fork -> {
                int leaves = 0;
                for (int i = 0; i < fork.width(); i++) {
                    leaves += leaves(fork.child(i));
                }
                yield leaves;
            }
        };
    }
}
