package cloudjar.services.kms;

import cloudjar.api.kms.DisableKeyRotationRequest;
import cloudjar.api.kms.DisableKeyRotationResponse;
import cloudjar.api.kms.EnableKeyRotationRequest;
import cloudjar.api.kms.EnableKeyRotationResponse;
import cloudjar.api.kms.GetKeyRotationStatusRequest;
import cloudjar.api.kms.GetKeyRotationStatusResponse;
import cloudjar.api.kms.KeyRotations;
import cloudjar.api.kms.ListKeyRotationsRequest;
import cloudjar.api.kms.ListKeyRotationsResponse;
import cloudjar.api.kms.RotateKeyOnDemandRequest;
import cloudjar.api.kms.RotateKeyOnDemandResponse;
import cloudjar.api.kms.RotationsListEntry;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Rotation of keys: by the clock, and when asked for. */
final class RotationOperations implements KeyRotations {
    /** As they came into use; what waits for that comes last. */
    private static final Comparator<Material> IN_ORDER = Comparator.comparing(Material::isPending)
            .thenComparing(material -> material.rotated() == null ? Instant.MIN : material.rotated())
            .thenComparing(Material::created);

    private final Materials materials;

    RotationOperations(Materials materials) {
        this.materials = materials;
    }

    @Override
    public EnableKeyRotationResponse enableKeyRotation(EnableKeyRotationRequest in, Call call) {
        int days = Objects.requireNonNullElse(in.rotationPeriodInDays(), (int) KmsLimits.ROTATION_PERIOD.current());
        boolean unused = call.write(tx -> {
            KmsKey key = KeyStates.usable(KeyStates.ours(KeyLookup.findOwn(tx, call, in.keyId())));
            rotatable(key);
            if (key.isExternal()) {
                throw KmsErrors.origin(key);
            }
            if (key.isReplica()) {
                throw KmsErrors.notPrimary(key);
            }
            KmsKey changed = key.with(
                    Rotations.starting(call.time(), days, key.rotation().onDemand()));
            spread(tx, changed);
            Rotations.arm(tx, changed);
            return true;
        });
        return EnableKeyRotationResponse.of();
    }

    @Override
    public DisableKeyRotationResponse disableKeyRotation(DisableKeyRotationRequest in, Call call) {
        boolean unused = call.write(tx -> {
            KmsKey key = KeyStates.usable(KeyStates.ours(KeyLookup.findOwn(tx, call, in.keyId())));
            rotatable(key);
            if (key.isReplica()) {
                throw KmsErrors.notPrimary(key);
            }
            spread(
                    tx,
                    key.with(new KmsKey.Rotation(false, 0, null, key.rotation().onDemand())));
            tx.cancel(KmsTimers.ROTATE, KmsTimers.rotation(key).id());
            return true;
        });
        return DisableKeyRotationResponse.of();
    }

    /** Whether a key rotates is a property that its replicas share. */
    private static void spread(Tx tx, KmsKey key) {
        KmsTables.of(key).keys.put(tx, key.id(), key);
        KmsKey.MultiRegion regions = key.multiRegion();
        if (regions != null) {
            for (String region : regions.replicas()) {
                KmsTables there = KmsTables.in(key.account(), region);
                there.keys
                        .get(tx, key.id())
                        .ifPresent(replica -> there.keys.put(tx, key.id(), replica.with(key.rotation())));
            }
        }
    }

    private static void rotatable(KmsKey key) {
        if (!key.kind().isSymmetric()) {
            throw KmsErrors.unsupported();
        }
    }

    @Override
    public GetKeyRotationStatusResponse getKeyRotationStatus(GetKeyRotationStatusRequest in, Call call) {
        return call.read(snapshot -> {
            KmsKey key = KeyLookup.findById(snapshot, call, in.keyId());
            if (key.status().state() == KmsKey.State.PENDING_IMPORT) {
                throw KmsErrors.pendingImport(key);
            }
            KmsKey.Rotation rotation = key.rotation();
            KmsKey.State state = key.status().state();
            boolean ending = state == KmsKey.State.PENDING_DELETION || state == KmsKey.State.PENDING_REPLICA_DELETION;
            boolean shown = key.kind().isSymmetric() && rotation.enabled() && !ending;
            return GetKeyRotationStatusResponse.builder()
                    .keyId(key.arn())
                    .keyRotationEnabled(shown)
                    .rotationPeriodInDays(shown ? rotation.periodDays() : null)
                    .nextRotationDate(shown ? rotation.next() : null)
                    .build();
        });
    }

