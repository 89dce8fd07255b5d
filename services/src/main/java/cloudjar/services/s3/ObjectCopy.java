package cloudjar.services.s3;

import cloudjar.api.s3.AnnotationDirective;
import cloudjar.api.s3.CopyObjectOutput;
import cloudjar.api.s3.CopyObjectRequest;
import cloudjar.api.s3.CopyObjectResult;
import cloudjar.api.s3.MetadataDirective;
import cloudjar.api.s3.TaggingDirective;
import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobGoneException;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Tx;
import cloudjar.services.s3.ObjectCopier.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One copy of an object: it shares its source's content, unless one of them is encrypted by a key of its own. */
final class ObjectCopy {
    private final CopyObjectRequest in;
    private final Call call;
    private final WriteRequest request;
    private final Conditions.OnWrite conditions;
    private final Optional<CustomerKey> sourceKey;
    private final DataKeys keys;
    private final Blobs blobs;

    ObjectCopy(CopyObjectRequest in, Call call, DataKeys keys, PublicAccess blocks) {
        this.in = in;
        this.call = call;
        this.request = WriteRequest.of(in, call, keys, blocks);
        this.keys = keys;
        this.conditions = Conditions.onWrite(in.ifMatch(), in.ifNoneMatch());
        this.sourceKey = CustomerKey.ofSource(in);
        this.blobs = call.world().blobs();
    }

    /**
     * The object that a copy makes.
     *
     * @param own content that is the copy's alone, and nobody's yet; null where it shares its source's
     * @param annotations that it takes with it
     */
    private record Draft(StoredObject object, @Nullable Blob own, AnnotationDrafts annotations) {
        void discard(Blobs blobs) {
            if (own != null) {
                blobs.discard(own);
            }
            annotations.discard(blobs);
        }
    }

    /** Copies, once more where the source was replaced meanwhile. */
    CopyObjectOutput make() {
        while (true) {
            FoundObject source = ObjectCopier.source(call, in);
            requireChange(source);
            List<Annotation> annotations = annotations(source);
            Optional<StoredObject> written = draft(source)
                    .flatMap(draft -> annotated(source, draft, annotations))
                    .flatMap(draft -> write(source, draft));
            if (written.isPresent()) {
                return answer(written.get(), source);
            }
        }
    }

    private void requireChange(FoundObject source) {
        StoredObject original = source.object();
        if (original.length() > S3Limits.PUT_MAX.current()) {
            throw ObjectErrors.copySourceTooLarge();
        }
        boolean changes = in.storageClass() != null
                || in.websiteRedirectLocation() != null
                || in.serverSideEncryption() != null
                || request.contentKey().isPresent()
                || original.sealing().isPresent()
                || original.properties().archived();
        boolean same = source.isShown() && source.isOf(request) && !replacesMetadata() && !changes;
        if (same && Configuration.ENCRYPTION.find(call, in).isEmpty()) {
            throw ObjectErrors.copyOntoItself();
        }
    }

    /** The annotations that the copy is to take with it. */
    private List<Annotation> annotations(FoundObject source) {
        String directive = in.annotationDirective();
        boolean copies = directive == null || directive.equals(AnnotationDirective.COPY);
        if (directive != null && !copies && !directive.equals(AnnotationDirective.EXCLUDE)) {
            throw AnnotationErrors.directive(directive);
        }
        if (request.bucket().directory()) {
            if (directive != null && copies) {
                throw AnnotationErrors.directoryBucket();
            }
            return List.of();
        }
        List<Annotation> annotations = copies ? call.read(snapshot -> Annotations.all(snapshot, source)) : List.of();
        if (!annotations.isEmpty()
                && request.contentKey().filter(key -> key.kms() == null).isPresent()) {
            throw AnnotationErrors.customersKey();
        }
        return annotations;
    }

    /** The draft with annotations; nothing where one of them was replaced while it was read. */
    private Optional<Draft> annotated(FoundObject source, Draft draft, List<Annotation> annotations) {
        if (annotations.isEmpty()) {
            return Optional.of(draft);
        }
        Optional<Bytes> from = keys.open(call, source.object(), sourceKey);
        Optional<Bytes> to = request.contentKey().map(ContentKey::secret);
        Optional<AnnotationDrafts> drafts = AnnotationDrafts.of(
                annotations, from, to, blobs, () -> call.world().ids().number());
        if (drafts.isEmpty()) {
            draft.discard(blobs);
        }
        return drafts.map(made -> new Draft(draft.object(), draft.own(), made));
    }

