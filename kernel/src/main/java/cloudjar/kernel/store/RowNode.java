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
            if (place < 0) {
                return this;
            }
            if (values.length == 1) {
                return null;
            }
            Object[] fewer = new Object[values.length - 1];
            System.arraycopy(values, 0, fewer, 0, place);
            System.arraycopy(values, place + 1, fewer, place, fewer.length - place);
            return new Leaf(keys.without(place), fewer, codec);
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

        private static Fork of(KeyRun keys, RowNode... children) {
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
            if (rest == null) {
                return children.length == 1 ? null : withoutChild(place);
            }
            Fork changed = replacing(place, rest);
            return rest.width() < WIDTH_SMALL ? changed.joining(place) : changed;
        }

        private Fork withoutChild(int place) {
            RowNode[] fewer = new RowNode[children.length - 1];
            System.arraycopy(children, 0, fewer, 0, place);
            System.arraycopy(children, place + 1, fewer, place, fewer.length - place);
            return of(keys.without(place), fewer);
        }

        /** With the child in this place joined with the one before or the one after, where that can be. */
        private Fork joining(int place) {
            for (int left = Math.max(0, place - 1); left <= place && left + 1 < children.length; left++) {
                RowNode joined = children[left].and(children[left + 1]);
                if (joined != null) {
                    return withoutChild(left + 1).replacing(left, joined);
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
            // Its first key is not the first any more.
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
