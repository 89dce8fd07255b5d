package cloudjar.services.s3;

import cloudjar.api.s3.DeleteMarkerReplicationStatus;
import cloudjar.api.s3.Destination;
import cloudjar.api.s3.OwnerOverride;
import cloudjar.api.s3.ReplicationRule;
import cloudjar.api.s3.ReplicationRuleAndOperator;
import cloudjar.api.s3.ReplicationRuleFilter;
import cloudjar.api.s3.ReplicationRuleStatus;
import cloudjar.api.s3.ReplicationStatus;
import cloudjar.api.s3.Tag;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.s3.S3Tables.BucketKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies what is written to a bucket to others, by its rules: a timer, committed with what it copies, does so right after. A
 * copy shares its source's content and has its version id, tags, locks and metadata.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnt-replicated.html">what is</a>
 */
final class Replication {
    private static final String HANDLER = "s3.replicate";

    private Replication() {}

    /** Registers the handler. */
    static void register(TimerHandlers handlers) {
        handlers.register(HANDLER, Replication::fire);
    }

    /** The bucket that an ARN names. */
    static Optional<String> bucketName(String arn) {
        return Arn.parse(arn)
                .filter(parsed ->
                        parsed.service().equals("s3") && !parsed.resource().isEmpty())
                .map(Arn::resource);
    }

    /** The object as it is to be written: where a rule is about it, its copying begins. */
    static StoredObject begin(Tx tx, Instant now, S3Bucket bucket, String key, StoredObject object) {
        if (!bucket.has(BucketTrait.REPLICATION) || object.version() == null) {
            return object.settings().replicationStatus() == null
                    ? object
                    : object.withSettings(object.settings().withReplicationStatus(null));
        }
        boolean meant = !rules(tx, bucket, key, object).isEmpty();
        if (meant) {
            schedule(tx, now, bucket, object.version(), key);
        }
        return object.withSettings(object.settings().withReplicationStatus(meant ? ReplicationStatus.PENDING : null));
    }

    /** As {@link #begin}, of an object that was copied already, when something beside its content is changed. */
    static StoredObject again(Tx tx, Instant now, S3Bucket bucket, String key, StoredObject object) {
        String status = object.settings().replicationStatus();
        boolean copied = status != null && !status.equals(ReplicationStatus.REPLICA);
        return copied && bucket.has(BucketTrait.REPLICATION) ? begin(tx, now, bucket, key, object) : object;
    }

    /** Begins to copy a delete marker, where a rule is about it. */
    static void beginMarker(Tx tx, Instant now, S3Bucket bucket, String key, VersionId id) {
        if (bucket.has(BucketTrait.REPLICATION) && !rules(tx, bucket, key, null).isEmpty()) {
            schedule(tx, now, bucket, id, key);
        }
    }

    private static void schedule(Tx tx, Instant now, S3Bucket bucket, VersionId id, String key) {
        tx.at(now, Timer.of(HANDLER, String.join("/", bucket.partition(), bucket.name(), id.text(), key)));
    }

    /**
     * The rules about an object: of those with one destination, that with the highest priority.
     *
     * @param object null where it is about a delete marker
     */
    private static List<ReplicationRule> rules(
            Snapshot snapshot, S3Bucket bucket, String key, @Nullable StoredObject object) {
        Map<String, ReplicationRule> byDestination = new HashMap<>();
        Configuration.REPLICATION.get(snapshot, bucket).rules().stream()
                .filter(rule -> rule.status_().equals(ReplicationRuleStatus.ENABLED) && fits(rule, key, object))
                .sorted(Comparator.comparing(rule -> rule.priority() == null ? 0 : rule.priority()))
                .forEach(rule -> byDestination.put(rule.destination().bucket(), rule));
        return new ArrayList<>(byDestination.values());
    }

    private static boolean fits(ReplicationRule rule, String key, @Nullable StoredObject object) {
        ReplicationRuleFilter filter = rule.filter();
        ReplicationRuleAndOperator and = filter == null ? null : filter.and();
        String prefix = filter == null ? rule.prefix() : and != null ? and.prefix() : filter.prefix();
        List<Tag> tags =
                and != null ? and.tags() : filter == null || filter.tag() == null ? List.of() : List.of(filter.tag());
        if (prefix != null && !key.startsWith(prefix)) {
            return false;
        }
        if (object == null) {
            // Markers have no tags; rules of the first version copy them always, later ones where they say so.
            return tags.isEmpty()
                    && (filter == null
                            || rule.deleteMarkerReplication() != null
                                    && DeleteMarkerReplicationStatus.ENABLED.equals(
                                            rule.deleteMarkerReplication().status_()));
        }
        Map<String, String> own = object.settings().tags();
        return tags.stream().allMatch(tag -> tag.value().equals(own.get(tag.key())));
    }

    private static void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", 4);
        world.store().write(tx -> {
            S3Tables.buckets()
                    .get(tx, new BucketKey(parts[0], parts[1]))
                    .filter(bucket -> bucket.has(BucketTrait.REPLICATION))
                    .ifPresent(bucket -> S3Tables.version(tx, bucket, parts[3], parts[2])
                            .ifPresent(version -> replicate(tx, world, bucket, version)));
            return true;
        });
    }

    private static void replicate(Tx tx, World world, S3Bucket source, Version version) {
        boolean done = true;
        StoredObject object = version.object().orElse(null);
        for (ReplicationRule rule : rules(tx, source, version.key(), object)) {
            Optional<S3Bucket> target = bucketName(rule.destination().bucket())
                    .flatMap(name -> S3Tables.buckets().get(tx, new BucketKey(source.partition(), name)))
                    .filter(found -> found.versioning() == Versioning.ENABLED);
            target.ifPresent(bucket -> new VersionHistory(
                            tx,
                            world,
                            world.clock().now(),
                            bucket,
                            version.key(),
                            version.id().micros())
                    .adopt(copy(version, source, bucket, rule.destination())));
            done &= target.isPresent();
        }
        if (object != null) {
            String status = done ? ReplicationStatus.COMPLETED : ReplicationStatus.FAILED;
            new FoundObject(source, version.key(), version.id().text(), object)
                    .change(tx, object.withSettings(object.settings().withReplicationStatus(status)));
        }
    }

    private static Version copy(Version version, S3Bucket source, S3Bucket target, Destination destination) {
        return version.object()
                .map(object -> {
                    String storageClass = destination.storageClass();
                    StoredObject placed = storageClass == null ? object : object.inStorageClass(storageClass);
                    ObjectSettings settings = placed.settings()
                            .withReplicationStatus(ReplicationStatus.REPLICA)
                            .withAcl(acl(object, source, target, destination));
                    return Version.of(target.name(), version.key(), version.id(), placed.withSettings(settings));
                })
                .orElseGet(() -> Version.marker(target.name(), version.key(), version.id(), version.lastModified()));
    }

    /** Who owns the source owns the copy, unless the rule gives it to the destination's owner. */
    private static @Nullable Acl acl(StoredObject object, S3Bucket source, S3Bucket target, Destination destination) {
        boolean given = destination.accessControlTranslation() != null
                && OwnerOverride.DESTINATION.equals(
                        destination.accessControlTranslation().owner());
        if (given) {
            return null;
        }
        return object.settings()
                .acl()
                .orElseGet(() -> source.account().equals(target.account()) ? null : Acl.ownersAlone(source.account()));
    }
}
