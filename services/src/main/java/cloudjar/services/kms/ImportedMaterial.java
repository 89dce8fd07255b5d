package cloudjar.services.kms;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.kms.KmsTables.PartKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The materials of a key that come from outside. The first is used at once; what follows waits for a rotation. A key can be used
 * while all that it ever used is there. Of a multi-Region key the primary gets new material first, and each replica the same by
 * an import of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ImportKeyMaterial.html">ImportKeyMaterial</a>
 */
final class ImportedMaterial {
    private ImportedMaterial() {}

    /**
     * Keeps what was imported.
     *
     * @param wantsNew whether the caller says that it is new to the key
     * @return as it is kept
     */
    static Material place(Tx tx, KmsKey key, Material material, boolean wantsNew) {
        if (wantsNew && key.isReplica()) {
            throw KmsErrors.notPrimary(key);
        }
        Material kept = find(tx, key, material.id())
                .map(before -> again(before, material))
                .orElseGet(() -> first(tx, key, material, wantsNew));
        KmsTables tables = KmsTables.of(key);
        tables.materials.put(tx, new PartKey(key.id(), kept.id()), kept);
        KmsKey changed = key.material() == null ? key.withMaterial(kept.id()) : key;
        boolean ready = key.status().state() == KmsKey.State.PENDING_IMPORT && isWhole(tx, changed);
        tables.keys.put(tx, key.id(), ready ? changed.with(KmsKey.State.ENABLED) : changed);
        return kept;
    }

    private static Optional<Material> find(Snapshot snapshot, KmsKey key, String id) {
        return KmsTables.of(key).materials.get(snapshot, new PartKey(key.id(), id));
    }

    /** The same as before, with what the new import says of it. */
    private static Material again(Material before, Material material) {
        Material.Import old = Objects.requireNonNull(before.imported());
        Material.Import now = Objects.requireNonNull(material.imported());
        return new Material(
                material.id(),
                material.secret(),
                material.publicKey(),
                before.created(),
                before.rotated(),
                before.rotationType(),
                new Material.Import(
                        now.description() == null ? old.description() : now.description(),
                        now.validTo(),
                        old.pending()));
    }

    private static Material first(Tx tx, KmsKey key, Material material, boolean wantsNew) {
        if (key.isReplica()) {
            // Only what waits in the primary comes to a replica beside what it was made with.
            return find(tx, primary(tx, key), material.id())
                    .filter(Material::isPending)
                    .map(_ -> material.waiting())
                    .orElseThrow(KmsErrors::material);
        }
        if (key.material() == null) {
            return material;
        }
        if (!wantsNew || !key.kind().isSymmetric()) {
            throw KmsErrors.material();
        }
        Material other = pending(tx, key);
        if (other != null) {
            throw KmsErrors.state("New key material (id: " + material.id() + ") cannot be imported into KMS key "
                    + key.arn() + ", because another key material (id: " + other.id() + ") is pending rotation.");
        }
        return material.waiting();
    }

    private static KmsKey primary(Snapshot snapshot, KmsKey key) {
        KmsKey.MultiRegion regions = Objects.requireNonNull(key.multiRegion());
        return KmsTables.in(key.account(), regions.primary())
                .keys
                .get(snapshot, key.id())
                .orElseThrow(() -> KmsErrors.noKey(KeyStates.arn(key, regions.primary())));
    }

    /** Whether all is there that the key ever used. */
    static boolean isWhole(Snapshot snapshot, KmsKey key) {
        return key.material() != null
                && all(snapshot, key).stream().allMatch(material -> material.isPending() || material.secret() != null);
    }

    private static List<Material> all(Snapshot snapshot, KmsKey key) {
        return KmsTables.of(key)
                .materials
                .rows(snapshot, Range.prefix(Key.of(key.id())))
                .values();
    }

    /** What was imported and waits for a rotation. */
    static @Nullable Material pending(Snapshot snapshot, KmsKey key) {
        return all(snapshot, key).stream()
                .filter(Material::isPending)
                .findFirst()
                .orElse(null);
    }

    /** Whether a replica still lacks material that waits for a rotation. */
    static boolean isLacking(Snapshot snapshot, KmsKey key, Material material) {
        KmsKey.MultiRegion regions = key.multiRegion();
        return regions != null
                && regions.replicas().stream().anyMatch(region -> KmsTables.in(key.account(), region)
                        .materials
                        .get(snapshot, new PartKey(key.id(), material.id()))
                        .isEmpty());
    }

    /**
     * Forgets material; the key waits until the same is imported again. What only waited for a rotation goes altogether, from a
     * primary also for its replicas.
     */
    static void forget(Tx tx, KmsKey key, Material material) {
        if (material.isPending()) {
            drop(tx, key, key.region(), material);
            KmsKey.MultiRegion regions = key.multiRegion();
            if (regions != null && key.isPrimary()) {
                regions.replicas().forEach(region -> drop(tx, key, region, material));
            }
            return;
        }
        KmsTables tables = KmsTables.of(key);
        tx.cancel(KmsTimers.EXPIRE, KmsTimers.expiry(key, material.id()).id());
        tables.materials.put(tx, new PartKey(key.id(), material.id()), material.forgotten());
        KmsKey.State state = key.status().state();
        if (state == KmsKey.State.ENABLED || state == KmsKey.State.DISABLED) {
            tables.keys.put(tx, key.id(), key.with(KmsKey.State.PENDING_IMPORT));
        }
    }

    private static void drop(Tx tx, KmsKey key, String region, Material material) {
        tx.cancel(KmsTimers.EXPIRE, KmsTimers.expiry(key, region, material.id()).id());
        KmsTables.in(key.account(), region).materials.delete(tx, new PartKey(key.id(), material.id()));
    }
}