    private boolean replacesMetadata() {
        return MetadataDirective.REPLACE.equals(in.metadataDirective());
    }

    /** What is to be written; nothing where the source was replaced while it was read. */
    private Optional<Draft> draft(FoundObject source) {
        StoredObject original = source.object();
        String named = in.checksumAlgorithm();
        ChecksumAlgorithm wanted = named == null ? null : ObjectChecksum.algorithm(named);
        if (original.sealing().isPresent() || request.contentKey().isPresent()) {
            return rewritten(original, wanted);
        }
        try {
            Digests digests = ObjectCopier.digests(original, wanted, blobs);
            return Optional.of(new Draft(
                    object(
                            original,
                            original.content(),
                            digests.eTag(),
                            digests.checksum(),
                            call.world().ids().number()),
                    null,
                    AnnotationDrafts.NONE));
        } catch (BlobGoneException replaced) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("content could not be read", e);
        }
    }

    private Optional<Draft> rewritten(StoredObject original, @Nullable ChecksumAlgorithm wanted) {
        ObjectChecksum known = original.checksum();
        ChecksumAlgorithm usual = known == null ? ObjectChecksum.DEFAULT : known.algorithm();
        ChecksumAlgorithm algorithm = wanted == null ? usual : wanted;
        long writeId = call.world().ids().number();
        ByteRange all = new ByteRange(0, original.length());
        Optional<Bytes> secret = keys.open(call, original, sourceKey);
        return ObjectCopier.part(original, secret, all, algorithm, blobs, request.seal(writeId))
                .map(intake -> new Draft(
                        object(original, List.of(intake.blob()), intake.eTag(), intake.checksum(algorithm), writeId),
                        intake.blob(),
                        AnnotationDrafts.NONE));
    }

    private StoredObject object(
            StoredObject original, List<Blob> content, String eTag, ObjectChecksum checksum, long writeId) {
        boolean newTags = TaggingDirective.REPLACE.equals(in.taggingDirective());
        return new StoredObject(
                content,
                original.length(),
                eTag,
                checksum,
                call.time().truncatedTo(ChronoUnit.SECONDS),
                replacesMetadata()
                        ? request.properties()
                        : original.properties().copied(in.storageClass(), in.websiteRedirectLocation()),
                List.of(),
                newTags
                        ? request.settings()
                        : request.settings().withTags(original.settings().tags()),
                writeId,
                null,
                request.sealing(writeId));
    }

    /** Writes the copy; nothing where its source is no longer there. */
    private Optional<StoredObject> write(FoundObject source, Draft draft) {
        Optional<StoredObject> written = Optional.empty();
        try {
            written = call.write(tx -> source.replaced(tx) || isStale(tx, source, draft.annotations())
                    ? Optional.empty()
                    : Optional.of(write(tx, draft)));
            return written;
        } finally {
            if (written.isEmpty()) {
                draft.discard(blobs);
            }
        }
    }

    private static boolean isStale(Tx tx, FoundObject source, AnnotationDrafts drafts) {
        return !drafts.source().isEmpty() && !drafts.source().equals(Annotations.all(tx, source));
    }

    private StoredObject write(Tx tx, Draft draft) {
        draft.annotations().keep(tx, blobs);
        StoredObject copy = ObjectOperations.put(tx, call, request, draft.object(), conditions, "ObjectCreated:Copy");
        draft.annotations().put(tx, request.bucket(), request.key(), copy);
        return copy;
    }

    private CopyObjectOutput answer(StoredObject copy, FoundObject source) {
        CopyObjectResult result = CopyObjectResult.builder()
                .eTag(copy.quotedETag())
                .lastModified(copy.lastModified())
                .build();
        ObjectChecksum checksum = copy.checksum();
        CopyObjectOutput answer = CopyObjectOutput.builder()
                .copyObjectResult(checksum == null ? result : checksum.typedIn(result))
                .copySourceVersionId(VersionHistory.named(source.object()))
                .versionId(copy.versionIn(request.bucket()))
                .expiration(FoundObject.expiration(call, request.bucket(), request.key(), copy))
                .ssekmsEncryptionContext(in.ssekmsEncryptionContext())
                .build();
        return Sealing.in(answer, copy.sealing());
    }
}
