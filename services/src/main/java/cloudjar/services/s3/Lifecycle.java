package cloudjar.services.s3;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.s3.S3Tables.BucketKey;
import cloudjar.services.s3.S3Tables.ObjectKey;
import cloudjar.services.s3.S3Tables.UploadKey;
import cloudjar.services.s3.S3Tables.VersionKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What buckets' rules do by themselves: at each midnight of UTC whatever is due by then, a portion of keys in each
 * transaction.
 */
final class Lifecycle {
    private static final String HANDLER = "s3.lifecycle";
    private static final int PORTION = 500;

    private final World world;
    private final BucketKey at;
    private final Instant now;
    private final long seed;

    private Lifecycle(World world, BucketKey at, Instant now) {
        this.world = world;
        this.at = at;
        this.now = now;
        this.seed = world.ids().number();
    }

    /** Registers the handler. */
    static void register(TimerHandlers handlers) {
        handlers.register(HANDLER, Lifecycle::fire);
    }

    /** Sets the timer of a bucket that has rules. */
    static void schedule(Tx tx, S3Bucket bucket, Instant now) {
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        tx.at(midnight, Timer.of(HANDLER, bucket.partition() + "/" + bucket.name()));
    }

    private static void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", 2);
        Instant now = world.clock().now();
        Lifecycle lifecycle = new Lifecycle(world, new BucketKey(parts[0], parts[1]), now);
        lifecycle.each(lifecycle::objects);
        lifecycle.each(lifecycle::versions);
        lifecycle.each(lifecycle::uploads);
        world.store().write(tx -> {
            lifecycle.bucket(tx).ifPresent(bucket -> schedule(tx, bucket, now));
            return true;
        });
    }

    /** The bucket, while it has rules. */
    private Optional<S3Bucket> bucket(Tx tx) {
        return S3Tables.buckets().get(tx, at).filter(bucket -> bucket.has(BucketTrait.LIFECYCLE));
    }

    /** Runs portion after portion; a portion begins behind the key that the one before it returned, and ends with null. */
    private void each(BiFunction<Tx, @Nullable Key, @Nullable Key> portion) {
        Key from = null;
        do {
            Key behind = from;
            from = world.store()
                    .write(tx -> Optional.ofNullable(portion.apply(tx, behind)))
                    .orElse(null);
        } while (from != null);
    }

    private Range range(@Nullable Key behind) {
        Range all = Range.prefix(at.name()).limit(PORTION);
        return behind == null ? all : all.after(behind);
    }

    private static @Nullable Key last(List<Key> done) {
        return done.size() < PORTION ? null : done.getLast();
    }

    private @Nullable Key objects(Tx tx, @Nullable Key behind) {
        S3Bucket bucket = bucket(tx).orElse(null);
        if (bucket == null) {
            return null;
        }
        LifecycleRules rules = Configuration.LIFECYCLE.get(tx, bucket);
        List<Key> done = new ArrayList<>();
        for (Row<ObjectKey, StoredObject> row :
                S3Tables.objects(bucket).rows(tx, range(behind)).toList()) {
            done.add(S3Tables.objects(bucket).tuple(row.key()));
            object(tx, bucket, rules, row.key(), row.value());
        }
        return last(done);
    }

    private void object(Tx tx, S3Bucket bucket, LifecycleRules rules, ObjectKey key, StoredObject object) {
        boolean expired = rules.expiry(key.key(), object)
                .filter(expiry -> !expiry.at().isAfter(now))
                .isPresent();
        if (expired) {
            Optional<VersionId> marker = new VersionHistory(tx, world, now, bucket, key.key(), seed).delete();
            emit(
                    tx,
                    bucket,
                    marker.map(id -> ObjectEvent.marked("LifecycleExpiration:DeleteMarkerCreated", key.key(), id))
                            .orElseGet(() -> ObjectEvent.gone("LifecycleExpiration:Delete", key.key(), null)));
            return;
        }
        rules.transition(key.key(), object, now).ifPresent(target -> {
            S3Tables.objects(bucket).put(tx, key, object.inStorageClass(target));
            emit(tx, bucket, ObjectEvent.of("LifecycleTransition", key.key(), object));
        });
    }

    private void emit(Tx tx, S3Bucket bucket, ObjectEvent event) {
        Notifications.emit(tx, bucket, EventCause.service(now, seed), event);
    }

    /** A portion is a key with all its versions, so that the order of deletions within a key does not matter. */
    private @Nullable Key versions(Tx tx, @Nullable Key behind) {
        S3Bucket bucket = bucket(tx).orElse(null);
        if (bucket == null) {
            return null;
        }
        Range rest = behind == null
                ? Range.prefix(at.name())
                : Range.prefix(at.name()).afterPrefix(behind);
        Optional<Row<VersionKey, Version>> first =
                S3Tables.versions(bucket).rows(tx, rest.limit(1)).first();
        if (first.isEmpty()) {
            return null;
        }
        String key = first.get().key().key();
        versions(tx, bucket, Configuration.LIFECYCLE.get(tx, bucket), key);
        return Key.of(at.name(), key);
    }

    private void versions(Tx tx, S3Bucket bucket, LifecycleRules rules, String key) {
        VersionHistory history = new VersionHistory(tx, world, now, bucket, key, seed);
        Optional<StoredObject> shown = history.current();
        List<Version> kept = S3Tables.versions(bucket)
                .rows(tx, Range.prefix(Key.of(bucket.name(), key)))
                .values();
        Instant since = shown.map(StoredObject::lastModified).orElse(null);
        int newer = 0;
        for (Version version : kept) {
            Instant successor = since;
            since = version.lastModified();
            if (successor == null) {
                continue;
            }
            noncurrent(tx, bucket, rules, history, version, successor, newer);
            newer++;
        }
        List<Version> left = S3Tables.versions(bucket)
                .rows(tx, Range.prefix(Key.of(bucket.name(), key)).limit(2))
                .values();
        boolean alone = shown.isEmpty() && left.size() == 1 && left.getFirst().isMarker();
        if (alone && rules.markerExpires(key, left.getFirst().lastModified(), now)) {
            history.delete(left.getFirst().id().text(), false);
        }
    }

    private void noncurrent(
            Tx tx,
            S3Bucket bucket,
            LifecycleRules rules,
            VersionHistory history,
            Version version,
            Instant since,
            int newer) {
        Optional<StoredObject> object = version.object();
        if (object.isEmpty()) {
            return;
        }
        if (rules.noncurrentExpires(version.key(), object.get(), since, newer, now)) {
            if (object.get().settings().lock().deletable(now)) {
                history.delete(version.id().text(), false);
                emit(
                        tx,
                        bucket,
                        ObjectEvent.gone(
                                "LifecycleExpiration:Delete",
                                version.key(),
                                version.id().text()));
            }
            return;
        }
        rules.noncurrentTransition(version.key(), object.get(), since, newer, now)
                .ifPresent(target -> new FoundObject(
                                bucket,
                                version.key(),
                                version.id().text(),
                                object.get().inStorageClass(target))
                        .change(tx, object.get().inStorageClass(target)));
    }

    private @Nullable Key uploads(Tx tx, @Nullable Key behind) {
        S3Bucket bucket = bucket(tx).orElse(null);
        if (bucket == null) {
            return null;
        }
        LifecycleRules rules = Configuration.LIFECYCLE.get(tx, bucket);
        List<Key> done = new ArrayList<>();
        for (Row<UploadKey, Upload> row :
                S3Tables.uploads(bucket).rows(tx, range(behind)).toList()) {
            done.add(S3Tables.uploads(bucket).tuple(row.key()));
            if (rules.uploadExpires(row.value(), now)) {
                Upload.forget(tx, world.blobs(), bucket, row.key());
            }
        }
        return last(done);
    }
}
