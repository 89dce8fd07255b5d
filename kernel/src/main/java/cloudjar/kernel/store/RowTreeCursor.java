package cloudjar.kernel.store;

import org.jspecify.annotations.Nullable;

/** Walks over the rows of one {@link RowTree} in one direction, from a bound on. Not thread-safe. */
final class RowTreeCursor {
    /** Deeper than any tree is: the number of rows is an int, and nodes of a level are seldom small. */
    private static final int DEPTH_MAX = 32;

    private final boolean ascending;
    private final RowNode.@Nullable Fork[] path = new RowNode.Fork[DEPTH_MAX];
    private final int[] places = new int[DEPTH_MAX];
    private int depth;
    private RowNode.@Nullable Leaf leaf;
    private int place;

    private RowTreeCursor(boolean ascending) {
        this.ascending = ascending;
    }

    /** Stands before the first row at or above a key, to walk upwards. */
    static RowTreeCursor from(RowTree tree, Key key) {
        RowTreeCursor cursor = new RowTreeCursor(true);
        RowNode.Leaf leaf = cursor.descend(tree, key);
        cursor.place = leaf == null ? 0 : leaf.ceiling(key) - 1;
        return cursor;
    }

    /** Stands before the last row below a key, to walk downwards. */
    static RowTreeCursor below(RowTree tree, Key key) {
        RowTreeCursor cursor = new RowTreeCursor(false);
        RowNode.Leaf leaf = cursor.descend(tree, key);
        cursor.place = leaf == null ? 0 : leaf.ceiling(key);
        return cursor;
    }

    private RowNode.@Nullable Leaf descend(RowTree tree, Key key) {
        RowNode node = tree.root();
        while (node instanceof RowNode.Fork fork) {
            int there = fork.place(key);
            path[depth] = fork;
            places[depth++] = there;
            node = fork.child(there);
        }
        leaf = node instanceof RowNode.Leaf found ? found : null;
        return leaf;
    }

    /** Goes on to the next row; false behind the last. */
    boolean advance() {
        RowNode.Leaf here = leaf;
        if (here == null) {
            return false;
        }
        int next = ascending ? place + 1 : place - 1;
        if (next >= 0 && next < here.width()) {
            place = next;
            return true;
        }
        return advanceLeaf();
    }

    private boolean advanceLeaf() {
        while (depth > 0) {
            RowNode.Fork fork = path[depth - 1];
            int next = places[depth - 1] + (ascending ? 1 : -1);
            if (fork == null || next < 0 || next >= fork.width()) {
                depth--;
                continue;
            }
            places[depth - 1] = next;
            enter(fork.child(next));
            return true;
        }
        leaf = null;
        return false;
    }

    /** Goes down to the first leaf in walking order. */
    private void enter(RowNode start) {
        RowNode node = start;
        while (node instanceof RowNode.Fork fork) {
            int first = ascending ? 0 : fork.width() - 1;
            path[depth] = fork;
            places[depth++] = first;
            node = fork.child(first);
        }
        RowNode.Leaf entered = (RowNode.Leaf) node;
        leaf = entered;
        place = ascending ? 0 : entered.width() - 1;
    }

    /** The key of the row it stands on. */
    Key key() {
        return standing().key(place);
    }

    /** How the key of the row it stands on compares with another. */
    int compare(Key other) {
        return standing().compare(place, other);
    }

    /** The value of the row it stands on. */
    Object value() {
        return standing().value(place);
    }

    private RowNode.Leaf standing() {
        RowNode.Leaf here = leaf;
        if (here == null) {
            throw new IllegalStateException("a cursor behind the last row");
        }
        return here;
    }
}
