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

    /** A key that can be used again: a rotation whose time came meanwhile comes at once. */
    static KmsKey caughtUp(Tx tx, KmsKey key, Instant now) {
        KmsKey.Rotation rotation = key.rotation();
        if (rotation.next() == null || rotation.next().isAfter(now)) {
            return key;
        }
        KmsKey due = key.with(new KmsKey.Rotation(rotation.enabled(), rotation.periodDays(), now, rotation.onDemand()));
        arm(tx, due);
        return due;
    }

    /** A rotation whose time has come. It waits while the key cannot be used. */
    static void automatic(Tx tx, KmsKey key, Material made, Instant due) {
        KmsKey.Rotation rotation = key.rotation();
        KmsKey later = key.with(starting(due, rotation.periodDays(), rotation.onDemand()));
        if (key.status().state() == KmsKey.State.ENABLED) {
            use(tx, later, made.rotated(due, AUTOMATIC));
            arm(tx, later);
        }
    }

    /** Brings material into use, in all regions of the key: each keeps by itself what was imported there. */
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
                    PartKey place = new PartKey(key.id(), material.id());
                    Material own = there.materials
                            .get(tx, place)
                            .map(known -> known.rotated(material.rotated(), material.rotationType()))
                            .orElse(material);
                    there.materials.put(tx, place, own);
                });
            }
        }
        return changed;
    }
}
