package cloudjar.services.kms;

import cloudjar.kernel.store.Tx;
import cloudjar.services.kms.KmsTables.PartKey;
import java.time.Duration;
import java.time.Instant;

/** How new material comes into use; what was used before still decrypts. */
final class Rotations {
    static final String AUTOMATIC = "AUTOMATIC";
    static final String ON_DEMAND = "ON_DEMAND";

    private Rotations() {}

    static KmsKey.Rotation starting(Instant now, int days, int onDemand) {
        return new KmsKey.Rotation(true, days, now.plus(Duration.ofDays(days)), onDemand);
    }

    /** Sets the timer of the next rotation. */
    static void arm(Tx tx, KmsKey key) {
        Instant next = key.rotation().next();
        if (next != null) {
            tx.at(next, KmsTimers.rotation(key));
        }
    }

    /** A rotation whose time has come. It is skipped while the key cannot be used, and its time comes again. */
    static void automatic(Tx tx, KmsKey key, Material made, Instant due) {
        KmsKey.Rotation rotation = key.rotation();
        KmsKey later = key.with(starting(due, rotation.periodDays(), rotation.onDemand()));
        if (key.status().state() == KmsKey.State.ENABLED) {
            use(tx, later, made.rotated(due, AUTOMATIC));
        } else {
            KmsTables.of(key).keys.put(tx, key.id(), later);
        }
        arm(tx, later);
    }

    /** Brings material into use, in all regions of the key. */
    static KmsKey use(Tx tx, KmsKey key, Material material) {
        KmsKey changed = key.withMaterial(material.id());
        KmsTables tables = KmsTables.of(key);
        tables.keys.put(tx, key.id(), changed);
        tables.materials.put(tx, new PartKey(key.id(), material.id()), material);
        KmsKey.MultiRegion regions = key.multiRegion();
        if (regions != null && key.isPrimary()) {
            for (String region : regions.replicas()) {
                KmsTables there = KmsTables.in(key.account(), region);
                there.keys.get(tx, key.id()).ifPresent(replica -> {
                    there.keys.put(
                            tx, key.id(), replica.withMaterial(material.id()).with(changed.rotation()));
                    there.materials.put(tx, new PartKey(key.id(), material.id()), material);
                });
            }
        }
        return changed;
    }
}
