package cloudjar.services.s3;

import cloudjar.api.s3.AbortMultipartUploadOutput;
import cloudjar.api.s3.AbortMultipartUploadRequest;
import cloudjar.api.s3.ChecksumType;
import cloudjar.api.s3.CompleteMultipartUploadOutput;
import cloudjar.api.s3.CompleteMultipartUploadRequest;
import cloudjar.api.s3.CompletedPart;
import cloudjar.api.s3.CopyPartResult;
import cloudjar.api.s3.CreateMultipartUploadOutput;
import cloudjar.api.s3.CreateMultipartUploadRequest;
import cloudjar.api.s3.ListMultipartUploadsOutput;
import cloudjar.api.s3.ListMultipartUploadsRequest;
import cloudjar.api.s3.ListPartsOutput;
import cloudjar.api.s3.ListPartsRequest;
import cloudjar.api.s3.Multipart;
import cloudjar.api.s3.UploadPartCopyOutput;
import cloudjar.api.s3.UploadPartCopyRequest;
import cloudjar.api.s3.UploadPartOutput;
import cloudjar.api.s3.UploadPartRequest;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.s3.ContentClaims.Md5Quoting;
import cloudjar.services.s3.S3Tables.ObjectKey;
import cloudjar.services.s3.S3Tables.PartKey;
import cloudjar.services.s3.S3Tables.UploadKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations on multipart uploads: a part is a blob, and the object that they make is the list of them. */
final class MultipartOperations implements Multipart {
    private final DataKeys keys;
    private final PublicAccess blocks;

    MultipartOperations(DataKeys keys, PublicAccess blocks) {
        this.keys = keys;
        this.blocks = blocks;
    }

    @Override
    public CreateMultipartUploadOutput createMultipartUpload(CreateMultipartUploadRequest in, Call call) {
        WriteRequest request = WriteRequest.of(in, call, keys, blocks);
        S3Bucket bucket = request.bucket();
        ChecksumAlgorithm algorithm =
                in.checksumAlgorithm() == null ? null : ObjectChecksum.algorithm(in.checksumAlgorithm());
        UploadKey at = new UploadKey(bucket.name(), in.key(), Upload.newId(call, in.key()));
        Upload upload = new Upload(
                at,
                seconds(call),
                call.account(),
                request.properties(),
                request.settings(),
                algorithm,
                checksumType(algorithm, in.checksumType()),
                0,
                request.contentKey().map(ContentKey::md5).orElse(null),
                request.contentKey().map(ContentKey::kms).orElse(null));
        call.write(tx -> {
            S3Tables.bucket(tx, call, bucket.name(), null);
            long shown = S3Tables.objects(bucket)
                    .get(tx, new ObjectKey(bucket.name(), at.key()))
                    .map(StoredObject::writeId)
                    .orElse(0L);
            S3Tables.uploads(bucket).put(tx, at, upload.startedAt(shown));
            return true;
        });
        CreateMultipartUploadOutput answer = CreateMultipartUploadOutput.builder()
                .bucket(bucket.name())
                .key(in.key())
                .uploadId(at.uploadId())
                .checksumAlgorithm(algorithm == null ? null : algorithm.name())
                .checksumType(upload.checksumType())
                .ssekmsEncryptionContext(in.ssekmsEncryptionContext())
                .build();
        return Sealing.in(answer, upload.sealing(List.of()));
    }

    /** The type of the object's checksum: composite, unless asked for otherwise or unknown to the algorithm. */
    private static @Nullable String checksumType(@Nullable ChecksumAlgorithm algorithm, @Nullable String asked) {
        if (algorithm == null) {
            if (asked != null) {
                throw UploadErrors.checksumTypeWithoutAlgorithm();
            }
            return null;
        }
        boolean whole = algorithm == ChecksumAlgorithm.CRC64NVME;
        String type = asked != null ? asked : whole ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
        boolean fits = type.equals(ChecksumType.COMPOSITE) ? !whole : algorithm.joins();
        if (!fits) {
            throw UploadErrors.checksumTypeOfAlgorithm(type, algorithm);
        }
        return type;
    }

