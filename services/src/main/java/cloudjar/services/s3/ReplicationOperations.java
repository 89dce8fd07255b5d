package cloudjar.services.s3;

import cloudjar.api.s3.BucketReplications;
import cloudjar.api.s3.DeleteBucketReplicationRequest;
import cloudjar.api.s3.DeleteBucketReplicationResponse;
import cloudjar.api.s3.GetBucketReplicationOutput;
import cloudjar.api.s3.GetBucketReplicationRequest;
import cloudjar.api.s3.PutBucketReplicationRequest;
import cloudjar.api.s3.PutBucketReplicationResponse;
import cloudjar.api.s3.ReplicationConfiguration;
import cloudjar.api.s3.ReplicationRule;
import cloudjar.api.s3.ReplicationRuleStatus;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.s3.S3Tables.BucketKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The operations on where a bucket's objects are copied to. */
final class ReplicationOperations implements BucketReplications {
    @Override
    public GetBucketReplicationOutput getBucketReplication(GetBucketReplicationRequest in, Call call) {
        return GetBucketReplicationOutput.builder()
                .replicationConfiguration(Configuration.REPLICATION.get(call, in))
                .build();
    }

    @Override
    public PutBucketReplicationResponse putBucketReplication(PutBucketReplicationRequest in, Call call) {
        ReplicationConfiguration asked = in.replicationConfiguration();
        List<String> ids = asked.rules().stream()
                .map(rule -> call.world().ids().alphanumeric(48))
                .toList();
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            if (bucket.versioning() != Versioning.ENABLED) {
                throw ReplicationErrors.versioningNeeded();
            }
            if (asked.rules().isEmpty() || asked.rules().size() > S3Limits.REPLICATION_RULES.current()) {
                throw S3Errors.malformedXml();
            }
            List<ReplicationRule> rules = new ArrayList<>();
            for (int i = 0; i < asked.rules().size(); i++) {
                rules.add(checked(tx, call, asked.rules().get(i), ids.get(i)));
            }
            requireDistinct(rules);
            ReplicationConfiguration kept = asked.toBuilder().rules(rules).build();
            Configuration.REPLICATION.change(tx, bucket, BucketTrait.REPLICATION, kept);
            return true;
        });
        return PutBucketReplicationResponse.of();
    }

    @Override
    public DeleteBucketReplicationResponse deleteBucketReplication(DeleteBucketReplicationRequest in, Call call) {
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            Configuration.REPLICATION.change(tx, bucket, BucketTrait.REPLICATION, null);
            return true;
        });
        return DeleteBucketReplicationResponse.of();
    }

    private static ReplicationRule checked(Snapshot snapshot, Call call, ReplicationRule rule, String id) {
        boolean known = rule.status_().equals(ReplicationRuleStatus.ENABLED)
                || rule.status_().equals(ReplicationRuleStatus.DISABLED);
        boolean both = rule.prefix() != null && rule.filter() != null;
        boolean newer = rule.filter() != null && (rule.priority() == null || rule.deleteMarkerReplication() == null);
        if (!known || both || newer || rule.id() != null && rule.id().length() > S3Limits.LIFECYCLE_ID.current()) {
            throw S3Errors.malformedXml();
        }
        String arn = rule.destination().bucket();
        String target = Replication.bucketName(arn).orElseThrow(() -> ReplicationErrors.invalidDestination(arn));
        boolean versioned = S3Tables.buckets()
                .get(snapshot, BucketKey.of(call, target))
                .filter(found -> found.versioning() == Versioning.ENABLED)
                .isPresent();
        if (!versioned) {
            throw ReplicationErrors.destinationVersioningNeeded();
        }
        return rule.id() == null || rule.id().isEmpty()
                ? rule.toBuilder().id(id).build()
                : rule;
    }

    private static void requireDistinct(List<ReplicationRule> rules) {
        Set<String> ids = new HashSet<>();
        Set<Integer> priorities = new HashSet<>();
        for (ReplicationRule rule : rules) {
            if (rule.id() != null && !ids.add(rule.id())) {
                throw ReplicationErrors.repeatedId();
            }
            if (rule.priority() != null && !priorities.add(rule.priority())) {
                throw ReplicationErrors.repeatedPriority(rule.priority());
            }
        }
    }
}
