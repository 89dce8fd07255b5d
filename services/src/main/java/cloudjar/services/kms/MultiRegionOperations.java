package cloudjar.services.kms;

import cloudjar.api.kms.MultiRegionKeys;
import cloudjar.api.kms.ReplicateKeyRequest;
import cloudjar.api.kms.ReplicateKeyResponse;
import cloudjar.api.kms.UpdatePrimaryRegionRequest;
import cloudjar.api.kms.UpdatePrimaryRegionResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.services.kms.KmsTables.PartKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Keys that exist in several regions, with the same id and material. */
final class MultiRegionOperations implements MultiRegionKeys {
    @Override
    public ReplicateKeyResponse replicateKey(ReplicateKeyRequest in, Call call) {
        Map<String, String> tags = KeyTagRules.added(Map.of(), in.tags());
        String policy = in.policy() == null ? KeyPolicy.standard(call) : in.policy();
        KeyPolicy.check(policy, call, Boolean.TRUE.equals(in.bypassPolicyLockoutSafetyCheck()));
        return call.write(tx -> {
            KmsKey key = KeyLookup.findOwn(tx, call, in.keyId());
            KmsKey.MultiRegion regions = key.multiRegion();
            if (regions == null || !key.isPrimary()) {
                throw KmsErrors.notPrimary(key);
            }
            KeyStates.usable(key);
            String region = in.replicaRegion();
            if (Partition.of(region) != call.partition()) {
                throw KmsErrors.validation("Region " + region + " is of another partition than the primary key.");
            }
            KmsTables there = KmsTables.in(key.account(), region);
            if (region.equals(key.region()) || there.keys.contains(tx, key.id())) {
                throw KmsErrors.replicaExists(KeyStates.arn(key, region));
            }
            List<String> replicas = new ArrayList<>(regions.replicas());
            replicas.add(region);
            KmsKey.MultiRegion all = new KmsKey.MultiRegion(regions.primary(), replicas);
            String description = Objects.requireNonNullElse(in.description(), "");
            boolean external = key.isExternal();
            KmsKey replica = key.with(all)
                    .replica(region, call.time(), description, policy, tags)
                    .with(external ? KmsKey.State.PENDING_IMPORT : KmsKey.State.ENABLED);
            there.keys.put(tx, key.id(), replica);
            for (Material material : KmsTables.of(key)
                    .materials
                    .rows(tx, Range.prefix(Key.of(key.id())))
                    .values()) {
                // What was imported is to be imported there too.
                if (!material.isPending()) {
                    there.materials.put(
                            tx, new PartKey(key.id(), material.id()), external ? material.forgotten() : material);
                }
            }
            Replicas.spread(tx, key, all);
            return ReplicateKeyResponse.builder()
                    .replicaKeyMetadata(KeyForms.metadata(replica.withMaterial(null), null).toBuilder()
                            .enabled(false)
                            .keyState("Creating")
                            .build())
                    .replicaPolicy(policy)
                    .replicaTags(tags.isEmpty() ? null : KeyForms.tags(tags))
                    .build();
        });
    }

    @Override
    public UpdatePrimaryRegionResponse updatePrimaryRegion(UpdatePrimaryRegionRequest in, Call call) {
        boolean unused = call.write(tx -> {
            KmsKey key = KeyLookup.findOwn(tx, call, in.keyId());
            KmsKey.MultiRegion regions = key.multiRegion();
            if (regions == null || !key.isPrimary()) {
                throw KmsErrors.notPrimary(key);
            }
            KeyStates.usable(key);
            String next = in.primaryRegion();
            KmsKey replica = KmsTables.in(key.account(), next)
                    .keys
                    .get(tx, key.id())
                    .filter(one -> !next.equals(key.region()))
                    .orElseThrow(() -> KmsErrors.noKey(KeyStates.arn(key, next)));
            KeyStates.usable(replica);
            List<String> replicas = new ArrayList<>(regions.replicas());
            replicas.remove(next);
            replicas.add(key.region());
            Replicas.spread(tx, key, new KmsKey.MultiRegion(next, replicas));
            tx.cancel(KmsTimers.ROTATE, KmsTimers.rotation(key).id());
            Rotations.arm(tx, replica);
            return true;
        });
        return UpdatePrimaryRegionResponse.of();
    }
}