    @Override
    public UploadPartOutput uploadPart(UploadPartRequest in, Call call) {
        S3Bucket bucket = call.read(snapshot -> S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()));
        requirePartNumber(in.partNumber());
        Optional<CustomerKey> customerKey = CustomerKey.ofWriter(in);
        UploadKey at = new UploadKey(in.bucket(), in.key(), in.uploadId());
        Upload upload = call.read(snapshot -> upload(snapshot, bucket, at));
        Optional<ContentKey> key = upload.contentKey(call, customerKey, keys);
        Optional<ObjectChecksum> claimed = ObjectChecksum.claimed(in);
        Optional<ChecksumAlgorithm> sent = ContentClaims.sent(claimed, in.trailer());
        ChecksumAlgorithm own = upload.partAlgorithm();
        if (upload.algorithm() != null && sent.isPresent() && sent.get() != own) {
            throw UploadErrors.checksumOfOtherAlgorithm(own, sent.get());
        }
        Set<ChecksumAlgorithm> wanted = EnumSet.of(own);
        sent.ifPresent(wanted::add);
        Blobs blobs = call.world().blobs();
        long nonce = call.world().ids().number();
        Intake intake = Intake.of(
                in.body(),
                ContentClaims.of(in.contentMD5(), claimed, wanted, Md5Quoting.BASE64),
                blobs,
                key.map(used -> used.seal(nonce)));
        UploadedPart part = part(in.partNumber(), intake, own, call, nonce);
        intake.kept(blobs, content -> call.write(tx -> put(tx, blobs, bucket, at, part)));
        UploadPartOutput answer = Sealing.in(
                UploadPartOutput.builder().eTag(ETag.quoted(part.eTag())).build(), upload.sealing(List.of()));
        return sent.isPresent() || upload.algorithm() != null
                ? intake.checksum(sent.orElse(own)).in(answer)
                : answer;
    }

    @Override
    public UploadPartCopyOutput uploadPartCopy(UploadPartCopyRequest in, Call call) {
        S3Bucket bucket = call.read(snapshot -> S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()));
        requirePartNumber(in.partNumber());
        UploadKey at = new UploadKey(in.bucket(), in.key(), in.uploadId());
        Upload upload = call.read(snapshot -> upload(snapshot, bucket, at));
        Optional<ContentKey> key = upload.contentKey(call, CustomerKey.ofWriter(in), keys);
        Optional<CustomerKey> sourceKey = CustomerKey.ofSource(in);
        long nonce = call.world().ids().number();
        Blobs blobs = call.world().blobs();
        ChecksumAlgorithm algorithm = upload.partAlgorithm();
        while (true) {
            FoundObject source = ObjectCopier.source(call, in);
            long length = source.object().length();
            ByteRange range = in.copySourceRange() == null
                    ? new ByteRange(0, length)
                    : ByteRange.ofCopy(in.copySourceRange(), length);
            if (range.length() > S3Limits.PUT_MAX.current()) {
                throw ObjectErrors.copySourceTooLarge();
            }
            Optional<Bytes> secret = keys.open(call, source.object(), sourceKey);
            Optional<Intake> intake = ObjectCopier.part(
                    source.object(), secret, range, algorithm, blobs, key.map(used -> used.seal(nonce)));
            if (intake.isPresent()) {
                UploadedPart part = part(in.partNumber(), intake.get(), algorithm, call, nonce);
                intake.get().kept(blobs, content -> call.write(tx -> put(tx, blobs, bucket, at, part)));
                return copied(part, upload, source);
            }
        }
    }

    private static UploadPartCopyOutput copied(UploadedPart part, Upload upload, FoundObject source) {
        CopyPartResult result = CopyPartResult.builder()
                .eTag(ETag.quoted(part.eTag()))
                .lastModified(part.lastModified())
                .build();
        UploadPartCopyOutput answer = UploadPartCopyOutput.builder()
                .copyPartResult(
                        upload.algorithm() == null ? result : part.checksum().in(result))
                .copySourceVersionId(VersionHistory.named(source.object()))
                .build();
        return Sealing.in(answer, upload.sealing(List.of()));
    }

    private static UploadedPart part(int number, Intake intake, ChecksumAlgorithm algorithm, Call call, long nonce) {
        return new UploadedPart(number, intake.blob(), intake.eTag(), seconds(call), intake.checksum(algorithm), nonce);
    }

    /** Writes a part in place of the one that has its number. */
    private static boolean put(Tx tx, Blobs blobs, S3Bucket bucket, UploadKey at, UploadedPart part) {
        upload(tx, bucket, at);
        ScopedTable<PartKey, UploadedPart> parts = S3Tables.parts(bucket);
        PartKey key = new PartKey(at.uploadId(), part.number());
        blobs.keep(tx, part.blob());
        parts.get(tx, key).ifPresent(old -> blobs.drop(tx, old.blob()));
        parts.put(tx, key, part);
        return true;
    }

    @Override
    public CompleteMultipartUploadOutput completeMultipartUpload(CompleteMultipartUploadRequest in, Call call) {
        Conditions.OnWrite conditions = Conditions.onWrite(in.ifMatch(), in.ifNoneMatch());
        UploadKey at = new UploadKey(in.bucket(), in.key(), in.uploadId());
        long writeId = call.world().ids().number();
        Completed completed = call.write(tx -> complete(tx, in, at, conditions, call, writeId));
        StoredObject object = completed.object();
        CompleteMultipartUploadOutput answer = CompleteMultipartUploadOutput.builder()
                .location(call.endpoint().url() + "/" + in.bucket() + "/" + PercentCoding.encode(in.key()))
                .bucket(in.bucket())
                .key(in.key())
                .eTag(object.quotedETag())
                .versionId(VersionHistory.named(object))
                .build();
        ObjectChecksum checksum = completed.told();
        CompleteMultipartUploadOutput told = Sealing.in(answer, object.sealing());
        return checksum == null ? told : checksum.typedIn(told);
    }

    /**
     * The object that an upload made.
     *
     * @param told the checksum that is answered: recorded of AWS, none that it computed by itself of what a key of KMS encrypts
     */
    private record Completed(StoredObject object, @Nullable ObjectChecksum told) {
        static Completed of(StoredObject object, Upload upload) {
            boolean own = upload.algorithm() == null && upload.kms() != null;
            return new Completed(object, own ? null : object.checksum());
        }
    }

    private static Completed complete(
            Tx tx,
            CompleteMultipartUploadRequest in,
            UploadKey at,
            Conditions.OnWrite conditions,
            Call call,
            long writeId) {
        S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
        Upload upload = upload(tx, bucket, at);
        List<CompletedPart> named =
                in.multipartUpload() == null ? List.of() : in.multipartUpload().parts();
        if (named.isEmpty()) {
            throw UploadErrors.noParts();
        }
        ScopedTable<PartKey, UploadedPart> parts = S3Tables.parts(bucket);
        StoredObject object = new Completion(in, upload, named)
                .object(number -> parts.get(tx, new PartKey(at.uploadId(), number)), seconds(call), writeId);
        VersionHistory history = new VersionHistory(tx, call, bucket, at.key(), writeId);
        Optional<StoredObject> old = history.current();
        conditions.require(at.key(), old);
        conditions.requireUndisturbed(at.key(), old, upload.objectAtStart());
        Blobs blobs = call.world().blobs();
        // The object keeps the blobs of its parts before the parts drop theirs.
        StoredObject written = history.put(object);
        ObjectEvent event = ObjectEvent.of("ObjectCreated:CompleteMultipartUpload", at.key(), written);
        Notifications.emit(tx, bucket, EventCause.of(call), event);
        Upload.forget(tx, blobs, bucket, at);
        return Completed.of(written, upload);
    }

    @Override
    public AbortMultipartUploadOutput abortMultipartUpload(AbortMultipartUploadRequest in, Call call) {
        UploadKey at = new UploadKey(in.bucket(), in.key(), in.uploadId());
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            upload(tx, bucket, at);
            Upload.forget(tx, call.world().blobs(), bucket, at);
            return true;
        });
        return AbortMultipartUploadOutput.builder().build();
    }

    @Override
    public ListPartsOutput listParts(ListPartsRequest in, Call call) {
        int limit = ObjectListOperations.limit("max-parts", in.maxParts());
        int marker = in.partNumberMarker() == null ? 0 : in.partNumberMarker();
        UploadKey at = new UploadKey(in.bucket(), in.key(), in.uploadId());
        return call.read(snapshot -> {
            S3Bucket bucket = S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner());
            Upload upload = upload(snapshot, bucket, at);
            ScopedTable<PartKey, UploadedPart> parts = S3Tables.parts(bucket);
            Range range = Range.prefix(at.uploadId())
                    .after(parts.tuple(new PartKey(at.uploadId(), marker)))
                    .limit(limit + 1);
            List<UploadedPart> found = new ArrayList<>();
            for (Row<PartKey, UploadedPart> row : parts.rows(snapshot, range)) {
                found.add(row.value());
            }
            return UploadListing.parts(bucket, upload, found, marker, limit);
        });
    }

    @Override
    public ListMultipartUploadsOutput listMultipartUploads(ListMultipartUploadsRequest in, Call call) {
        return call.read(snapshot -> UploadListing.uploads(
                S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()), snapshot, in));
    }

    private static Upload upload(Snapshot snapshot, S3Bucket bucket, UploadKey at) {
        return S3Tables.uploads(bucket).get(snapshot, at).orElseThrow(() -> UploadErrors.noSuchUpload(at.uploadId()));
    }

    private static void requirePartNumber(int number) {
        if (number < 1 || number > S3Limits.PART_NUMBER_MAX.current()) {
            throw UploadErrors.partNumber(number);
        }
    }

    private static Instant seconds(Call call) {
        return call.time().truncatedTo(ChronoUnit.SECONDS);
    }
}
