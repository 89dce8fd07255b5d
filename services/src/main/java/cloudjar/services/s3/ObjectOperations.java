package cloudjar.services.s3;

import cloudjar.api.s3.CopyObjectOutput;
import cloudjar.api.s3.CopyObjectRequest;
import cloudjar.api.s3.CopyObjectResult;
import cloudjar.api.s3.Delete;
import cloudjar.api.s3.DeleteObjectOutput;
import cloudjar.api.s3.DeleteObjectRequest;
import cloudjar.api.s3.DeleteObjectsOutput;
import cloudjar.api.s3.DeleteObjectsRequest;
import cloudjar.api.s3.DeletedObject;
import cloudjar.api.s3.GetObjectAttributesOutput;
import cloudjar.api.s3.GetObjectAttributesRequest;
import cloudjar.api.s3.GetObjectOutput;
import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.HeadObjectOutput;
import cloudjar.api.s3.HeadObjectRequest;
import cloudjar.api.s3.MetadataDirective;
import cloudjar.api.s3.ObjectIdentifier;
import cloudjar.api.s3.Objects;
import cloudjar.api.s3.PutObjectOutput;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.S3Error;
import cloudjar.api.s3.TaggingDirective;
import cloudjar.kernel.blob.BlobGoneException;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Tx;
import cloudjar.services.s3.ContentClaims.Md5Quoting;
import cloudjar.services.s3.ObjectCopier.Digests;
import cloudjar.services.s3.ObjectCopier.Source;
import cloudjar.services.s3.S3Tables.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations on objects: written, read, copied and deleted whole. */
final class ObjectOperations implements Objects {
    @Override
    public PutObjectOutput putObject(PutObjectRequest in, Call call) {
        S3Bucket bucket = call.read(snapshot -> S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()));
        ObjectWrites.requireKey(in.key());
        requireSupported(in);
        Conditions.OnWrite conditions = Conditions.onWrite(in.ifMatch(), in.ifNoneMatch());
        ObjectProperties properties = properties(in);
        Map<String, String> tags = Tags.ofHeader(in.tagging());
        Optional<ObjectChecksum> claimed = ObjectChecksum.claimed(
                in.checksumCRC32(),
                in.checksumCRC32C(),
                in.checksumCRC64NVME(),
                in.checksumSHA1(),
                in.checksumSHA256());
        if (in.checksumAlgorithm() != null) {
            ObjectChecksum.algorithm(in.checksumAlgorithm());
        }
        ChecksumAlgorithm algorithm = ContentClaims.sent(claimed, in.trailer()).orElse(ObjectChecksum.DEFAULT);
        ContentClaims claims =
                ContentClaims.of(in.contentMD5(), claimed, EnumSet.of(algorithm), Md5Quoting.HEXADECIMAL);
        Blobs blobs = call.world().blobs();
        Intake intake = Intake.of(in.body(), claims, blobs);
        StoredObject object = new StoredObject(
                List.of(intake.blob()),
                intake.length(),
                intake.md5(),
                intake.checksum(algorithm),
                seconds(call),
                properties,
                List.of(),
                tags,
                call.world().ids().number());
        intake.kept(blobs, content -> call.write(tx -> put(tx, call, bucket, in.key(), object, conditions)));
        PutObjectOutput.Builder out = PutObjectOutput.builder()
                .eTag(object.quotedETag())
                .checksumType(intake.checksum(algorithm).type())
                .serverSideEncryption(Encryption.AES256);
        intake.checksum(algorithm)
                .set(
                        out::checksumCRC32,
                        out::checksumCRC32C,
                        out::checksumCRC64NVME,
                        out::checksumSHA1,
                        out::checksumSHA256);
        return out.build();
    }

    private static boolean put(
            Tx tx, Call call, S3Bucket bucket, String key, StoredObject object, Conditions.OnWrite conditions) {
        // The bucket may have been deleted while the content came in.
        S3Bucket current = S3Tables.bucket(tx, call, bucket.name(), null);
        conditions.require(key, S3Tables.objects(current).get(tx, new ObjectKey(current.name(), key)));
        S3Tables.putObject(tx, call.world().blobs(), current, key, object);
        return true;
    }

    private static void requireSupported(PutObjectRequest in) {
        Acls.requireNone(in.acl(), in.grantFullControl(), in.grantRead(), in.grantReadACP(), in.grantWriteACP());
        ObjectWrites.requireNoCustomerKey(in.sseCustomerAlgorithm(), in.sseCustomerKey(), in.sseCustomerKeyMD5());
        ObjectWrites.requireOwnEncryption(in.serverSideEncryption(), in.ssekmsKeyId());
        ObjectWrites.requireNoLock(in.objectLockMode(), in.objectLockRetainUntilDate(), in.objectLockLegalHoldStatus());
        if (in.writeOffsetBytes() != null) {
            throw S3Errors.headerNotImplemented("x-amz-write-offset-bytes");
        }
    }

    private static ObjectProperties properties(PutObjectRequest in) {
        return ObjectProperties.of(
                in.contentType(),
                in.cacheControl(),
                in.contentDisposition(),
                in.contentEncoding(),
                in.contentLanguage(),
                in.expires(),
                in.websiteRedirectLocation(),
                in.storageClass(),
                in.metadata());
    }

    @Override
    public GetObjectOutput getObject(GetObjectRequest in, Call call) {
        return new ObjectReader(in, call).get();
    }

    @Override
    public HeadObjectOutput headObject(HeadObjectRequest in, Call call) {
        return ObjectReader.head(in, call);
    }

    @Override
    public GetObjectAttributesOutput getObjectAttributes(GetObjectAttributesRequest in, Call call) {
        return ObjectAttributesReader.read(in, call);
    }

    @Override
    public CopyObjectOutput copyObject(CopyObjectRequest in, Call call) {
        requireSupported(in);
        ObjectWrites.requireKey(in.key());
        Conditions.OnWrite conditions = Conditions.onWrite(in.ifMatch(), in.ifNoneMatch());
        Conditions ofSource = new Conditions(
                "x-amz-copy-source-",
                in.copySourceIfMatch(),
                in.copySourceIfNoneMatch(),
                in.copySourceIfModifiedSince(),
                in.copySourceIfUnmodifiedSince());
        while (true) {
            S3Bucket target =
                    call.read(snapshot -> S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()));
            Source source = ObjectCopier.source(call, in.copySource(), in.expectedSourceBucketOwner(), ofSource);
            Optional<StoredObject> copy = copyOf(in, call, source);
            if (copy.isPresent()
                    && call.write(tx -> copy(tx, call, source, target, in.key(), copy.get(), conditions))) {
                return copied(copy.get());
            }
        }
    }

    /** The object that a copy makes; nothing where its source was replaced while it was read. */
    private static Optional<StoredObject> copyOf(CopyObjectRequest in, Call call, Source source) {
        StoredObject original = source.object();
        if (original.length() > S3Limits.PUT_MAX.current()) {
            throw ObjectErrors.copySourceTooLarge();
        }
        boolean replace = MetadataDirective.REPLACE.equals(in.metadataDirective());
        boolean itself =
                source.bucket().name().equals(in.bucket()) && source.key().equals(in.key());
        if (itself && !replace && !changes(in, original)) {
            throw ObjectErrors.copyOntoItself();
        }
        ObjectProperties properties = replace
                ? properties(in)
                : original.properties().copied(in.storageClass(), in.websiteRedirectLocation());
        Map<String, String> tags =
                TaggingDirective.REPLACE.equals(in.taggingDirective()) ? Tags.ofHeader(in.tagging()) : original.tags();
        String named = in.checksumAlgorithm();
        try {
            Digests digests = ObjectCopier.digests(
                    original,
                    named == null ? null : ObjectChecksum.algorithm(named),
                    call.world().blobs());
            return Optional.of(new StoredObject(
                    original.content(),
                    original.length(),
                    digests.eTag(),
                    digests.checksum(),
                    seconds(call),
                    properties,
                    List.of(),
                    tags,
                    call.world().ids().number()));
        } catch (BlobGoneException replaced) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be read", e);
        }
    }

    /** Whether a copy without new metadata says anything else that is new. */
    private static boolean changes(CopyObjectRequest in, StoredObject original) {
        return in.storageClass() != null
                || in.websiteRedirectLocation() != null
                || in.serverSideEncryption() != null
                || original.properties().archived();
    }

    private static boolean copy(
            Tx tx,
            Call call,
            Source source,
            S3Bucket target,
            String key,
            StoredObject copy,
            Conditions.OnWrite conditions) {
        return !source.replaced(tx) && put(tx, call, target, key, copy, conditions);
    }

    private static CopyObjectOutput copied(StoredObject copy) {
        CopyObjectResult.Builder result =
                CopyObjectResult.builder().eTag(copy.quotedETag()).lastModified(copy.lastModified());
        ObjectChecksum checksum = copy.checksum();
        if (checksum != null) {
            result.checksumType(checksum.type());
            checksum.set(
                    result::checksumCRC32,
                    result::checksumCRC32C,
                    result::checksumCRC64NVME,
                    result::checksumSHA1,
                    result::checksumSHA256);
        }
        return CopyObjectOutput.builder()
                .copyObjectResult(result.build())
                .serverSideEncryption(Encryption.AES256)
                .build();
    }

    private static ObjectProperties properties(CopyObjectRequest in) {
        return ObjectProperties.of(
                in.contentType(),
                in.cacheControl(),
                in.contentDisposition(),
                in.contentEncoding(),
                in.contentLanguage(),
                in.expires(),
                in.websiteRedirectLocation(),
                in.storageClass(),
                in.metadata());
    }

    private static void requireSupported(CopyObjectRequest in) {
        Acls.requireNone(in.acl(), in.grantFullControl(), in.grantRead(), in.grantReadACP(), in.grantWriteACP());
        ObjectWrites.requireNoCustomerKey(in.sseCustomerAlgorithm(), in.sseCustomerKey(), in.sseCustomerKeyMD5());
        ObjectWrites.requireNoCustomerKey(
                in.copySourceSSECustomerAlgorithm(), in.copySourceSSECustomerKey(), in.copySourceSSECustomerKeyMD5());
        ObjectWrites.requireOwnEncryption(in.serverSideEncryption(), in.ssekmsKeyId());
        ObjectWrites.requireNoLock(in.objectLockMode(), in.objectLockRetainUntilDate(), in.objectLockLegalHoldStatus());
    }

    @Override
    public DeleteObjectOutput deleteObject(DeleteObjectRequest in, Call call) {
        if (in.ifMatchSize() != null || in.ifMatchLastModifiedTime() != null) {
            throw S3Errors.headerNotImplemented("x-amz-if-match-size");
        }
        if (in.bypassGovernanceRetention() != null) {
            throw ObjectErrors.bypassWithoutLock();
        }
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            Versions.requireCurrent(in.versionId());
            delete(tx, call, bucket, in.key(), in.ifMatch());
            return true;
        });
        return DeleteObjectOutput.builder().build();
    }

    private static void delete(Tx tx, Call call, S3Bucket bucket, String key, @Nullable String ifMatch) {
        if (ifMatch != null) {
            StoredObject object = S3Tables.object(tx, bucket, key);
            if (!ETag.matches(ifMatch, object.eTag())) {
                throw ObjectErrors.preconditionFailed("If-Match");
            }
        }
        S3Tables.deleteObject(tx, call.world().blobs(), bucket, key);
    }

    @Override
    public DeleteObjectsOutput deleteObjects(DeleteObjectsRequest in, Call call) {
        Delete request = in.delete();
        if (in.bypassGovernanceRetention() != null) {
            throw ObjectErrors.bypassWithoutLock();
        }
        List<ObjectIdentifier> identifiers = request.objects();
        if (identifiers.isEmpty() || identifiers.size() > S3Limits.DELETE_BATCH.current()) {
            throw S3Errors.malformedXml();
        }
        Deletions done = call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            return deleteAll(tx, call, bucket, identifiers);
        });
        boolean quiet = Boolean.TRUE.equals(request.quiet());
        return DeleteObjectsOutput.builder()
                .deleted(quiet ? null : done.deleted())
                .errors(done.errors())
                .build();
    }

    private static Deletions deleteAll(Tx tx, Call call, S3Bucket bucket, List<ObjectIdentifier> identifiers) {
        Deletions done = new Deletions(new ArrayList<>(), new ArrayList<>());
        for (ObjectIdentifier identifier : identifiers) {
            String key = identifier.key();
            try {
                requireVersion(identifier);
                delete(tx, call, bucket, key, identifier.eTag());
                done.deleted()
                        .add(DeletedObject.builder()
                                .key(key)
                                .versionId(identifier.versionId())
                                .build());
            } catch (ApiException refused) {
                done.errors()
                        .add(S3Error.builder()
                                .key(key)
                                .versionId(identifier.versionId())
                                .code_(refused.code())
                                .message(refused.getMessage())
                                .build());
            }
        }
        return done;
    }

    /** In a batch AWS says of any version that there is none, be it well-formed or not. */
    private static void requireVersion(ObjectIdentifier identifier) {
        String versionId = identifier.versionId();
        if (versionId != null && !versionId.equals(Versions.ONLY)) {
            throw ObjectErrors.noSuchVersion(identifier.key(), versionId);
        }
    }

    /** What became of the keys of one request. */
    private record Deletions(List<DeletedObject> deleted, List<S3Error> errors) {}

    private static Instant seconds(Call call) {
        return call.time().truncatedTo(ChronoUnit.SECONDS);
    }
}
