package cloudjar.services.s3;

import cloudjar.api.s3.AnnotationEntry;
import cloudjar.api.s3.ChecksumMode;
import cloudjar.api.s3.DeleteObjectAnnotationOutput;
import cloudjar.api.s3.DeleteObjectAnnotationRequest;
import cloudjar.api.s3.GetObjectAnnotationOutput;
import cloudjar.api.s3.GetObjectAnnotationRequest;
import cloudjar.api.s3.ListObjectAnnotationsOutput;
import cloudjar.api.s3.ListObjectAnnotationsRequest;
import cloudjar.api.s3.ObjectAnnotations;
import cloudjar.api.s3.PutObjectAnnotationOutput;
import cloudjar.api.s3.PutObjectAnnotationRequest;
import cloudjar.kernel.blob.BlobContent;
import cloudjar.kernel.blob.BlobGoneException;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Tx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operations on annotations of objects.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/annotations-overview.html">Annotating your objects</a>
 */
final class AnnotationOperations implements ObjectAnnotations {
    private final DataKeys keys;

    AnnotationOperations(DataKeys keys) {
        this.keys = keys;
    }

    @Override
    public PutObjectAnnotationOutput putObjectAnnotation(PutObjectAnnotationRequest in, Call call) {
        AnnotationName.require(in.annotationName());
        Optional<ObjectChecksum> claimed = ObjectChecksum.claimed(in);
        if (in.checksumAlgorithm() != null) {
            ObjectChecksum.algorithm(in.checksumAlgorithm());
        }
        ChecksumAlgorithm algorithm = ContentClaims.sent(claimed, in.trailer()).orElse(ObjectChecksum.DEFAULT);
        ContentClaims claims =
                ContentClaims.of(in.contentMD5(), claimed, EnumSet.of(algorithm), ContentClaims.Md5Quoting.HEXADECIMAL);
        Bytes text = text(in.annotationPayload());
        Optional<PutObjectAnnotationOutput> answer = Optional.empty();
        while (answer.isEmpty()) {
            answer = put(in, call, Body.of(text), claims, algorithm);
        }
        return answer.get();
    }

    /** The text that a request brings, whole: it is no longer than may be. */
    private static Bytes text(Body body) {
        int max = Math.toIntExact(S3Limits.ANNOTATION.current());
        if (body.length() > max) {
            throw AnnotationErrors.tooLarge(body.length());
        }
        byte[] bytes = Content.bytes(body, max + 1);
        if (bytes.length > max) {
            throw AnnotationErrors.tooLarge(bytes.length);
        }
        if (body.length() >= 0 && body.length() != bytes.length) {
            throw ObjectErrors.incompleteBody();
        }
        if (bytes.length == 0) {
            throw AnnotationErrors.empty();
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException malformed) {
            throw AnnotationErrors.noText();
        }
        return Bytes.wrap(bytes);
    }

    /** The answer; nothing where another request has changed the object meanwhile. */
    private Optional<PutObjectAnnotationOutput> put(
            PutObjectAnnotationRequest in, Call call, Body text, ContentClaims claims, ChecksumAlgorithm algorithm) {
        FoundObject found = FoundObject.of(call, in, "PUT");
        StoredObject object = found.object();
        requireMeant(in.objectIfMatch(), object);
        if (object.sealing().filter(sealing -> sealing.kms() == null).isPresent()) {
            throw AnnotationErrors.customersKey();
        }
        Blobs blobs = call.world().blobs();
        long nonce = call.world().ids().number();
        Optional<Seal> seal = keys.open(call, object, Optional.empty()).map(secret -> new Seal(secret, nonce));
        Intake intake = Intake.of(text, claims, blobs, seal);
        Annotation annotation = new Annotation(
                in.annotationName(),
                intake.blob(),
                intake.eTag(),
                intake.checksum(algorithm),
                call.time().truncatedTo(ChronoUnit.SECONDS),
                seal.isPresent() ? nonce : null);
        boolean written = intake.kept(blobs, kept -> call.write(tx -> put(tx, call, in, object, annotation)));
        if (!written) {
            blobs.discard(annotation.content());
            return Optional.empty();
        }
        PutObjectAnnotationOutput answer = PutObjectAnnotationOutput.builder()
                .key(in.key())
                .annotationName(annotation.name())
                .eTag(ETag.quoted(annotation.eTag()))
                .objectVersionId(found.versionId())
                .build();
        return Optional.of(annotation.checksum().typedIn(Sealing.in(answer, object.sealing())));
    }

