package cloudjar.services.s3;

import cloudjar.api.s3.DefaultRetention;
import cloudjar.api.s3.GetObjectLegalHoldOutput;
import cloudjar.api.s3.GetObjectLegalHoldRequest;
import cloudjar.api.s3.GetObjectLockConfigurationOutput;
import cloudjar.api.s3.GetObjectLockConfigurationRequest;
import cloudjar.api.s3.GetObjectRetentionOutput;
import cloudjar.api.s3.GetObjectRetentionRequest;
import cloudjar.api.s3.ObjectLockConfiguration;
import cloudjar.api.s3.ObjectLockEnabled;
import cloudjar.api.s3.ObjectLockLegalHold;
import cloudjar.api.s3.ObjectLockRetention;
import cloudjar.api.s3.ObjectLockRule;
import cloudjar.api.s3.ObjectLocks;
import cloudjar.api.s3.PutObjectLegalHoldOutput;
import cloudjar.api.s3.PutObjectLegalHoldRequest;
import cloudjar.api.s3.PutObjectLockConfigurationOutput;
import cloudjar.api.s3.PutObjectLockConfigurationRequest;
import cloudjar.api.s3.PutObjectRetentionOutput;
import cloudjar.api.s3.PutObjectRetentionRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.s3.ObjectLock.Retention;
import cloudjar.services.s3.S3Tables.BucketKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations that keep versions from being deleted. */
final class ObjectLockOperations implements ObjectLocks {
    @Override
    public PutObjectLockConfigurationOutput putObjectLockConfiguration(
            PutObjectLockConfigurationRequest in, Call call) {
        ObjectLockConfiguration configuration = in.objectLockConfiguration();
        if (configuration == null || !ObjectLockEnabled.ENABLED.equals(configuration.objectLockEnabled())) {
            throw S3Errors.malformedXml();
        }
        requireRule(configuration.rule());
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            if (bucket.versioning() != Versioning.ENABLED) {
                throw LockErrors.versioningNeeded();
            }
            S3Tables.buckets().put(tx, BucketKey.of(call, bucket.name()), bucket.with(BucketTrait.OBJECT_LOCK, true));
            Configuration.OBJECT_LOCK.put(tx, bucket, configuration);
            return true;
        });
        return PutObjectLockConfigurationOutput.builder().build();
    }

    private static void requireRule(@Nullable ObjectLockRule rule) {
        if (rule == null) {
            return;
        }
        DefaultRetention retention = rule.defaultRetention();
        if (retention == null
                || retention.mode() == null
                || !ObjectLock.isMode(retention.mode())
                || (retention.days() == null) == (retention.years() == null)) {
            throw S3Errors.malformedXml();
        }
    }

    @Override
    public GetObjectLockConfigurationOutput getObjectLockConfiguration(
            GetObjectLockConfigurationRequest in, Call call) {
        return GetObjectLockConfigurationOutput.builder()
                .objectLockConfiguration(call.read(snapshot -> Configuration.OBJECT_LOCK.get(
                        snapshot, S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()))))
                .build();
    }

    @Override
    public PutObjectRetentionOutput putObjectRetention(PutObjectRetentionRequest in, Call call) {
        boolean bypass = Boolean.TRUE.equals(in.bypassGovernanceRetention());
        call.write(tx -> {
            FoundObject found = lockable(tx, call, in, "PUT");
            Optional<Retention> wanted = retention(in.retention(), call.time());
            ObjectSettings settings = found.object().settings();
            ObjectLock lock = settings.lock().withRetention(wanted, bypass, call.time());
            found.change(tx, call.time(), settings.withLock(lock));
            return true;
        });
        return PutObjectRetentionOutput.builder().build();
    }

    private static Optional<Retention> retention(@Nullable ObjectLockRetention asked, Instant now) {
        if (asked == null) {
            throw S3Errors.malformedXml();
        }
        String mode = asked.mode();
        Instant until = asked.retainUntilDate();
        if (mode == null && until == null) {
            return Optional.empty();
        }
        if (mode == null || until == null || !ObjectLock.isMode(mode)) {
            throw S3Errors.malformedXml();
        }
        if (!until.isAfter(now)) {
            throw LockErrors.untilInThePast("RetainUntilDate", until);
        }
        return Optional.of(new Retention(mode, until));
    }

    @Override
    public GetObjectRetentionOutput getObjectRetention(GetObjectRetentionRequest in, Call call) {
        FoundObject found = call.read(snapshot -> lockable(snapshot, call, in, "GET"));
        Retention retention = found.object().settings().lock().retention().orElseThrow(LockErrors::notLocked);
        return GetObjectRetentionOutput.builder()
                .retention(ObjectLockRetention.builder()
                        .mode(retention.mode())
                        .retainUntilDate(retention.until())
                        .build())
                .build();
    }

    @Override
    public PutObjectLegalHoldOutput putObjectLegalHold(PutObjectLegalHoldRequest in, Call call) {
        String hold = in.legalHold() == null ? null : in.legalHold().status_();
        if (hold == null || !ObjectLock.isHold(hold)) {
            throw S3Errors.malformedXml();
        }
        call.write(tx -> {
            FoundObject found = lockable(tx, call, in, "PUT");
            ObjectSettings settings = found.object().settings();
            found.change(tx, call.time(), settings.withLock(settings.lock().withHold(hold)));
            return true;
        });
        return PutObjectLegalHoldOutput.builder().build();
    }

    @Override
    public GetObjectLegalHoldOutput getObjectLegalHold(GetObjectLegalHoldRequest in, Call call) {
        FoundObject found = call.read(snapshot -> lockable(snapshot, call, in, "GET"));
        String hold = found.object().settings().lock().legalHold();
        if (hold == null) {
            throw LockErrors.notLocked();
        }
        return GetObjectLegalHoldOutput.builder()
                .legalHold(ObjectLockLegalHold.builder().status_(hold).build())
                .build();
    }

    /** The object that a request names, in a bucket that locks objects. */
    private static FoundObject lockable(Snapshot snapshot, Call call, Structure request, String method) {
        FoundObject found = FoundObject.of(snapshot, call, request, method);
        if (!found.bucket().objectLock()) {
            throw LockErrors.noObjectLock();
        }
        return found;
    }
}
