package cloudjar.kernel.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are put into a tree together: a node that they meet is made anew once, and not once for each of them. They are in
 * the order of their keys, none of which is there twice.
 */
final class RowBatch {
    private final Key[] keys;
    private final Object[] values;

    private RowBatch(Key[] keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** Of rows that are {@link #inOrder}. */
    static <V> RowBatch of(List<Row<Key, V>> rows, Codec<V> codec) {
        Key[] keys = new Key[rows.size()];
        Object[] values = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            Row<Key, V> row = rows.get(i);
            keys[i] = row.key();
            values[i] = Cell.of(row.value(), codec);
        }
        return new RowBatch(keys, values);
    }

    /** Of values as a tree keeps them. */
    static RowBatch ofValues(NavigableMap<Key, Object> rows) {
        return new RowBatch(rows.keySet().toArray(Key[]::new), rows.values().toArray());
    }

    /** Whether each key lies above the one before it. */
    static boolean inOrder(List<? extends Row<Key, ?>> rows) {
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i - 1).key().compareTo(rows.get(i).key()) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** The node that holds these rows and, where they have other keys, those of another one; null where there are none. */
    @Nullable
    RowNode into(@Nullable RowNode root) {
        if (keys.length == 0) {
            return root;
        }
        List<RowNode> level = root == null ? leaves(keys, values, true) : into(root, 0, keys.length);
        while (level.size() > 1) {
            level = forks(level, level.stream().map(RowNode::first).toList(), true);
        }
        return level.getFirst();
    }

    private List<RowNode> into(RowNode node, int from, int to) {
        if (to - from == 1) {
            // Rows that are far from each other: a node is changed by one row for less than by a batch.
            return switch (node.with(keys[from], values[from])) {
                case RowNode changed -> List.of(changed);
                case RowTree.Halves halves -> List.of(halves.left(), halves.right());
            };
        }
        return switch (node) {
            case RowNode.Leaf leaf -> intoLeaf(leaf, from, to);
            case RowNode.Fork fork -> intoFork(fork, from, to);
        };
    }

    private List<RowNode> intoLeaf(RowNode.Leaf leaf, int from, int to) {
        Key[] mergedKeys = new Key[leaf.width() + to - from];
        Object[] merged = new Object[mergedKeys.length];
        int size = 0;
        int there = 0;
        int next = from;
        while (there < leaf.width() || next < to) {
            int order = there == leaf.width() ? 1 : next == to ? -1 : leaf.compare(there, keys[next]);
            boolean added = order >= 0;
            mergedKeys[size] = added ? keys[next] : leaf.key(there);
            merged[size++] = added ? values[next] : leaf.value(there);
            next += added ? 1 : 0;
            there += order <= 0 ? 1 : 0;
        }
        boolean grownAtEnd = mergedKeys[size - 1].equals(keys[to - 1]);
        return leaves(Arrays.copyOf(mergedKeys, size), Arrays.copyOf(merged, size), grownAtEnd);
    }

    private static List<RowNode> leaves(Key[] keys, Object[] values, boolean grownAtEnd) {
        List<RowNode> leaves = new ArrayList<>();
        int[] bounds = bounds(keys.length, grownAtEnd);
        for (int i = 1; i < bounds.length; i++) {
            leaves.add(RowNode.Leaf.of(
                    KeyRun.of(Arrays.copyOfRange(keys, bounds[i - 1], bounds[i])),
                    Arrays.copyOfRange(values, bounds[i - 1], bounds[i])));
        }
        return leaves;
    }

    private List<RowNode> intoFork(RowNode.Fork fork, int from, int to) {
        List<RowNode> children = new ArrayList<>();
        List<Key> firsts = new ArrayList<>();
        int start = fork.place(keys[from]);
        int next = from;
        for (int place = 0; place < fork.width(); place++) {
            int end = next == to || place < start ? next : end(fork, place, next, to);
            List<RowNode> nodes = end == next ? List.of(fork.child(place)) : into(fork.child(place), next, end);
            next = end;
            for (int i = 0; i < nodes.size(); i++) {
                // The first child may have rows below its key, which have to be told from its other parts now.
                firsts.add(
                        i == 0 && (place > 0 || nodes.size() == 1)
                                ? fork.key(place)
                                : nodes.get(i).first());
            }
            children.addAll(nodes);
        }
        return children.size() == fork.width()
                ? List.of(fork.withChildren(children.toArray(RowNode[]::new)))
                : forks(children, firsts, start == fork.width() - 1);
    }

    /** Where those rows end that belong into a child. */
    private int end(RowNode.Fork fork, int place, int from, int to) {
        if (place == fork.width() - 1) {
            return to;
        }
        int found = Arrays.binarySearch(keys, from, to, fork.key(place + 1));
        return found < 0 ? -found - 1 : found;
    }

    private static List<RowNode> forks(List<RowNode> children, List<Key> firsts, boolean grownAtEnd) {
        List<RowNode> forks = new ArrayList<>();
        int[] bounds = bounds(children.size(), grownAtEnd);
        for (int i = 1; i < bounds.length; i++) {
            forks.add(RowNode.Fork.of(
                    KeyRun.of(firsts.subList(bounds[i - 1], bounds[i]).toArray(Key[]::new)),
                    children.subList(bounds[i - 1], bounds[i]).toArray(RowNode[]::new)));
        }
        return forks;
    }

    /** Where to part what becomes several nodes: into equal ones, or, where it will grow on at its end, into full ones. */
    private static int[] bounds(int width, boolean grownAtEnd) {
        int parts = Math.ceilDiv(width, RowNode.WIDTH_MAX);
        int[] bounds = new int[parts + 1];
        for (int i = 0; i < parts; i++) {
            bounds[i] = grownAtEnd ? i * RowNode.WIDTH_MAX : width * i / parts;
        }
        bounds[parts] = width;
        return bounds;
    }
}
