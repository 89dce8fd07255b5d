package cloudjar.services.s3;

import cloudjar.api.s3.CopyObjectOutput;
import cloudjar.api.s3.CopyObjectRequest;
import cloudjar.api.s3.DeleteObjectOutput;
import cloudjar.api.s3.DeleteObjectRequest;
import cloudjar.api.s3.DeleteObjectsOutput;
import cloudjar.api.s3.DeleteObjectsRequest;
import cloudjar.api.s3.GetObjectAttributesOutput;
import cloudjar.api.s3.GetObjectAttributesRequest;
import cloudjar.api.s3.GetObjectOutput;
import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.GetObjectTorrentOutput;
import cloudjar.api.s3.GetObjectTorrentRequest;
import cloudjar.api.s3.HeadObjectOutput;
import cloudjar.api.s3.HeadObjectRequest;
import cloudjar.api.s3.Objects;
import cloudjar.api.s3.PutObjectOutput;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.RenameObjectOutput;
import cloudjar.api.s3.RenameObjectRequest;
import cloudjar.api.s3.RestoreObjectOutput;
import cloudjar.api.s3.RestoreObjectRequest;
import cloudjar.api.s3.SelectObjectContentOutput;
import cloudjar.api.s3.SelectObjectContentRequest;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.store.Tx;
import cloudjar.services.s3.ContentClaims.Md5Quoting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The operations on objects: written, read, copied and deleted whole. */
final class ObjectOperations implements Objects {
    private final MultiFactorDelete devices;
    private final Access access;
    private final DataKeys keys;
    private final PublicAccess blocks;

    /**
     * The operations.
     *
     * @param access says of each key of many whether it may be deleted
     */
    ObjectOperations(MultiFactorDelete devices, Access access, DataKeys keys, PublicAccess blocks) {
        this.devices = devices;
        this.access = access;
        this.keys = keys;
        this.blocks = blocks;
    }

    @Override
    public PutObjectOutput putObject(PutObjectRequest in, Call call) {
        if (in.writeOffsetBytes() != null && !DirectoryName.is(in.bucket())) {
            throw S3Errors.headerNotAccepted("x-amz-write-offset-bytes", "Only directory buckets support it");
        }
        WriteRequest request = WriteRequest.of(in, call, keys, blocks);
        Conditions.OnWrite conditions = Conditions.onWrite(in.ifMatch(), in.ifNoneMatch());
        if (in.writeOffsetBytes() != null) {
            Optional<StoredObject> before = ObjectAppend.before(call, request, in.writeOffsetBytes());
            if (before.isPresent()) {
                return new ObjectAppend(in, call, request, conditions, keys).to(before.get());
            }
        }
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
        long writeId = call.world().ids().number();
        Intake intake = Intake.of(in.body(), claims, blobs, request.seal(writeId));
        ObjectChecksum checksum = intake.checksum(algorithm);
        StoredObject object = new StoredObject(
                List.of(intake.blob()),
                intake.length(),
                intake.eTag(),
                checksum,
                seconds(call),
                request.properties(),
                List.of(),
                request.settings(),
                writeId,
                null,
                request.sealing(writeId));
        StoredObject written = intake.kept(
                blobs, content -> call.write(tx -> put(tx, call, request, object, conditions, "ObjectCreated:Put")));
        PutObjectOutput answer = PutObjectOutput.builder()
                .eTag(written.quotedETag())
                .versionId(VersionHistory.named(written))
                .size(in.writeOffsetBytes() == null ? null : written.length())
                .expiration(FoundObject.expiration(call, request.bucket(), request.key(), written))
                .ssekmsEncryptionContext(in.ssekmsEncryptionContext())
                .build();
        return checksum.typedIn(Sealing.in(answer, written.sealing()));
    }

    /** What is to be locked must have come with a check of its content. */
    private static void requireVerified(PutObjectRequest in, boolean checksum) {
        boolean locks = in.objectLockMode() != null || in.objectLockLegalHoldStatus() != null;
        if (locks && !checksum && in.contentMD5() == null) {
            throw LockErrors.checksumNeeded();
        }
    }

    /** Writes an object under its conditions, in the transaction that makes it visible. */
    static StoredObject put(
            Tx tx, Call call, WriteRequest request, StoredObject object, Conditions.OnWrite conditions, String event) {
        // The bucket may have been changed or deleted while the content came in.
        S3Bucket bucket = S3Tables.bucket(tx, call, request.bucket().name(), null);
        VersionHistory history = new VersionHistory(tx, call, bucket, request.key(), object.writeId());
        conditions.require(request.key(), history.current());
        StoredObject written = history.put(object);
        Notifications.emit(tx, bucket, EventCause.of(call), ObjectEvent.of(event, request.key(), written));
        return written;
    }

    @Override
    public RenameObjectOutput renameObject(RenameObjectRequest in, Call call) {
        return ObjectRename.of(in, call);
    }

    @Override
    public GetObjectOutput getObject(GetObjectRequest in, Call call) {
        return new ObjectReader(in, call, keys).get();
    }

    @Override
    public HeadObjectOutput headObject(HeadObjectRequest in, Call call) {
        return ObjectReader.head(in, call, keys);
    }

    @Override
    public GetObjectAttributesOutput getObjectAttributes(GetObjectAttributesRequest in, Call call) {
        return ObjectAttributesReader.read(in, call);
    }

    @Override
    public CopyObjectOutput copyObject(CopyObjectRequest in, Call call) {
        return new ObjectCopy(in, call, keys, blocks).make();
    }

    @Override
    public RestoreObjectOutput restoreObject(RestoreObjectRequest in, Call call) {
        return Restoration.restore(in, call);
    }

    @Override
    public DeleteObjectOutput deleteObject(DeleteObjectRequest in, Call call) {
        return ObjectDeleter.delete(in, call, devices);
    }

    @Override
    public DeleteObjectsOutput deleteObjects(DeleteObjectsRequest in, Call call) {
        return ObjectDeleter.delete(in, call, devices, access);
    }

    @Override
    public SelectObjectContentOutput selectObjectContent(SelectObjectContentRequest in, Call call) {
        return new ObjectSelect(in, call, keys).answer();
    }

    /** S3 User Guide: S3 serves no torrents any more, since April 2022. */
    @Override
    public GetObjectTorrentOutput getObjectTorrent(GetObjectTorrentRequest in, Call call) {
        call.read(snapshot -> S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()));
        throw ObjectErrors.noTorrents();
    }

    private static Instant seconds(Call call) {
        return call.time().truncatedTo(ChronoUnit.SECONDS);
    }
}
