package cloudjar.services.s3;

import cloudjar.api.s3.AccelerateConfiguration;
import cloudjar.api.s3.BucketLifecycleConfiguration;
import cloudjar.api.s3.CORSConfiguration;
import cloudjar.api.s3.LoggingEnabled;
import cloudjar.api.s3.MetadataConfiguration;
import cloudjar.api.s3.NotificationConfiguration;
import cloudjar.api.s3.ObjectLockConfiguration;
import cloudjar.api.s3.OwnershipControls;
import cloudjar.api.s3.PublicAccessBlockConfiguration;
import cloudjar.api.s3.ReplicationConfiguration;
import cloudjar.api.s3.S3TablesDestination;
import cloudjar.api.s3.ServerSideEncryptionConfiguration;
import cloudjar.api.s3.WebsiteConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.StructureCodec;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of configuration, of which a bucket has one or none: kept as AWS describes it, in a table of its own.
 *
 * @param <C> what is kept
 */
final class Configuration<C> {
    static final Configuration<PublicAccessBlockConfiguration> PUBLIC_ACCESS = of(
            "publicaccess", PublicAccessBlockConfiguration.builder().build(), ConfigurationErrors::noPublicAccessBlock);
    static final Configuration<OwnershipControls> OWNERSHIP =
            of("ownership", OwnershipControls.builder().build(), ConfigurationErrors::noOwnershipControls);
    static final Configuration<ObjectLockConfiguration> OBJECT_LOCK =
            of("objectlock", ObjectLockConfiguration.builder().build(), LockErrors::noConfiguration);
    static final Configuration<CORSConfiguration> CORS =
            of("cors", CORSConfiguration.builder().build(), ConfigurationErrors::noCors);
    static final Configuration<ServerSideEncryptionConfiguration> ENCRYPTION =
            of("encryption", ServerSideEncryptionConfiguration.builder().build(), BucketErrors::noSuchBucket);
    static final Configuration<AccelerateConfiguration> ACCELERATE =
            of("accelerate", AccelerateConfiguration.builder().build(), BucketErrors::noSuchBucket);
    static final Configuration<Acl> ACL = new Configuration<>("acls", S3Tables.aclCodec(), BucketErrors::noSuchBucket);
    static final Configuration<PolicyText> POLICY =
            new Configuration<>("policies", RecordCodec.of(PolicyText.class), ConfigurationErrors::noPolicy);

    static final Configuration<LifecycleRules> LIFECYCLE =
            new Configuration<>("lifecycle", lifecycleCodec(), ConfigurationErrors::noLifecycle);

    static final Configuration<NotificationConfiguration> NOTIFICATION =
            of("notification", NotificationConfiguration.builder().build(), BucketErrors::noSuchBucket);

    static final Configuration<WebsiteConfiguration> WEBSITE =
            of("website", WebsiteConfiguration.builder().build(), ConfigurationErrors::noWebsite);
    static final Configuration<ReplicationConfiguration> REPLICATION =
            of("replication", ReplicationConfiguration.builder().build(), ConfigurationErrors::noReplication);
    static final Configuration<LoggingEnabled> LOGGING =
            of("logging", LoggingEnabled.builder().build(), BucketErrors::noSuchBucket);

    static final Configuration<MetadataTables> METADATA =
            new Configuration<>("metadata", metadataCodec(), MetadataErrors::none);

    /** Every kind there is. */
    static final List<Configuration<?>> ALL = List.of(
            PUBLIC_ACCESS,
            OWNERSHIP,
            OBJECT_LOCK,
            CORS,
            ENCRYPTION,
            ACCELERATE,
            ACL,
            POLICY,
            LIFECYCLE,
            NOTIFICATION,
            WEBSITE,
            REPLICATION,
            LOGGING,
            METADATA);

    private final Table<String, C> table;
    private final Function<String, ApiException> absent;

    private Configuration(String name, Codec<C> codec, Function<String, ApiException> absent) {
        this.table = Table.of(S3Tables.SERVICE, name, KeyCodec.STRING, codec);
        this.absent = absent;
    }

    private static Codec<LifecycleRules> lifecycleCodec() {
        return RecordCodec.builder()
                .with(
                        BucketLifecycleConfiguration.class,
                        StructureCodec.of(
                                BucketLifecycleConfiguration.class, () -> BucketLifecycleConfiguration.builder()
                                        .build()
                                        .schema()))
                .build(LifecycleRules.class);
    }

    private static Codec<MetadataTables> metadataCodec() {
        return RecordCodec.builder()
                .with(
                        MetadataConfiguration.class,
                        StructureCodec.of(
                                MetadataConfiguration.class,
                                () -> MetadataConfiguration.builder().build().schema()))
                .with(
                        S3TablesDestination.class,
                        StructureCodec.of(
                                S3TablesDestination.class,
                                () -> S3TablesDestination.builder().build().schema()))
                .build(MetadataTables.class);
    }

    @SuppressWarnings("unchecked")
    private static <S extends Structure> Configuration<S> of(
            String name, S example, Function<String, ApiException> absent) {
        Class<S> type = (Class<S>) example.getClass();
        return new Configuration<>(name, StructureCodec.of(type, example::schema), absent);
    }

    private ScopedTable<String, C> in(S3Bucket bucket) {
        return table.in(bucket.account(), bucket.region());
    }

    Optional<C> find(Snapshot snapshot, S3Bucket bucket) {
        return in(bucket).get(snapshot, bucket.name());
    }

    /** The bucket's; refuses where it has none. */
    C get(Snapshot snapshot, S3Bucket bucket) {
        return find(snapshot, bucket).orElseThrow(() -> absent.apply(bucket.name()));
    }

    /** The configuration of the bucket that a request names. */
    C get(Call call, Structure request) {
        return call.read(snapshot -> get(snapshot, bucket(snapshot, call, request)));
    }

    /** As {@link #get(Call, Structure)}; nothing where the bucket has none. */
    Optional<C> find(Call call, Structure request) {
        return call.read(snapshot -> find(snapshot, bucket(snapshot, call, request)));
    }

    /** Gives the bucket that a request names a configuration. */
    void put(Call call, Structure request, C configuration) {
        call.write(tx -> {
            put(tx, bucket(tx, call, request), configuration);
            return true;
        });
    }

    /** Takes the configuration of the bucket that a request names away, if it has any. */
    void delete(Call call, Structure request) {
        call.write(tx -> {
            delete(tx, bucket(tx, call, request));
            return true;
        });
    }

    /** The bucket that a request names. */
    static S3Bucket bucket(Snapshot snapshot, Call call, Structure request) {
        String owner = Members.text(request, "ExpectedBucketOwner");
        return S3Tables.bucket(snapshot, call, Members.required(request, "Bucket"), owner);
    }

    void put(Tx tx, S3Bucket bucket, C configuration) {
        in(bucket).put(tx, bucket.name(), configuration);
    }

    void delete(Tx tx, S3Bucket bucket) {
        in(bucket).delete(tx, bucket.name());
    }

    /** Gives a bucket a configuration, or takes it away where it is null, and notes with the bucket whether it has one. */
    void change(Tx tx, S3Bucket bucket, BucketTrait trait, @Nullable C configuration) {
        S3Tables.buckets()
                .put(
                        tx,
                        new S3Tables.BucketKey(bucket.partition(), bucket.name()),
                        bucket.with(trait, configuration != null));
        if (configuration == null) {
            delete(tx, bucket);
        } else {
            put(tx, bucket, configuration);
        }
    }
}