    @Override
    public RotateKeyOnDemandResponse rotateKeyOnDemand(RotateKeyOnDemandRequest in, Call call) {
        KmsKey found = call.read(snapshot -> rotating(KeyLookup.findOwn(snapshot, call, in.keyId())));
        Material made = found.isExternal() ? null : materials.make(found.kind(), found.id(), call);
        return call.write(tx -> {
            KmsKey key = rotating(KeyLookup.findOwn(tx, call, in.keyId()));
            Material next = made == null ? ImportedMaterial.pending(tx, key) : made;
            if (next == null || next.isPending() && ImportedMaterial.isLacking(tx, key, next)) {
                throw KmsErrors.state("No available key material pending rotation for the key: " + key.arn() + ".");
            }
            KmsKey.Rotation before = key.rotation();
            if (before.onDemand() >= KmsLimits.ON_DEMAND_ROTATIONS.current()) {
                throw KmsErrors.limit("The on-demand rotations limit has been reached for the given keyId. No more"
                        + " on-demand rotations can be performed for this key: " + key.arn());
            }
            KmsKey counted = key.with(
                    new KmsKey.Rotation(before.enabled(), before.periodDays(), before.next(), before.onDemand() + 1));
            Rotations.use(tx, counted, next.rotated(call.time(), Rotations.ON_DEMAND));
            return RotateKeyOnDemandResponse.builder().keyId(key.arn()).build();
        });
    }

    private static KmsKey rotating(KmsKey key) {
        KeyStates.ours(KeyStates.usable(key));
        rotatable(key);
        if (key.isReplica()) {
            throw KmsErrors.notPrimary(key);
        }
        return key;
    }

    @Override
    public ListKeyRotationsResponse listKeyRotations(ListKeyRotationsRequest in, Call call) {
        boolean all = "ALL_KEY_MATERIAL".equals(in.includeKeyMaterial());
        return call.read(snapshot -> {
            KmsKey key = KeyLookup.findById(snapshot, call, in.keyId());
            rotatable(key);
            List<Material> materials =
                    KmsTables.of(key).materials.rows(snapshot, Range.prefix(Key.of(key.id()))).values().stream()
                            .filter(material -> all || material.rotated() != null)
                            .sorted(IN_ORDER)
                            .toList();
            Page<Material> page = Paging.page(materials, Paging.limit(in.limit(), Paging.HUNDRED), in.marker());
            return ListKeyRotationsResponse.builder()
                    .rotations(page.items().stream()
                            .map(material -> entry(snapshot, key, material))
                            .toList())
                    .truncated(page.next().isPresent())
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }

    private static RotationsListEntry entry(Snapshot snapshot, KmsKey key, Material material) {
        Material.Import imported = material.imported();
        RotationsListEntry.Builder entry = RotationsListEntry.builder()
                .keyId(key.arn())
                .keyMaterialId(material.id())
                .keyMaterialState(state(snapshot, key, material))
                .rotationDate(material.rotated())
                .rotationType(material.rotationType());
        if (imported != null) {
            entry.keyMaterialDescription(imported.description())
                    .importState(material.secret() == null ? "PENDING_IMPORT" : "IMPORTED")
                    .expirationModel(
                            imported.validTo() == null ? "KEY_MATERIAL_DOES_NOT_EXPIRE" : "KEY_MATERIAL_EXPIRES")
                    .validTo(imported.validTo());
        }
        return entry.build();
    }

    private static String state(Snapshot snapshot, KmsKey key, Material material) {
        if (material.id().equals(key.material())) {
            return "CURRENT";
        }
        if (!material.isPending()) {
            return "NON_CURRENT";
        }
        return ImportedMaterial.isLacking(snapshot, key, material)
                ? "PENDING_MULTI_REGION_IMPORT_AND_ROTATION"
                : "PENDING_ROTATION";
    }
}
