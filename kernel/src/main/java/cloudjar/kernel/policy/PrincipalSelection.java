package cloudjar.kernel.policy;

import java.util.List;

/** The principals that a statement is about. */
public record PrincipalSelection(Sense sense, List<PrincipalName> names) {
    public PrincipalSelection {
        names = List.copyOf(names);
    }
}
