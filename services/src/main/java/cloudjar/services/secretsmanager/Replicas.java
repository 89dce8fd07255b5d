package cloudjar.services.secretsmanager;

import cloudjar.api.secretsmanager.ReplicaRegionType;
import cloudjar.api.secretsmanager.ReplicationStatusType;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.services.secretsmanager.Secret.Replica;
import cloudjar.services.secretsmanager.Secret.Replication;
import cloudjar.services.secretsmanager.SecretVersion.Sealed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps replicas as their primaries are. Values are opened and sealed again with the key that a replica has in its region, so the
 * caller must be allowed to use both keys; where he is not, the replica's status says so.
 */
final class Replicas {
    private static final String IN_SYNC = "InSync";
    private static final String FAILED = "Failed";
    private static final String IN_PROGRESS = "InProgress";

    private final SecretCipher cipher;

    Replicas(SecretCipher cipher) {
        this.cipher = cipher;
    }

    /** The replicas that are asked for beside those there are; what they would overwrite goes, where that is wanted. */
    static Secret added(Tx tx, Secret secret, List<ReplicaRegionType> regions, boolean overwrite) {
        List<Replica> replicas = new ArrayList<>(secret.replication().replicas());
        for (ReplicaRegionType asked : regions) {
            String region = asked.region() == null ? "" : asked.region();
            if (region.equals(secret.region())
                    || Partition.of(region) != Partition.of(secret.region())
                    || replicas.stream().anyMatch(replica -> replica.region().equals(region))) {
                throw SecretsManagerErrors.parameter("Invalid replica region.");
            }
            Optional<Secret> there =
                    SecretsManagerTables.in(secret.account(), region).secrets.get(tx, secret.name());
            if (there.isPresent() && !overwrite) {
                replicas.add(new Replica(
                        region,
                        asked.kmsKeyId(),
                        FAILED,
                        "Replication failed: Secret name " + secret.name() + " already exists in region " + region
                                + "."));
            } else {
                there.ifPresent(existing -> VersionBook.delete(tx, existing));
                replicas.add(new Replica(region, asked.kmsKeyId(), IN_PROGRESS, null));
            }
        }
        return secret.with(new Replication(secret.region(), replicas));
    }

    /** A replica that has everything so far but versions. */
    private static Secret replica(Secret primary, Replica replica, @Nullable Secret before) {
        Secret basis = before == null
                ? new Secret(
                        primary.account(),
                        replica.region(),
                        primary.name(),
                        primary.suffix(),
                        primary.description(),
                        replica.kmsKeyId(),
                        primary.tags(),
                        primary.wasTagged(),
                        primary.created(),
                        primary.changed(),
                        null,
                        null,
                        primary.policy(),
                        primary.stages(),
                        Secret.Rotation.NONE,
                        new Replication(primary.region(), List.of()),
                        primary.number(),
                        primary.type())
                : before;
        return basis.described(primary.description())
                .tagged(primary.tags())
                .changedAt(primary.changed())
                .withStages(primary.stages())
                .numbered(primary.number());
    }

    /** Brings all replicas of a secret to where it is. Calls KMS: not for transactions. */
    Secret spread(Secret changed, Call call) {
        Secret primary = changed;
        for (Replica replica : changed.replication().replicas()) {
            boolean foreign = replica.status().equals(FAILED)
                    && call.read(snapshot ->
                            find(snapshot, changed, replica.region()).isEmpty()
                                    && SecretsManagerTables.in(changed.account(), replica.region())
                                            .secrets
                                            .contains(snapshot, changed.name()));
            if (!foreign) {
                primary = spread(primary, replica, call);
            }
        }
        return primary;
    }

    private static Optional<Secret> find(Snapshot snapshot, Secret primary, String region) {
        return SecretsManagerTables.in(primary.account(), region)
                .secrets
                .get(snapshot, primary.name())
                .filter(there -> there.suffix().equals(primary.suffix())
                        && primary.region().equals(there.replication().primary()));
    }

    /** What a replica lacks. */
    private record Missing(Secret replica, List<SecretVersion> versions) {}

    private Secret spread(Secret primary, Replica replica, Call call) {
        Missing missing = call.read(snapshot -> {
            Secret there = replica(
                    primary, replica, find(snapshot, primary, replica.region()).orElse(null));
            return new Missing(
                    there,
                    VersionBook.all(snapshot, primary).stream()
                            .filter(version -> VersionBook.find(snapshot, there, version.id())
                                    .filter(known -> known.sealed() != null)
                                    .isEmpty())
                            .toList());
        });
        Map<String, Sealed> sealed = new LinkedHashMap<>();
        String failure = null;
        try {
            for (SecretVersion version : missing.versions()) {
                Sealed value = version.sealed();
                if (value != null) {
                    sealed.put(
                            version.id(),
                            cipher.seal(
                                    missing.replica(),
                                    version.id(),
                                    cipher.open(primary, version.id(), value, call),
                                    call));
                }
            }
        } catch (ApiException e) {
            failure = "Replication failed: " + e.getMessage();
        }
        String message = failure;
        return call.write(tx -> put(tx, primary, replica.region(), missing, sealed, message));
    }

    private static Secret put(
            Tx tx,
            Secret primary,
            String region,
            Missing missing,
            Map<String, Sealed> sealed,
            @Nullable String failure) {
        SecretsManagerTables tables = SecretsManagerTables.of(primary);
        Secret now = tables.secrets
                .get(tx, primary.name())
                .filter(there -> there.suffix().equals(primary.suffix()))
                .orElse(null);
        if (now == null) {
            return primary;
        }
        Replica wanted = now.replication().replicas().stream()
                .filter(replica -> replica.region().equals(region))
                .findFirst()
                .orElse(null);
        if (wanted == null) {
            return now;
        }
        if (failure == null) {
            Secret there = replica(now, wanted, find(tx, now, region).orElse(null));
            SecretsManagerTables.of(there).secrets.put(tx, there.name(), there);
            for (SecretVersion version : missing.versions()) {
                VersionBook.put(
                        tx,
                        there,
                        new SecretVersion(
                                version.id(), version.number(), version.created(), null, sealed.get(version.id())));
            }
        }
        Secret told = now.with(with(
                now.replication(),
                new Replica(region, wanted.kmsKeyId(), failure == null ? IN_SYNC : FAILED, failure)));
        tables.secrets.put(tx, told.name(), told);
        return told;
    }

    private static Replication with(Replication replication, Replica changed) {
        return new Replication(
                replication.primary(),
                replication.replicas().stream()
                        .map(replica -> replica.region().equals(changed.region()) ? changed : replica)
                        .toList());
    }

    static Replication without(Replication replication, List<String> regions) {
        return new Replication(
                replication.primary(),
                replication.replicas().stream()
                        .filter(replica -> !regions.contains(replica.region()))
                        .toList());
    }

    /** As AWS shows them; null where there never were any. */
    static @Nullable List<ReplicationStatusType> shown(Snapshot snapshot, Secret secret) {
        if (secret.replication().primary() == null || secret.isReplica()) {
            return null;
        }
        return secret.replication().replicas().stream()
                .map(replica -> ReplicationStatusType.builder()
                        .region(replica.region())
                        .kmsKeyId(replica.kmsKeyId() == null ? "alias/aws/secretsmanager" : replica.kmsKeyId())
                        .status_(replica.status())
                        .statusMessage(replica.message())
                        .lastAccessedDate(find(snapshot, secret, replica.region())
                                .map(Secret::accessed)
                                .orElse(null))
                        .build())
                .toList();
    }
}