    private static boolean put(
            Tx tx, Call call, PutObjectAnnotationRequest in, StoredObject before, Annotation annotation) {
        FoundObject now = FoundObject.of(tx, call, in, "PUT");
        if (now.object().writeId() != before.writeId()
                || !now.object().sealing().equals(before.sealing())) {
            return false;
        }
        Blobs blobs = call.world().blobs();
        S3Bucket bucket = now.bucket();
        Optional<Annotation> old =
                Annotations.table(bucket).get(tx, Annotations.key(bucket, now.key(), before, annotation.name()));
        if (old.isEmpty() && Annotations.all(tx, now).size() >= S3Limits.ANNOTATIONS_OF_OBJECT.current()) {
            throw AnnotationErrors.tooMany();
        }
        old.ifPresent(replaced -> blobs.drop(tx, replaced.content()));
        blobs.keep(tx, annotation.content());
        Annotations.put(tx, bucket, now.key(), before, annotation);
        now.change(tx, call.time(), now.object().settings());
        now.tell(tx, call, "ObjectAnnotation:Put");
        return true;
    }

    private static void requireMeant(@Nullable String ifMatch, StoredObject object) {
        if (ifMatch != null && !ETag.matches(ifMatch, object.eTag())) {
            throw ObjectErrors.preconditionFailed("x-amz-object-if-match");
        }
    }

    @Override
    public GetObjectAnnotationOutput getObjectAnnotation(GetObjectAnnotationRequest in, Call call) {
        AnnotationName.require(in.annotationName());
        Optional<GetObjectAnnotationOutput> answer = Optional.empty();
        while (answer.isEmpty()) {
            answer = answer(in, call);
        }
        return answer.get();
    }

    /** What was found, with the object that has it. */
    private record Found(FoundObject parent, Annotation annotation) {}

    /** The answer; nothing where another request has changed the annotation meanwhile. */
    private Optional<GetObjectAnnotationOutput> answer(GetObjectAnnotationRequest in, Call call) {
        Found found = call.read(snapshot -> {
            FoundObject parent = FoundObject.of(snapshot, call, in, "GET");
            return new Found(
                    parent,
                    Annotations.table(parent.bucket())
                            .get(
                                    snapshot,
                                    Annotations.key(
                                            parent.bucket(), parent.key(), parent.object(), in.annotationName()))
                            .orElseThrow(AnnotationErrors::none));
        });
        StoredObject object = found.parent().object();
        Annotation annotation = found.annotation();
        Optional<Bytes> secret =
                annotation.nonce() == null ? Optional.empty() : keys.open(call, object, Optional.empty());
        Optional<Bytes> text = text(annotation, secret, call.world().blobs());
        return text.map(bytes -> {
            GetObjectAnnotationOutput described = Sealing.in(
                    GetObjectAnnotationOutput.builder()
                            .annotationPayload(Body.of(bytes))
                            .contentLength(annotation.length())
                            .lastModified(annotation.lastModified())
                            .eTag(ETag.quoted(annotation.eTag()))
                            .objectVersionId(found.parent().versionId())
                            .replicationStatus(object.settings().replicationStatus())
                            .build(),
                    object.sealing());
            boolean checked = ChecksumMode.ENABLED.equalsIgnoreCase(in.checksumMode() == null ? "" : in.checksumMode());
            return checked ? annotation.checksum().typedIn(described) : described;
        });
    }

