package cloudjar.services.cloudtrail;

import cloudjar.kernel.call.Call;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at trails.
 *
 * @param organization the id of the account's organization; null where it is in none
 * @param administers whether the account administers CloudTrail for its organization
 */
record Viewer(Call call, @Nullable String organization, boolean administers) {
    String account() {
        return call.account();
    }

    String region() {
        return call.region();
    }

    /** Whether a trail is one of the account, or of its organization. */
    boolean sees(StoredTrail trail) {
        return trail.account().equals(account()) || trail.isOf(organization);
    }

    /** Whether it may change a trail that it sees. */
    boolean mayChange(StoredTrail trail) {
        return administers || trail.account().equals(account());
    }
}
