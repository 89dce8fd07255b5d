package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ReplicationGroupUpdate;
import cloudjar.kernel.call.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What changes of replicas need that a transaction cannot ask for.
 *
 * @param ids of tables that are added, by their regions
 * @param claims of the keys that replicas are to have, by their regions
 * @param gone how replicas used the keys that they will not have any more
 * @param scaled whether Application Auto Scaling moves the write capacity of the table
 */
record ReplicaPlan(Map<String, String> ids, Map<String, KeyClaim> claims, List<KeyUse> gone, boolean scaled) {
    /** Makes a key ready for a table in the region of a call; it is named as users name keys. */
    @FunctionalInterface
    interface Claiming {
        KeyClaim claim(String key, String table, Call there);
    }

    static ReplicaPlan of(List<ReplicationGroupUpdate> updates, String table, Call call, Claiming claiming) {
        Map<String, String> ids = new HashMap<>();
        Map<String, KeyClaim> claims = new HashMap<>();
        List<KeyUse> gone = new ArrayList<>();
        for (ReplicationGroupUpdate update : updates) {
            String region = region(update);
            String key = key(update);
            if (region != null) {
                ids.put(region, call.world().ids().uuid());
            }
            if (region != null && (key != null || update.delete() != null)) {
                Call there = call.in(call.account(), region);
                KeyUse before = TableOperations.use(there, table);
                if (before != null) {
                    gone.add(before);
                }
                if (key != null) {
                    claims.put(region, claiming.claim(key, table, there));
                }
            }
        }
        return new ReplicaPlan(ids, claims, gone, false);
    }

    ReplicaPlan scaled(boolean isScaled) {
        return new ReplicaPlan(ids, claims, gone, isScaled);
    }

    /** The region of an update; null where it says nothing. */
    static @Nullable String region(ReplicationGroupUpdate update) {
        if (update.create() != null) {
            return update.create().regionName();
        }
        if (update.update() != null) {
            return update.update().regionName();
        }
        return update.delete() == null ? null : update.delete().regionName();
    }

    private static @Nullable String key(ReplicationGroupUpdate update) {
        if (update.create() != null) {
            return update.create().kmsMasterKeyId();
        }
        return update.update() == null ? null : update.update().kmsMasterKeyId();
    }

    /** The ARN of the key that a replica is to have; null where it is asked for none. */
    @Nullable
    String key(String region) {
        KeyClaim claim = claims.get(region);
        return claim == null ? null : claim.seal().key();
    }

    /** The id of a table that is added. */
    String id(String region) {
        return Objects.requireNonNull(ids.get(region));
    }
}
