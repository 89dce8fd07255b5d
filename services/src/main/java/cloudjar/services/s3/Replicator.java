package cloudjar.services.s3;

import cloudjar.api.s3.Destination;
import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.OwnerOverride;
import cloudjar.api.s3.ReplicationRule;
import cloudjar.api.s3.ReplicationStatus;
import cloudjar.api.s3.S3;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.call.access.Action;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Headers;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.RoleSessions;
import cloudjar.services.s3.S3Tables.BucketKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the copies that {@link Replication} has scheduled, as the role of the configuration: what the role may not do fails.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html">Permissions of the
 *     role</a>
 */
final class Replicator {
    private static final Logger LOG = LoggerFactory.getLogger(Replicator.class);

    private static final String SESSION = "s3-replication";

    private final RoleSessions roles;
    private final DataKeys keys;
    private final Access access;

    Replicator(RoleSessions roles, DataKeys keys, Access access) {
        this.roles = roles;
        this.keys = keys;
        this.access = access;
    }

    /** Registers what the timers of {@link Replication} wake. */
    void register(TimerHandlers handlers) {
        handlers.register(Replication.HANDLER, this::fire);
    }

    /** A version that is to be copied, by rules of its bucket. */
    private record Task(S3Bucket source, Version version, String role, List<ReplicationRule> rules) {
        static Optional<Task> find(Snapshot snapshot, Replication.Named named) {
            return S3Tables.buckets()
                    .get(snapshot, new BucketKey(named.partition(), named.bucket()))
                    .filter(bucket -> bucket.has(BucketTrait.REPLICATION))
                    .flatMap(bucket -> S3Tables.version(snapshot, bucket, named.key(), named.version())
                            .map(version -> of(snapshot, bucket, version)));
        }

        private static Task of(Snapshot snapshot, S3Bucket bucket, Version version) {
            String role = Configuration.REPLICATION.get(snapshot, bucket).role();
            StoredObject object = version.object().orElse(null);
            return new Task(bucket, version, role, Replication.rules(snapshot, bucket, version.key(), object));
        }

        Optional<S3Bucket> target(Snapshot snapshot, ReplicationRule rule) {
            return Replication.bucketName(rule.destination().bucket())
                    .flatMap(name -> S3Tables.buckets().get(snapshot, new BucketKey(source.partition(), name)))
                    .filter(found -> found.versioning() == Versioning.ENABLED);
        }
    }

    /**
     * A copy that may be made.
     *
     * @param encryption by the destination's key; null where the content is not encrypted by a key of KMS
     */
    private record Granted(ReplicationRule rule, @Nullable KmsEncryption encryption) {}

    private void fire(World world, Timer timer, Instant due) {
        Replication.Named named = Replication.Named.of(timer);
        Optional<Task> found = world.store().read(snapshot -> Task.find(snapshot, named));
        if (found.isEmpty()) {
            return;
        }
        List<Granted> granted = granted(world, found.get());
        world.store().write(tx -> {
            Task.find(tx, named).ifPresent(task -> replicate(tx, world, task, granted));
            return true;
        });
    }

    /** The copies that the role may make. */
    private List<Granted> granted(World world, Task task) {
        List<Granted> granted = new ArrayList<>();
        for (ReplicationRule rule : task.rules()) {
            try {
                granted(world, task, rule).ifPresent(granted::add);
            } catch (ApiException refused) {
                LOG.info(
                        "A replication was refused: bucket={}, code={}",
                        task.source().name(),
                        refused.code());
            }
        }
        return granted;
    }

    /**
     * A copy that the role may make.
     *
     * @throws ApiException where there is no such role, it does not trust S3, or it may not use a key
     */
    private Optional<Granted> granted(World world, Task task, ReplicationRule rule) {
        Call role = roles.as(task.role(), SESSION, own(world, task.source()));
        S3Bucket target = role.read(snapshot -> task.target(snapshot, rule)).orElse(null);
        if (target == null || !allows(role, task, rule, target)) {
            return Optional.empty();
        }
        KmsEncryption encryption = task.version()
                .object()
                .flatMap(StoredObject::sealing)
                .map(Sealing::kms)
                .orElse(null);
        if (encryption == null) {
            return Optional.of(new Granted(rule, null));
        }
        String key = rule.destination().encryptionConfiguration() == null
                ? null
                : rule.destination().encryptionConfiguration().replicaKmsKeyID();
        String keyId = Objects.requireNonNullElse(key, KeyChoice.MANAGED);
        return Optional.of(new Granted(
                rule, keys.moved(role, encryption, keyId, target, task.version().key())));
    }

