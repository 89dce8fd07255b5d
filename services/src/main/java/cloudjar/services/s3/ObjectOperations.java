package cloudjar.services.s3;

import cloudjar.api.s3.CopyObjectOutput;
import cloudjar.api.s3.CopyObjectRequest;
import cloudjar.api.s3.CopyObjectResult;
import cloudjar.api.s3.DeleteObjectOutput;
import cloudjar.api.s3.DeleteObjectRequest;
import cloudjar.api.s3.DeleteObjectsOutput;
import cloudjar.api.s3.DeleteObjectsRequest;
import cloudjar.api.s3.GetObjectAttributesOutput;
import cloudjar.api.s3.GetObjectAttributesRequest;
import cloudjar.api.s3.GetObjectOutput;
import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.HeadObjectOutput;
import cloudjar.api.s3.HeadObjectRequest;
import cloudjar.api.s3.MetadataDirective;
import cloudjar.api.s3.Objects;
import cloudjar.api.s3.PutObjectOutput;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.TaggingDirective;
import cloudjar.kernel.blob.BlobGoneException;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.store.Tx;
import cloudjar.services.s3.ContentClaims.Md5Quoting;
import cloudjar.services.s3.ObjectCopier.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The operations on objects: written, read, copied and deleted whole. */
final class ObjectOperations implements Objects {
    @Override
    public PutObjectOutput putObject(PutObjectRequest in, Call call) {
        if (in.writeOffsetBytes() != null) {
            throw S3Errors.headerNotImplemented("x-amz-write-offset-bytes");
        }
        WriteRequest request = WriteRequest.of(in, call);
        Conditions.OnWrite conditions = Conditions.onWrite(in.ifMatch(), in.ifNoneMatch());
        Optional<ObjectChecksum> claimed = ObjectChecksum.claimed(in);
        if (in.checksumAlgorithm() != null) {
            ObjectChecksum.algorithm(in.checksumAlgorithm());
        }
        Optional<ChecksumAlgorithm> sent = ContentClaims.sent(claimed, in.trailer());
        requireVerified(in, sent.isPresent());
        ChecksumAlgorithm algorithm = sent.orElse(ObjectChecksum.DEFAULT);
        ContentClaims claims =
                ContentClaims.of(in.contentMD5(), claimed, EnumSet.of(algorithm), Md5Quoting.HEXADECIMAL);
        Blobs blobs = call.world().blobs();
        Intake intake = Intake.of(in.body(), claims, blobs);
        ObjectChecksum checksum = intake.checksum(algorithm);
        StoredObject object = new StoredObject(
                List.of(intake.blob()),
                intake.length(),
                intake.md5(),
                checksum,
                seconds(call),
                request.properties(),
                List.of(),
                request.settings(),
                call.world().ids().number(),
                null);
        StoredObject written =
                intake.kept(blobs, content -> call.write(tx -> put(tx, call, request, object, conditions)));
        return checksum.typedIn(PutObjectOutput.builder()
                .eTag(written.quotedETag())
                .versionId(VersionHistory.named(written))
                .expiration(FoundObject.expiration(call, request.bucket(), request.key(), written))
                .serverSideEncryption(Encryption.AES256)
                .build());
    }

    /** What is to be locked must have come with a check of its content. */
    private static void requireVerified(PutObjectRequest in, boolean checksum) {
        boolean locks = in.objectLockMode() != null || in.objectLockLegalHoldStatus() != null;
        if (locks && !checksum && in.contentMD5() == null) {
            throw LockErrors.checksumNeeded();
        }
    }

    private static StoredObject put(
            Tx tx, Call call, WriteRequest request, StoredObject object, Conditions.OnWrite conditions) {
        // The bucket may have been changed or deleted while the content came in.
        S3Bucket bucket = S3Tables.bucket(tx, call, request.bucket().name(), null);
        VersionHistory history = new VersionHistory(tx, call, bucket, request.key(), object.writeId());
        conditions.require(request.key(), history.current());
        return history.put(object);
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
        WriteRequest request = WriteRequest.of(in, call);
        Conditions.OnWrite conditions = Conditions.onWrite(in.ifMatch(), in.ifNoneMatch());
        while (true) {
            FoundObject source = ObjectCopier.source(call, in);
            Optional<StoredObject> copy = copyOf(in, call, request, source);
            if (copy.isEmpty()) {
                continue;
            }
            Optional<StoredObject> written = call.write(tx -> source.replaced(tx)
                    ? Optional.empty()
                    : Optional.of(put(tx, call, request, copy.get(), conditions)));
            if (written.isPresent()) {
                return copied(call, written.get(), request, source);
            }
        }
    }

    /** The object that a copy makes; nothing where its source was replaced while it was read. */
    private static Optional<StoredObject> copyOf(
            CopyObjectRequest in, Call call, WriteRequest request, FoundObject source) {
        StoredObject original = source.object();
        if (original.length() > S3Limits.PUT_MAX.current()) {
            throw ObjectErrors.copySourceTooLarge();
        }
        boolean replace = MetadataDirective.REPLACE.equals(in.metadataDirective());
        boolean same = source.isShown() && source.isOf(request) && !replace && !changes(in, original);
        if (same && Configuration.ENCRYPTION.find(call, in).isEmpty()) {
            throw ObjectErrors.copyOntoItself();
        }
        boolean newTags = TaggingDirective.REPLACE.equals(in.taggingDirective());
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
                    replace
                            ? request.properties()
                            : original.properties().copied(in.storageClass(), in.websiteRedirectLocation()),
                    List.of(),
                    newTags
                            ? request.settings()
                            : request.settings().withTags(original.settings().tags()),
                    call.world().ids().number(),
                    null));
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

    private static CopyObjectOutput copied(Call call, StoredObject copy, WriteRequest request, FoundObject source) {
        CopyObjectResult result = CopyObjectResult.builder()
                .eTag(copy.quotedETag())
                .lastModified(copy.lastModified())
                .build();
        ObjectChecksum checksum = copy.checksum();
        return CopyObjectOutput.builder()
                .copyObjectResult(checksum == null ? result : checksum.typedIn(result))
                .copySourceVersionId(VersionHistory.named(source.object()))
                .versionId(copy.versionIn(request.bucket()))
                .expiration(FoundObject.expiration(call, request.bucket(), request.key(), copy))
                .serverSideEncryption(Encryption.AES256)
                .build();
    }

    @Override
    public DeleteObjectOutput deleteObject(DeleteObjectRequest in, Call call) {
        return ObjectDeleter.delete(in, call);
    }

    @Override
    public DeleteObjectsOutput deleteObjects(DeleteObjectsRequest in, Call call) {
        return ObjectDeleter.delete(in, call);
    }

    private static Instant seconds(Call call) {
        return call.time().truncatedTo(ChronoUnit.SECONDS);
    }
}
