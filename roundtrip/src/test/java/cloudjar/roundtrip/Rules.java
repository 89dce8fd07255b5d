package cloudjar.roundtrip;

import cloudjar.kernel.shape.Constraints;
import cloudjar.roundtrip.Exclusions.Exclusion;
import cloudjar.roundtrip.Exclusions.Kind;
import java.util.List;
import java.util.Set;

/**
 * What the list of exclusions says of the members of one input or output, each named by its path.
 *
 * @param used collects the lines that were of use
 */
record Rules(List<Exclusion> lines, Set<Exclusion> used) {
    /** Whether the member stays empty and may differ. */
    boolean leavesOut(String path) {
        return says(Kind.LEFT_OUT, path);
    }

    /** Whether the member is always set. */
    boolean demands(String path) {
        return says(Kind.ALWAYS_SET, path);
    }

    private boolean says(Kind kind, String path) {
        boolean found = false;
        for (Exclusion line : lines) {
            if (line.kind() == kind && line.speaksOf(path)) {
                used.add(line);
                found = true;
            }
        }
        return found;
    }

    /** The constraints on a text, or the narrower ones of the list. */
    Constraints narrow(Constraints constraints, String path) {
        for (Exclusion line : lines) {
            if (line.kind() == Kind.NARROWED && line.speaksOf(path)) {
                used.add(line);
                return new Constraints(
                        constraints.min(),
                        constraints.max(),
                        line.expression(),
                        constraints.enumValues(),
                        constraints.uniqueItems());
            }
        }
        return constraints;
    }
}
