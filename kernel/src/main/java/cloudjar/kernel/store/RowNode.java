package cloudjar.kernel.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node of a {@link RowTree}: one row or more, in order. Immutable.
 *
 * <p>The tree is a B+ tree: all rows are in leaves of the same depth; above them are forks. A fork has a key for each child,
 * at or below all keys in it, which is kept when rows come and go; the first child alone may have rows below its key, since
 * nothing is to be told from them. Nodes that have become small are joined with a neighbour where both fit into one, and no
 * rows are moved otherwise: some nodes may be small, but not two beside each other.
 */
sealed interface RowNode extends RowTree.Put {
    /** How many rows a leaf has at most, and how many children a fork. */
    int WIDTH_MAX = 64;

    /** A node with fewer is joined with one beside it. */
    int WIDTH_SMALL = 16;

    /** The node with one row more or another value; two nodes where one would be too wide. */
    RowTree.Put with(Key key, Object value);

    /** The node without the row of a key: this very one where there is none, null where it was the last. */
    @Nullable
    RowNode without(Key key);

    /**
     * The node without the rows from one key on, and below another: this very one where there are none, null where there are no
     * others. Takes no longer for more rows.
     */
    @Nullable
    RowNode without(Key from, Key to);

    /** This node and the one that follows it as one; null where that would be too wide. */
    @Nullable
    RowNode and(RowNode following);

    /** How many rows are in it. */
    int rows();

    /** How many rows or children it has itself. */
    int width();

    /** The key of its first row. */
    Key first();

    /**
     * Where to part a node that is too wide: in the middle, unless it grew at its end, where it will grow on.
     *
     * @param grown the place that was added
     */
    private static int parting(int width, int grown) {
        return grown == width - 1 ? width - 1 : width / 2;
    }

    /**
     * Rows. Mostly all of them are of one table, so their codec is kept once: a {@link Cell} is put together from it when it is
     * asked for, and is kept only where it has another one.
     */
    final class Leaf implements RowNode {
        private final KeyRun keys;
        private final Object[] values;

        /** Of the values that are no cells; null where values were put without any. */
        private final @Nullable Codec<?> codec;

        private Leaf(KeyRun keys, Object[] values, @Nullable Codec<?> codec) {
            this.keys = keys;
            this.values = values;
            this.codec = codec;
        }

        static Leaf of(Key key, Object value) {
            return value instanceof Cell cell
                    ? new Leaf(KeyRun.of(key), new Object[] {cell.value()}, cell.codec())
                    : new Leaf(KeyRun.of(key), new Object[] {value}, null);
        }

        /** Of rows in order; takes over the array. */
        static Leaf of(KeyRun keys, Object[] values) {
            return recoded(keys, values, null);
        }

        /** A leaf of values as they lie in one with that codec; takes the first one's codec, and over the array. */
        private static Leaf recoded(KeyRun keys, Object[] values, @Nullable Codec<?> codec) {
            if (!(values[0] instanceof Cell first)) {
                return new Leaf(keys, values, codec);
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = bare(cell(values[i], codec), first.codec());
            }
            return new Leaf(keys, values, first.codec());
        }

        private static Object cell(Object value, @Nullable Codec<?> codec) {
            return codec == null || value instanceof Cell ? value : new Cell(value, codec);
        }

        private static Object bare(Object value, @Nullable Codec<?> codec) {
            return value instanceof Cell cell && cell.codec() == codec ? cell.value() : value;
        }

        @Nullable
        Object get(Key key) {
            int place = keys.find(key);
            return place < 0 ? null : value(place);
        }

        boolean contains(Key key) {
            return keys.find(key) >= 0;
        }

        /** The place of the first row at or above a key; the width where there is none. */
        int ceiling(Key key) {
            int place = keys.find(key);
            return place < 0 ? -place - 1 : place;
        }

        Key key(int place) {
            return keys.get(place);
        }

        /** How the key in a place compares with another. */
        int compare(int place, Key other) {
            return keys.compare(place, other);
        }

        Object value(int place) {
            return cell(values[place], codec);
        }

