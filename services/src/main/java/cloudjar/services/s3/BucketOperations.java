package cloudjar.services.s3;

import cloudjar.api.s3.Bucket;
import cloudjar.api.s3.Buckets;
import cloudjar.api.s3.CreateBucketConfiguration;
import cloudjar.api.s3.CreateBucketOutput;
import cloudjar.api.s3.CreateBucketRequest;
import cloudjar.api.s3.CreateSessionOutput;
import cloudjar.api.s3.CreateSessionRequest;
import cloudjar.api.s3.DeleteBucketRequest;
import cloudjar.api.s3.DeleteBucketResponse;
import cloudjar.api.s3.GetBucketLocationOutput;
import cloudjar.api.s3.GetBucketLocationRequest;
import cloudjar.api.s3.HeadBucketOutput;
import cloudjar.api.s3.HeadBucketRequest;
import cloudjar.api.s3.ListBucketsOutput;
import cloudjar.api.s3.ListBucketsRequest;
import cloudjar.api.s3.ListDirectoryBucketsOutput;
import cloudjar.api.s3.ListDirectoryBucketsRequest;
import cloudjar.api.s3.ObjectLockConfiguration;
import cloudjar.api.s3.ObjectLockEnabled;
import cloudjar.api.s3.ObjectOwnership;
import cloudjar.api.s3.OwnershipControls;
import cloudjar.api.s3.SessionMode;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import cloudjar.services.s3.S3Tables.BucketKey;
import cloudjar.services.s3.S3Tables.UploadKey;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The operations on buckets themselves. */
final class BucketOperations implements Buckets {
    private static final String HOME_REGION = "us-east-1";

    private static final ObjectLockConfiguration LOCKING = ObjectLockConfiguration.builder()
            .objectLockEnabled(ObjectLockEnabled.ENABLED)
            .build();

    private final LimitProfile limits;

    BucketOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public CreateBucketOutput createBucket(CreateBucketRequest in, Call call) {
        if (DirectoryName.is(in.bucket())) {
            DirectoryName.require(in.bucket(), in.createBucketConfiguration());
        } else {
            BucketName.require(in.bucket());
            requireNoDirectory(in.createBucketConfiguration(), in.bucket());
        }
        OwnershipControls ownership = BucketAccessOperations.ownership(
                in.objectOwnership() == null ? ObjectOwnership.BUCKET_OWNER_ENFORCED : in.objectOwnership());
        Optional<Acl> acl = acl(in, call, ownership);
        boolean locks = Boolean.TRUE.equals(in.objectLockEnabledForBucket());
        CreateBucketConfiguration configuration = in.createBucketConfiguration();
        String constraint = configuration == null ? null : configuration.locationConstraint();
        Map<String, String> tags = configuration == null ? Map.of() : Tags.ofNewBucket(configuration.tags());
        String region = Region.of(call.region(), constraint);
        S3Bucket bucket = new S3Bucket(
                call.partition().id(),
                in.bucket(),
                call.account(),
                region,
                constraint,
                call.time().truncatedTo(ChronoUnit.SECONDS),
                tags,
                locks ? Versioning.ENABLED : Versioning.NEVER,
                locks ? Set.of(BucketTrait.OBJECT_LOCK) : Set.of());
        call.write(tx -> create(tx, bucket, ownership, acl, call));
        return CreateBucketOutput.builder()
                .location(location(bucket, call))
                .bucketArn(bucket.arn())
                .build();
    }

    private static void requireNoDirectory(@Nullable CreateBucketConfiguration configuration, String name) {
        if (configuration != null && configuration.bucket() != null) {
            throw BucketErrors.invalidBucketName(name);
        }
    }

