package cloudjar.services.secretsmanager;

import cloudjar.api.secretsmanager.RemoveRegionsFromReplicationRequest;
import cloudjar.api.secretsmanager.RemoveRegionsFromReplicationResponse;
import cloudjar.api.secretsmanager.ReplicateSecretToRegionsRequest;
import cloudjar.api.secretsmanager.ReplicateSecretToRegionsResponse;
import cloudjar.api.secretsmanager.SecretReplicas;
import cloudjar.api.secretsmanager.StopReplicationToReplicaRequest;
import cloudjar.api.secretsmanager.StopReplicationToReplicaResponse;
import cloudjar.kernel.call.Call;
import java.util.List;

/** In which regions a secret is. */
final class ReplicaOperations implements SecretReplicas {
    private final Replicas replicas;

    ReplicaOperations(Replicas replicas) {
        this.replicas = replicas;
    }

    @Override
    public ReplicateSecretToRegionsResponse replicateSecretToRegions(ReplicateSecretToRegionsRequest in, Call call) {
        boolean overwrite = Boolean.TRUE.equals(in.forceOverwriteReplicaSecret());
        Secret added = call.write(tx -> {
            Secret secret = SecretLookup.findPrimary(tx, in.secretId(), call);
            Secret changed = Replicas.added(tx, secret, in.addReplicaRegions(), overwrite);
            SecretsManagerTables.of(changed).secrets.put(tx, changed.name(), changed);
            return changed;
        });
        Secret spread = replicas.spread(added, call);
        return call.read(snapshot -> ReplicateSecretToRegionsResponse.builder()
                .arn(spread.arn())
                .replicationStatus(Replicas.shown(snapshot, spread))
                .build());
    }

    @Override
    public RemoveRegionsFromReplicationResponse removeRegionsFromReplication(
            RemoveRegionsFromReplicationRequest in, Call call) {
        return call.write(tx -> {
            Secret secret = SecretLookup.findPrimary(tx, in.secretId(), call);
            for (String region : in.removeReplicaRegions()) {
                SecretsManagerTables.in(secret.account(), region)
                        .secrets
                        .get(tx, secret.name())
                        .filter(replica -> replica.suffix().equals(secret.suffix()) && replica.isReplica())
                        .ifPresent(replica -> VersionBook.delete(tx, replica));
            }
            Secret changed = secret.with(Replicas.without(secret.replication(), in.removeReplicaRegions()));
            SecretsManagerTables.of(changed).secrets.put(tx, changed.name(), changed);
            return RemoveRegionsFromReplicationResponse.builder()
                    .arn(changed.arn())
                    .replicationStatus(Replicas.shown(tx, changed))
                    .build();
        });
    }

    @Override
    public StopReplicationToReplicaResponse stopReplicationToReplica(StopReplicationToReplicaRequest in, Call call) {
        Secret standing = call.write(tx -> {
            Secret replica = SecretLookup.findLive(tx, in.secretId(), call);
            String region = replica.replication().primary();
            if (region == null || !replica.isReplica()) {
                throw SecretsManagerErrors.notReplica();
            }
            Secret alone = replica.with(Secret.Replication.NONE);
            SecretsManagerTables.of(alone).secrets.put(tx, alone.name(), alone);
            SecretsManagerTables there = SecretsManagerTables.in(replica.account(), region);
            there.secrets
                    .get(tx, replica.name())
                    .filter(primary -> primary.suffix().equals(replica.suffix()))
                    .ifPresent(primary -> there.secrets.put(
                            tx,
                            primary.name(),
                            primary.with(Replicas.without(primary.replication(), List.of(replica.region())))));
            return alone;
        });
        return StopReplicationToReplicaResponse.builder().arn(standing.arn()).build();
    }
}