        @Override
        public RowTree.Put with(Key key, Object value) {
            Object added = bare(value, codec);
            int found = keys.find(key);
            if (found >= 0) {
                Object[] changed = values.clone();
                changed[found] = added;
                return new Leaf(keys, changed, codec);
            }
            int place = -found - 1;
            KeyRun moreKeys = keys.with(place, key);
            Object[] more = new Object[values.length + 1];
            System.arraycopy(values, 0, more, 0, place);
            more[place] = added;
            System.arraycopy(values, place, more, place + 1, values.length - place);
            if (more.length <= WIDTH_MAX) {
                return new Leaf(moreKeys, more, codec);
            }
            int half = parting(more.length, place);
            return new RowTree.Halves(
                    recoded(moreKeys.part(0, half), Arrays.copyOf(more, half), codec),
                    recoded(moreKeys.part(half, more.length), Arrays.copyOfRange(more, half, more.length), codec));
        }

        @Override
        public @Nullable RowNode without(Key key) {
            int place = keys.find(key);
            return place < 0 ? this : without(place, place + 1);
        }

        @Override
        public @Nullable RowNode without(Key from, Key to) {
            int start = ceiling(from);
            int end = ceiling(to);
            return start >= end ? this : without(start, end);
        }

        private @Nullable Leaf without(int start, int end) {
            if (end - start == values.length) {
                return null;
            }
            Object[] fewer = new Object[values.length - (end - start)];
            System.arraycopy(values, 0, fewer, 0, start);
            System.arraycopy(values, end, fewer, start, values.length - end);
            return new Leaf(keys.without(start, end), fewer, codec);
        }

        @Override
        public @Nullable RowNode and(RowNode following) {
            if (!(following instanceof Leaf leaf) || width() + leaf.width() > WIDTH_MAX) {
                return null;
            }
            Object[] both = Arrays.copyOf(values, values.length + leaf.values.length);
            for (int i = 0; i < leaf.values.length; i++) {
                both[values.length + i] = bare(leaf.value(i), codec);
            }
            return recoded(keys.and(leaf.keys), both, codec);
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public int width() {
            return values.length;
        }

        @Override
        public Key first() {
            return keys.get(0);
        }
    }

    /** Children. */
    final class Fork implements RowNode {
        private final KeyRun keys;
        private final RowNode[] children;
        private final int rows;

        private Fork(KeyRun keys, RowNode[] children, int rows) {
            this.keys = keys;
            this.children = children;
            this.rows = rows;
        }

        static Fork of(RowTree.Halves halves) {
            return of(KeyRun.of(halves.left().first(), halves.right().first()), halves.left(), halves.right());
        }

        /** Of children with a key each; takes over the array. */
        static Fork of(KeyRun keys, RowNode... children) {
            int rows = 0;
            for (RowNode child : children) {
                rows += child.rows();
            }
            return new Fork(keys, children, rows);
        }

        /** The place of the child in which a key is, if it is anywhere. */
        int place(Key key) {
            int found = keys.find(key);
            return found >= 0 ? found : Math.max(0, -found - 2);
        }

        RowNode child(int place) {
            return children[place];
        }

        /** At or below all keys of the child in that place, unless it is the first. */
        Key key(int place) {
            return keys.get(place);
        }

        /** With other children, as many as before, in which the rows are told apart by the same keys. */
        Fork withChildren(RowNode... others) {
            return of(keys, others);
        }

        /** How many rows are in the children before this one. */
        int rowsBefore(int place) {
            int before = 0;
            for (int i = 0; i < place; i++) {
                before += children[i].rows();
            }
            return before;
        }

        @Override
        public RowTree.Put with(Key key, Object value) {
            int place = place(key);
            return switch (children[place].with(key, value)) {
                case RowNode child -> replacing(place, child);
                case RowTree.Halves halves -> replacing(place, halves);
            };
        }

        private Fork replacing(int place, RowNode child) {
            RowNode[] changed = children.clone();
            changed[place] = child;
            return new Fork(keys, changed, rows + child.rows() - children[place].rows());
        }