    private static Call own(World world, S3Bucket bucket) {
        return ServiceCalls.of(world, bucket, EventCause.SERVICE, world.clock().now());
    }

    private boolean allows(Call role, Task task, ReplicationRule rule, S3Bucket target) {
        String key = task.version().key();
        String from = task.source().arn() + "/" + key;
        String to = target.arn() + "/" + key;
        StoredObject object = task.version().object().orElse(null);
        List<Need> needs = new ArrayList<>();
        needs.add(need("GetReplicationConfiguration", task.source().arn()));
        if (object == null) {
            needs.add(need("ReplicateDelete", to));
        } else {
            needs.add(need("GetObjectVersionForReplication", from));
            needs.add(need("GetObjectVersionAcl", from));
            needs.add(need("ReplicateObject", to));
            if (!object.settings().tags().isEmpty()) {
                needs.add(need("GetObjectVersionTagging", from));
                needs.add(need("ReplicateTags", to));
            }
            if (overridesOwner(rule.destination())) {
                needs.add(need("ObjectOwnerOverrideToBucketOwner", to));
            }
        }
        OperationSchema operation = Objects.requireNonNull(S3.API.schema().operation("GetObject"));
        GetObjectRequest input = GetObjectRequest.builder()
                .bucket(task.source().name())
                .key(key)
                .versionId(task.version().id().text())
                .build();
        return role.read(snapshot -> {
            Asked asked = new Asked(operation, input, role, snapshot, Headers.NONE);
            return needs.stream().allMatch(need -> access.allows(asked, need));
        });
    }

    private static Need need(String action, String arn) {
        return Need.of(Action.of("s3:" + action), arn);
    }

    private static void replicate(Tx tx, World world, Task task, List<Granted> granted) {
        Version version = task.version();
        boolean done = true;
        for (ReplicationRule rule : task.rules()) {
            Optional<Granted> may =
                    granted.stream().filter(one -> one.rule().equals(rule)).findFirst();
            Optional<S3Bucket> target = task.target(tx, rule).filter(bucket -> may.isPresent());
            target.ifPresent(bucket -> new VersionHistory(
                            tx,
                            world,
                            world.clock().now(),
                            bucket,
                            version.key(),
                            version.id().micros())
                    .adopt(copy(version, task.source(), bucket, may.orElseThrow())));
            target.ifPresent(bucket -> version.object()
                    .ifPresent(object -> Annotations.replicate(
                            tx, world.blobs(), new FoundObject(task.source(), version.key(), null, object), bucket)));
            done &= target.isPresent();
        }
        String status = done ? ReplicationStatus.COMPLETED : ReplicationStatus.FAILED;
        version.object().ifPresent(object -> new FoundObject(
                        task.source(), version.key(), version.id().text(), object)
                .change(tx, object.withSettings(object.settings().withReplicationStatus(status))));
    }

    private static Version copy(Version version, S3Bucket source, S3Bucket target, Granted granted) {
        Destination destination = granted.rule().destination();
        return version.object()
                .map(object -> {
                    String storageClass = destination.storageClass();
                    StoredObject placed = storageClass == null ? object : object.inStorageClass(storageClass);
                    ObjectSettings settings = placed.settings()
                            .withReplicationStatus(ReplicationStatus.REPLICA)
                            .withAcl(acl(object, source, target, destination));
                    StoredObject sealed = granted.encryption() == null ? placed : placed.sealedBy(granted.encryption());
                    return Version.of(target.name(), version.key(), version.id(), sealed.withSettings(settings));
                })
                .orElseGet(() -> Version.marker(target.name(), version.key(), version.id(), version.lastModified()));
    }

    private static boolean overridesOwner(Destination destination) {
        return destination.accessControlTranslation() != null
                && OwnerOverride.DESTINATION.equals(
                        destination.accessControlTranslation().owner());
    }

    /** Who owns the source owns the copy, unless the rule gives it to the destination's owner. */
    private static @Nullable Acl acl(StoredObject object, S3Bucket source, S3Bucket target, Destination destination) {
        if (overridesOwner(destination)) {
            return null;
        }
        return object.settings()
                .acl()
                .orElseGet(() -> source.account().equals(target.account()) ? null : Acl.ownersAlone(source.account()));
    }
}
