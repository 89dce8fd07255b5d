package cloudjar.services.s3;

import cloudjar.api.s3.DeleteMarkerReplicationStatus;
import cloudjar.api.s3.ReplicationRule;
import cloudjar.api.s3.ReplicationRuleAndOperator;
import cloudjar.api.s3.ReplicationRuleFilter;
import cloudjar.api.s3.ReplicationRuleStatus;
import cloudjar.api.s3.ReplicationStatus;
import cloudjar.api.s3.SourceSelectionCriteria;
import cloudjar.api.s3.SseKmsEncryptedObjectsStatus;
import cloudjar.api.s3.Tag;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a bucket is copied to others, by its rules: a timer, committed with what is to be copied, has {@link Replicator} do so
 * right after. A copy shares its source's content and has its version id, tags, locks and metadata.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnt-replicated.html">what is</a>
 */
final class Replication {
    /** What the timers wake: {@link Replicator}. */
    static final String HANDLER = "s3.replicate";

    private Replication() {}

    /** The version that a timer is about. */
    record Named(String partition, String bucket, String version, String key) {
        static Named of(Timer timer) {
            String[] parts = timer.id().split("/", 4);
            return new Named(parts[0], parts[1], parts[2], parts[3]);
        }

        Timer timer() {
            return Timer.of(HANDLER, String.join("/", partition, bucket, version, key));
        }
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
        tx.at(now, new Named(bucket.partition(), bucket.name(), id.text(), key).timer());
    }

    /**
     * The rules about an object: of those with one destination, that with the highest priority.
     *
     * @param object null where it is about a delete marker
     */
    static List<ReplicationRule> rules(Snapshot snapshot, S3Bucket bucket, String key, @Nullable StoredObject object) {
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
        if (object.sealing().map(Sealing::kms).isPresent() && !copiesEncrypted(rule)) {
            return false;
        }
        Map<String, String> own = object.settings().tags();
        return tags.stream().allMatch(tag -> tag.value().equals(own.get(tag.key())));
    }

    /** What a key of KMS encrypts is copied where the rule says so. */
    private static boolean copiesEncrypted(ReplicationRule rule) {
        SourceSelectionCriteria criteria = rule.sourceSelectionCriteria();
        return criteria != null
                && criteria.sseKmsEncryptedObjects() != null
                && SseKmsEncryptedObjectsStatus.ENABLED.equals(
                        criteria.sseKmsEncryptedObjects().status_());
    }
}