        private RowTree.Put replacing(int place, RowTree.Halves halves) {
            RowNode[] more = new RowNode[children.length + 1];
            System.arraycopy(children, 0, more, 0, place);
            more[place] = halves.left();
            more[place + 1] = halves.right();
            System.arraycopy(children, place + 1, more, place + 2, children.length - place - 1);
            // What is right of the parting may lie below the first key, and is to be told apart now.
            KeyRun told = place == 0 ? keys.startingWith(halves.left().first()) : keys;
            KeyRun moreKeys = told.with(place + 1, halves.right().first());
            if (more.length <= WIDTH_MAX) {
                return of(moreKeys, more);
            }
            int half = parting(more.length, place + 1);
            return new RowTree.Halves(
                    of(moreKeys.part(0, half), Arrays.copyOf(more, half)),
                    of(moreKeys.part(half, more.length), Arrays.copyOfRange(more, half, more.length)));
        }

        @Override
        public @Nullable RowNode without(Key key) {
            int place = place(key);
            RowNode child = children[place];
            RowNode rest = child.without(key);
            if (rest == child) {
                return this;
            }
            return rest != null && rest.width() >= WIDTH_SMALL
                    ? replacing(place, rest)
                    : withRests(place, rest, place, null);
        }

        @Override
        public @Nullable RowNode without(Key from, Key to) {
            int start = place(from);
            int end = place(to);
            RowNode left = children[start].without(from, to);
            RowNode right = start == end ? null : children[end].without(from, to);
            boolean whole = left == children[start] && (start == end || (right == children[end] && start + 1 == end));
            return whole ? this : withRests(start, left, end, right);
        }

        /** With what is left of the children in two places, which may be one, and without those between them. */
        private @Nullable RowNode withRests(int start, @Nullable RowNode left, int end, @Nullable RowNode right) {
            int goneFrom = left == null ? start : start + 1;
            int goneTo = right == null ? end + 1 : end;
            int width = children.length - (goneTo - goneFrom);
            if (width == 0) {
                return null;
            }
            RowNode[] rest = new RowNode[width];
            System.arraycopy(children, 0, rest, 0, goneFrom);
            System.arraycopy(children, goneTo, rest, goneFrom, children.length - goneTo);
            if (left != null) {
                rest[start] = left;
            }
            if (right != null) {
                rest[goneFrom] = right;
            }
            return of(goneFrom == goneTo ? keys : keys.without(goneFrom, goneTo), rest)
                    .joiningSmall(goneFrom)
                    .joiningSmall(start);
        }

        /** With the child in this place, if it is small, joined with the one before or the one after, where that can be. */
        private Fork joiningSmall(int place) {
            if (place >= children.length || children[place].width() >= WIDTH_SMALL) {
                return this;
            }
            for (int left = Math.max(0, place - 1); left <= place && left + 1 < children.length; left++) {
                RowNode joined = children[left].and(children[left + 1]);
                if (joined != null) {
                    RowNode[] fewer = new RowNode[children.length - 1];
                    System.arraycopy(children, 0, fewer, 0, left);
                    fewer[left] = joined;
                    System.arraycopy(children, left + 2, fewer, left + 1, fewer.length - left - 1);
                    return of(keys.without(left + 1, left + 2), fewer);
                }
            }
            return this;
        }

        @Override
        public @Nullable RowNode and(RowNode following) {
            if (!(following instanceof Fork fork) || width() + fork.width() > WIDTH_MAX) {
                return null;
            }
            RowNode[] both = Arrays.copyOf(children, children.length + fork.children.length);
            System.arraycopy(fork.children, 0, both, children.length, fork.children.length);
            // Its first key is not the first any more: it has to lie above what is in this node, whose rows may have
            // come after it
            // was kept, and at or below its own.
            return of(keys.and(fork.keys.startingWith(fork.first())), both);
        }

        @Override
        public int rows() {
            return rows;
        }

        @Override
        public int width() {
            return children.length;
        }

        @Override
        public Key first() {
            return children[0].first();
        }
    }
}