    private boolean create(Tx tx, S3Bucket bucket, OwnershipControls ownership, Optional<Acl> acl, Call call) {
        BucketKey key = BucketKey.of(call, bucket.name());
        Optional<S3Bucket> old = S3Tables.buckets().get(tx, key);
        if (old.isPresent()) {
            requireRepeatable(old.get(), bucket, call);
            return false;
        }
        Key owned = Key.of(bucket.partition(), bucket.account());
        if (S3Tables.OWNERS.in(Scope.GLOBAL).count(tx, Range.prefix(owned)) >= S3Limits.BUCKETS.in(limits)) {
            throw BucketErrors.tooManyBuckets();
        }
        S3Tables.buckets().put(tx, key, bucket);
        Configuration.OWNERSHIP.put(tx, bucket, ownership);
        Configuration.PUBLIC_ACCESS.put(tx, bucket, BucketAccessOperations.BLOCKED);
        acl.ifPresent(list -> Configuration.ACL.put(tx, bucket, list));
        if (bucket.objectLock()) {
            Configuration.OBJECT_LOCK.put(tx, bucket, LOCKING);
        }
        return true;
    }

    /** In the home region one may create one's own bucket again, as long as the request has no tags. */
    private static void requireRepeatable(S3Bucket old, S3Bucket again, Call call) {
        if (!old.account().equals(call.account())) {
            throw BucketErrors.bucketExists(old.name());
        }
        boolean home = !old.directory()
                && call.region().equals(HOME_REGION)
                && old.region().equals(HOME_REGION);
        if (!home || !again.region().equals(HOME_REGION) || !again.tags().isEmpty()) {
            throw BucketErrors.bucketOwnedByYou(old.name());
        }
    }

    /**
     * The list of a new bucket. Where its owner owns everything it takes no other than the owner's, which clients may
     * name: Terraform asks for {@code private} (AWS News Blog, "Heads-Up: Amazon S3 Security Changes", April 2023).
     */
    private static Optional<Acl> acl(CreateBucketRequest in, Call call, OwnershipControls ownership) {
        Optional<Acl> acl =
                AclRequest.ofHeaders(in, Acl.Kind.BUCKET).map(asked -> asked.acl(call.account(), call.account()));
        boolean enforced = ownership.rules().getFirst().objectOwnership().equals(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        boolean shared = acl.filter(list -> !list.equals(Acl.ownersAlone(call.account())))
                .isPresent();
        if (enforced && shared) {
            throw AclErrors.notWithOwnership();
        }
        if (acl.filter(Acl::isPublic).isPresent()) {
            // Public access is blocked before the bucket is there.
            throw ConfigurationErrors.publicAclBlocked();
        }
        return acl.filter(list -> shared);
    }

    private static String location(S3Bucket bucket, Call call) {
        if (bucket.region().equals(HOME_REGION)) {
            return "/" + bucket.name();
        }
        String authority = call.endpoint().authority();
        String own = bucket.name() + ".";
        return call.endpoint().scheme() + "://" + (authority.startsWith(own) ? "" : own) + authority + "/";
    }

    @Override
    public HeadBucketOutput headBucket(HeadBucketRequest in, Call call) {
        S3Bucket bucket = call.read(tx -> S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner()));
        return HeadBucketOutput.builder()
                .bucketArn(bucket.arn())
                .bucketRegion(bucket.region())
                .bucketLocationType(
                        bucket.directory() ? DirectoryName.locationType(DirectoryName.zone(bucket.name())) : null)
                .bucketLocationName(bucket.directory() ? DirectoryName.zone(bucket.name()) : null)
                .accessPointAlias(false)
                .contentType("application/xml")
                .build();
    }

    @Override
    public GetBucketLocationOutput getBucketLocation(GetBucketLocationRequest in, Call call) {
        S3Bucket bucket = call.read(tx -> S3Tables.bucketAnywhere(tx, call, in.bucket(), in.expectedBucketOwner()));
        return GetBucketLocationOutput.builder()
                .locationConstraint(bucket.locationConstraint())
                .build();
    }

    @Override
    public ListBucketsOutput listBuckets(ListBucketsRequest in, Call call) {
        String region = in.bucketRegion();
        if (region != null) {
            Region.require(region);
        }
        String prefix = in.prefix() == null ? "" : in.prefix();
        Integer maximum = in.maxBuckets();
        if (maximum != null && (maximum < 1 || maximum > S3Limits.BUCKET_PAGE.current())) {
            throw BucketErrors.bucketPageSize(maximum);
        }
        int limit = maximum == null ? Math.toIntExact(S3Limits.BUCKET_PAGE.current()) : maximum;
        String token =
                in.continuationToken() == null || in.continuationToken().isEmpty() ? null : in.continuationToken();
        Page<Bucket> page = buckets(
                call,
                prefix,
                limit,
                token,
                "ListBuckets " + region,
                bucket -> !bucket.directory()
                        && (region == null || bucket.region().equals(region)));
        return ListBucketsOutput.builder()
                .owner(CanonicalUser.owner(call.account()))
                .buckets(page.items())
                .continuationToken(page.next().orElse(null))
                .prefix(in.prefix())
                .build();
    }

