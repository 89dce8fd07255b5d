package cloudjar.services.s3;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import cloudjar.kernel.blob.BlobGoneException;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Tx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The annotations of an object on their way to another, or to another encryption.
 *
 * @param source as they were found
 * @param made as they are to be kept: their content is shared where neither side encrypts it, and else nobody's yet
 */
record AnnotationDrafts(List<Annotation> source, List<Annotation> made) {
    static final AnnotationDrafts NONE = new AnnotationDrafts(List.of(), List.of());

    /**
     * The drafts; nothing where one of the annotations went while it was read.
     *
     * @param from what opens them, where they are encrypted
     * @param to what is to close them, where they are to be encrypted
     */
    static Optional<AnnotationDrafts> of(
            List<Annotation> source, Optional<Bytes> from, Optional<Bytes> to, Blobs blobs, LongSupplier nonces) {
        List<Annotation> made = new ArrayList<>();
        AnnotationDrafts drafts = new AnnotationDrafts(List.copyOf(source), made);
        boolean whole = false;
        try {
            for (Annotation annotation : source) {
                boolean shared = annotation.nonce() == null && to.isEmpty();
                made.add(shared ? annotation : resealed(annotation, from, to, blobs, nonces));
            }
            whole = true;
            return Optional.of(drafts);
        } catch (BlobGoneException gone) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("an annotation could not be copied", e);
        } finally {
            if (!whole) {
                drafts.discard(blobs);
            }
        }
    }

    private static Annotation resealed(
            Annotation annotation, Optional<Bytes> from, Optional<Bytes> to, Blobs blobs, LongSupplier nonces)
            throws IOException {
        long nonce = nonces.getAsLong();
        Optional<Seal> seal = to.map(secret -> new Seal(secret, nonce));
        Blob kept = resealed(annotation.content(), annotation.seal(from), seal, blobs);
        return annotation.kept(kept, seal.isPresent() ? nonce : null);
    }

    /** Content, written once more in another encryption. */
    static Blob resealed(Blob content, Optional<Seal> from, Optional<Seal> to, Blobs blobs) throws IOException {
        try (BlobContent kept = blobs.open(content);
                InputStream stream = kept.stream(0, content.length())) {
            InputStream plain = from.isPresent() ? from.get().open(stream, 0) : stream;
            return blobs.write(to.isPresent() ? to.get().close(plain) : plain);
        }
    }

    /** Gives their content to who will have them; before what is there is dropped, of which it may be. */
    void keep(Tx tx, Blobs blobs) {
        made.forEach(annotation -> blobs.keep(tx, annotation.content()));
    }

    /** Gives them to an object; their content was kept before. */
    void put(Tx tx, S3Bucket bucket, String key, StoredObject object) {
        for (Annotation annotation : made) {
            Annotations.put(tx, S3Tables.fresh(tx, bucket), key, object, annotation);
        }
    }

    /** Gives up what was written for them. */
    void discard(Blobs blobs) {
        for (int i = 0; i < made.size(); i++) {
            if (!made.get(i).content().equals(source.get(i).content())) {
                blobs.discard(made.get(i).content());
            }
        }
    }
}
