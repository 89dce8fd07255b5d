package cloudjar.services.iam;

import java.time.Instant;

/** When and where something was last done. */
record LastUse(Instant time, String region) {
    /** The later of two. */
    LastUse or(LastUse other) {
        return other.time().isAfter(time) ? other : this;
    }
}