    private static Page<Bucket> buckets(
            Call call, String prefix, int limit, @Nullable String token, String question, Predicate<S3Bucket> listed) {
        Range range = Range.prefix(Key.of(call.partition().id(), call.account()).thenStringStarting(prefix));
        try {
            return call.read(snapshot -> S3Tables.OWNERS
                            .in(Scope.GLOBAL)
                            .page(snapshot, range, limit, token, question, row -> listed.test(row.value())))
                    .map(row -> described(row.value()));
        } catch (InvalidPageTokenException e) {
            throw S3Errors.continuationToken();
        }
    }

    @Override
    public ListDirectoryBucketsOutput listDirectoryBuckets(ListDirectoryBucketsRequest in, Call call) {
        int most = Math.toIntExact(S3Limits.PAGE.current());
        Integer asked = in.maxDirectoryBuckets();
        Page<Bucket> page = buckets(
                call,
                "",
                asked == null ? most : Math.clamp(asked, 1, most),
                in.continuationToken(),
                "ListDirectoryBuckets",
                bucket -> bucket.directory() && bucket.region().equals(call.region()));
        return ListDirectoryBucketsOutput.builder()
                .buckets(page.items())
                .continuationToken(page.next().orElse(null))
                .build();
    }

    @Override
    public CreateSessionOutput createSession(CreateSessionRequest in, Call call) {
        if (RegionalEndpoint.isOfAws(call)) {
            call.read(snapshot -> S3Tables.bucket(snapshot, call, in.bucket(), null));
        } else {
            // At an endpoint that is not AWS's, SDKs want a session before they create the bucket.
            DirectoryName.zone(in.bucket());
        }
        String mode = Objects.requireNonNullElse(in.sessionMode(), SessionMode.READ_WRITE);
        return CreateSessionOutput.builder()
                .credentials(ExpressSessions.begin(call, in.bucket(), mode).shown())
                .serverSideEncryption(Objects.requireNonNullElse(in.serverSideEncryption(), Encryption.AES256))
                .build();
    }

    private static Bucket described(S3Bucket bucket) {
        return Bucket.builder()
                .name(bucket.name())
                .creationDate(bucket.created())
                .bucketRegion(bucket.region())
                .bucketArn(bucket.arn())
                .build();
    }

    @Override
    public DeleteBucketResponse deleteBucket(DeleteBucketRequest in, Call call) {
        call.write(tx -> delete(tx, in, call));
        return DeleteBucketResponse.of();
    }

    private static boolean delete(Tx tx, DeleteBucketRequest in, Call call) {
        S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
        Range any = Range.prefix(bucket.name()).limit(1);
        if (S3Tables.objects(bucket).rows(tx, any).first().isPresent()
                || S3Tables.versions(bucket).rows(tx, any).first().isPresent()) {
            throw bucket.versioning() == Versioning.NEVER
                    ? BucketErrors.bucketNotEmpty(bucket.name())
                    : BucketErrors.versionsLeft(bucket.name());
        }
        Blobs blobs = call.world().blobs();
        List<UploadKey> uploads = new ArrayList<>();
        for (Row<UploadKey, Upload> row : S3Tables.uploads(bucket).rows(tx, Range.prefix(bucket.name()))) {
            uploads.add(row.key());
        }
        uploads.forEach(upload -> Upload.forget(tx, blobs, bucket, upload));
        Configuration.ALL.forEach(configuration -> configuration.delete(tx, bucket));
        Reports.delete(tx, bucket);
        AccessLogs.forget(tx, bucket);
        return S3Tables.buckets().delete(tx, BucketKey.of(call, bucket.name()));
    }
}
