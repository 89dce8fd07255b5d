package cloudjar.services.dax;

import java.time.Instant;
import java.util.Locale;

/** One node of a cluster. */
record DaxNode(String id, String zone, State state, Instant created) {
    /** What a node is about to do. */
    enum State {
        CREATING,
        AVAILABLE,
        REBOOTING,
        DELETING;

        /** As AWS spells it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    DaxNode with(State other) {
        return new DaxNode(id, zone, other, created);
    }
}
