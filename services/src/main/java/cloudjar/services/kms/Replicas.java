package cloudjar.services.kms;

import cloudjar.kernel.store.Tx;
import java.util.HashSet;
import java.util.Set;

/** What the keys of one multi-Region key know of each other. */
final class Replicas {
    private Replicas() {}

    /** Tells all of them which there are. */
    static void spread(Tx tx, KmsKey key, KmsKey.MultiRegion regions) {
        Set<String> all = new HashSet<>(regions.replicas());
        all.add(regions.primary());
        for (String region : all) {
            KmsTables tables = KmsTables.in(key.account(), region);
            tables.keys.get(tx, key.id()).ifPresent(one -> tables.keys.put(tx, key.id(), one.with(regions)));
        }
    }
}
