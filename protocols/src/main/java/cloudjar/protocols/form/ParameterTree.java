package cloudjar.protocols.form;

import cloudjar.kernel.shape.CommonException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters by the segments of their dotted names: {@code A.member.1=x} is a node {@code A} with a child {@code member}
 * with a child {@code 1} that holds {@code x}. Built in one pass; children keep the order in which they came, and a name
 * that comes twice keeps its first value, as AWS does.
 */
final class ParameterTree {
    /** How many segments a name may have. */
    static final int DEPTH_MAX = 64;
    /** From how many children on a node looks them up by hash. */
    private static final int INDEXED_FROM = 12;

    private final String name;
    private @Nullable String value;
    private @Nullable ParameterTree firstChild;
    private @Nullable ParameterTree lastChild;
    private @Nullable ParameterTree next;
    private @Nullable Map<String, ParameterTree> index;
    private int children;

    private ParameterTree(String name) {
        this.name = name;
    }

    /**
     * Sorts parameters into a tree.
     *
     * @throws CommonException {@code MalformedQueryString} where a name has more than {@link #DEPTH_MAX} segments
     */
    static ParameterTree of(FormParameters parameters) {
        ParameterTree root = new ParameterTree("");
        for (int i = 0; i < parameters.count(); i++) {
            String name = parameters.name(i);
            ParameterTree node = root;
            int from = 0;
            for (int depth = 0; ; depth++) {
                if (depth == DEPTH_MAX) {
                    throw FormParameters.malformed();
                }
                int dot = name.indexOf('.', from);
                node = node.childOrNew(dot < 0 ? name.substring(from) : name.substring(from, dot));
                if (dot < 0) {
                    break;
                }
                from = dot + 1;
            }
            if (node.value == null) {
                node.value = parameters.value(i);
            }
        }
        return root;
    }

    /** The segment by which the parent knows this node. */
    String name() {
        return name;
    }

    /** The value of the parameter that ends here; null where none does. */
    @Nullable
    String value() {
        return value;
    }

    /** The first child; null where there is none. */
    @Nullable
    ParameterTree firstChild() {
        return firstChild;
    }

    /** The next child of the same parent; null at the end. */
    @Nullable
    ParameterTree next() {
        return next;
    }

    int children() {
        return children;
    }

    /** The child with this name, or null. */
    @Nullable
    ParameterTree child(String wanted) {
        if (index != null) {
            return index.get(wanted);
        }
        for (ParameterTree child = firstChild; child != null; child = child.next) {
            if (child.name.equals(wanted)) {
                return child;
            }
        }
        return null;
    }

    private ParameterTree childOrNew(String wanted) {
        // Parameters of one structure stand together, so the last child is the likeliest.
        if (lastChild != null && lastChild.name.equals(wanted)) {
            return lastChild;
        }
        ParameterTree known = child(wanted);
        if (known != null) {
            return known;
        }
        ParameterTree added = new ParameterTree(wanted);
        if (lastChild == null) {
            firstChild = added;
        } else {
            lastChild.next = added;
        }
        lastChild = added;
        children++;
        if (index != null) {
            index.put(wanted, added);
        } else if (children == INDEXED_FROM) {
            index = new HashMap<>();
            for (ParameterTree child = firstChild; child != null; child = child.next) {
                index.put(child.name, child);
            }
        }
        return added;
    }
}