    private static Optional<Bytes> text(Annotation annotation, Optional<Bytes> secret, Blobs blobs) {
        try (BlobContent kept = blobs.open(annotation.content());
                InputStream sealed = kept.stream(0, annotation.length())) {
            Optional<Seal> seal = annotation.seal(secret);
            InputStream plain = seal.isPresent() ? seal.get().open(sealed, 0) : sealed;
            return Optional.of(Bytes.wrap(plain.readNBytes(Math.toIntExact(annotation.length()))));
        } catch (BlobGoneException replaced) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("an annotation could not be read", e);
        }
    }

    @Override
    public ListObjectAnnotationsOutput listObjectAnnotations(ListObjectAnnotationsRequest in, Call call) {
        int max = Math.toIntExact(S3Limits.ANNOTATIONS_OF_OBJECT.current());
        int size = in.maxAnnotationResults() == null ? max : in.maxAnnotationResults();
        if (size < 1 || size > max) {
            throw AnnotationErrors.pageSize(size);
        }
        String prefix = in.annotationPrefix() == null ? "" : in.annotationPrefix();
        AnnotationName.requirePrefix(prefix);
        try {
            return call.read(snapshot -> {
                FoundObject parent = FoundObject.of(snapshot, call, in, "GET");
                Page<Annotation> page = Annotations.table(parent.bucket())
                        .page(
                                snapshot,
                                Annotations.of(parent.bucket(), parent.key(), parent.object()),
                                size,
                                in.continuationToken(),
                                "ListObjectAnnotations " + prefix,
                                row -> row.value().name().startsWith(prefix))
                        .map(row -> row.value());
                return listed(in, parent, size, page);
            });
        } catch (InvalidPageTokenException e) {
            throw S3Errors.continuationToken();
        }
    }

    private static ListObjectAnnotationsOutput listed(
            ListObjectAnnotationsRequest in, FoundObject parent, int size, Page<Annotation> page) {
        return ListObjectAnnotationsOutput.builder()
                .bucket(parent.bucket().name())
                .key(parent.key())
                .objectVersionId(parent.versionId())
                .annotationPrefix(in.annotationPrefix())
                .continuationToken(in.continuationToken())
                .nextContinuationToken(page.next().orElse(null))
                .maxAnnotationResults(size)
                .annotationCount(page.items().size())
                .annotations(page.items().stream()
                        .map(annotation -> AnnotationEntry.builder()
                                .annotationName(annotation.name())
                                .lastModified(annotation.lastModified())
                                .eTag(ETag.quoted(annotation.eTag()))
                                .checksumAlgorithm(List.of(
                                        annotation.checksum().algorithm().name()))
                                .size(annotation.length())
                                .replicationStatus(parent.object().settings().replicationStatus())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public DeleteObjectAnnotationOutput deleteObjectAnnotation(DeleteObjectAnnotationRequest in, Call call) {
        AnnotationName.require(in.annotationName());
        String version = call.write(tx -> {
            FoundObject found = FoundObject.of(tx, call, in, "DELETE");
            StoredObject object = found.object();
            requireMeant(in.objectIfMatch(), object);
            object.settings().lock().requireDeletable(Boolean.TRUE.equals(in.bypassGovernanceRetention()), call.time());
            var key = Annotations.key(found.bucket(), found.key(), object, in.annotationName());
            Annotation gone = Annotations.table(found.bucket()).get(tx, key).orElseThrow(AnnotationErrors::none);
            call.world().blobs().drop(tx, gone.content());
            Annotations.table(found.bucket()).delete(tx, key);
            found.change(tx, call.time(), object.settings());
            found.tell(tx, call, "ObjectAnnotation:Delete");
            return found.versionId();
        });
        return DeleteObjectAnnotationOutput.builder().objectVersionId(version).build();
    }
}
