package cloudjar.kernel.store;

import org.jspecify.annotations.Nullable;

/** An immutable sorted map of keys to values: a change gives another one, which shares with this what it can. */
final class RowTree {
    static final RowTree EMPTY = new RowTree(null);

    private final @Nullable RowNode root;

    /** What comes of putting a row into a node. */
    sealed interface Put permits RowNode, Halves {}

    /** Two nodes in place of one that would be too wide. */
    record Halves(RowNode left, RowNode right) implements Put {}

    private RowTree(@Nullable RowNode root) {
        this.root = root;
    }

    /** The node that holds all rows; null where there are none. */
    @Nullable
    RowNode root() {
        return root;
    }

    /** How many rows there are. */
    int size() {
        return root == null ? 0 : root.rows();
    }

    /** The value of a key, or null. */
    @Nullable
    Object get(Key key) {
        RowNode node = root;
        while (node instanceof RowNode.Fork fork) {
            node = fork.child(fork.place(key));
        }
        return node instanceof RowNode.Leaf leaf ? leaf.get(key) : null;
    }

    /** Whether there is a row of the key. */
    boolean contains(Key key) {
        RowNode node = root;
        while (node instanceof RowNode.Fork fork) {
            node = fork.child(fork.place(key));
        }
        return node instanceof RowNode.Leaf leaf && leaf.contains(key);
    }

    /** How many rows have keys below this one. */
    int countBelow(Key key) {
        int below = 0;
        RowNode node = root;
        while (node instanceof RowNode.Fork fork) {
            int place = fork.place(key);
            below += fork.rowsBefore(place);
            node = fork.child(place);
        }
        return node instanceof RowNode.Leaf leaf ? below + leaf.ceiling(key) : below;
    }

    /** With a row, in place of any that has its key. */
    RowTree with(Key key, Object value) {
        if (root == null) {
            return new RowTree(RowNode.Leaf.of(key, value));
        }
        return new RowTree(
                switch (root.with(key, value)) {
                    case RowNode node -> node;
                    case Halves halves -> RowNode.Fork.of(halves);
                });
    }

    /** With several rows, in place of those that have their keys. */
    RowTree with(RowBatch rows) {
        RowNode changed = rows.into(root);
        return changed == root ? this : new RowTree(changed);
    }

    /** Without the row of a key; this very tree where there is none. */
    RowTree without(Key key) {
        return root == null ? this : of(root.without(key));
    }

    /** Without the rows from one key on, and below another that is not below it; takes no longer for more rows. */
    RowTree without(Key from, Key to) {
        return root == null ? this : of(root.without(from, to));
    }

    private RowTree of(@Nullable RowNode changed) {
        if (changed == root) {
            return this;
        }
        RowNode rest = changed;
        while (rest instanceof RowNode.Fork fork && fork.width() == 1) {
            rest = fork.child(0);
        }
        return rest == null ? EMPTY : new RowTree(rest);
    }
}
