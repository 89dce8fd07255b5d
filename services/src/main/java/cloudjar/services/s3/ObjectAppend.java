package cloudjar.services.s3;

import cloudjar.api.s3.PutObjectOutput;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.store.Tx;
import cloudjar.services.s3.S3Tables.ObjectKey;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Content that is written behind the content of an object in a directory bucket. What there is stays where it lies; each piece is one
 * more part of the object.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-buckets-objects-append.html">Appending data to objects
 *     in directory buckets</a>
 */
final class ObjectAppend {
    private final PutObjectRequest in;
    private final Call call;
    private final WriteRequest request;
    private final Conditions.OnWrite conditions;
    private final DataKeys keys;
    private final long writeId;

    ObjectAppend(PutObjectRequest in, Call call, WriteRequest request, Conditions.OnWrite conditions, DataKeys keys) {
        this.in = in;
        this.call = call;
        this.request = request;
        this.conditions = conditions;
        this.keys = keys;
        this.writeId = call.world().ids().number();
    }

    /** What the key shows; nothing where the content is to be the first. */
    static Optional<StoredObject> before(Call call, WriteRequest request, long offset) {
        Optional<StoredObject> before =
                call.read(snapshot -> S3Tables.find(snapshot, request.bucket(), request.key(), null));
        requireOffset(before, offset);
        before.ifPresent(object -> {
            if (object.partCount() >= S3Limits.PART_NUMBER_MAX.current()) {
                throw DirectoryErrors.tooManyParts();
            }
        });
        return before;
    }

    private static void requireOffset(Optional<StoredObject> object, long offset) {
        if (object.map(StoredObject::length).orElse(0L) != offset) {
            throw DirectoryErrors.writeOffset();
        }
    }

    /** Writes the content behind that of an object. */
    PutObjectOutput to(StoredObject before) {
        Optional<ObjectChecksum> claimed = ObjectChecksum.claimed(in);
        Set<ChecksumAlgorithm> wanted = EnumSet.noneOf(ChecksumAlgorithm.class);
        ContentClaims.sent(claimed, in.trailer()).ifPresent(wanted::add);
        if (before.checksum() != null) {
            wanted.add(before.checksum().algorithm());
        }
        ContentClaims claims = ContentClaims.of(in.contentMD5(), claimed, wanted, ContentClaims.Md5Quoting.HEXADECIMAL);
        Optional<ContentKey> key =
                before.sealing().map(sealing -> keys.open(call, Objects.requireNonNull(sealing.kms(), "a key of KMS")));
        Intake intake = Intake.of(in.body(), claims, call.world().blobs(), key.map(used -> used.seal(writeId)));
        StoredObject longer = longer(before, intake, key);
        StoredObject written = intake.kept(call.world().blobs(), content -> call.write(tx -> put(tx, before, longer)));
        PutObjectOutput answer = PutObjectOutput.builder()
                .eTag(written.quotedETag())
                .size(written.length())
                .build();
        PutObjectOutput told = Sealing.in(answer, written.sealing());
        return written.checksum() == null ? told : written.checksum().typedIn(told);
    }

    private StoredObject put(Tx tx, StoredObject before, StoredObject longer) {
        Optional<StoredObject> now = S3Tables.objects(request.bucket())
                .get(tx, new ObjectKey(request.bucket().name(), request.key()));
        // Whoever was faster has made the object another one.
        if (now.filter(object -> object.writeId() == before.writeId()).isEmpty()) {
            throw DirectoryErrors.writeOffset();
        }
        return ObjectOperations.put(tx, call, request, longer, conditions, "ObjectCreated:Put");
    }

    private StoredObject longer(StoredObject before, Intake intake, Optional<ContentKey> key) {
        List<Blob> content = new ArrayList<>(before.content());
        content.add(intake.blob());
        List<PartSpan> parts = new ArrayList<>(before.parts());
        if (parts.isEmpty()) {
            parts.add(new PartSpan(1, before.length(), null));
        }
        parts.add(new PartSpan(parts.getLast().number() + 1, intake.length(), null));
        return new StoredObject(
                content,
                before.length() + intake.length(),
                before.eTag(),
                checksum(before, intake),
                call.time().truncatedTo(ChronoUnit.SECONDS),
                before.properties(),
                parts,
                before.settings(),
                writeId,
                null,
                key.map(used -> used.sealing(nonces(before))));
    }

    private List<Long> nonces(StoredObject before) {
        List<Long> nonces =
                new ArrayList<>(before.sealing().map(Sealing::nonces).orElse(List.of()));
        nonces.add(writeId);
        return nonces;
    }

    /** The checksum of the whole, where those of pieces can be joined. */
    private static @Nullable ObjectChecksum checksum(StoredObject before, Intake intake) {
        ObjectChecksum known = before.checksum();
        if (known == null || !known.isWhole() || !known.algorithm().joins()) {
            return null;
        }
        byte[] joined = known.algorithm().joined(known.decoded(), intake.bytes(known.algorithm()), intake.length());
        return ObjectChecksum.whole(known.algorithm(), joined);
    }
}
