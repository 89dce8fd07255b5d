package cloudjar.services.s3;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.shape.Bytes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Text that is kept with an object under a name, encrypted as the object is.
 *
 * @param eTag without quotes
 * @param lastModified in whole seconds
 * @param nonce of its encryption by the object's key; null where the object is encrypted by none
 */
record Annotation(
        String name,
        Blob content,
        String eTag,
        ObjectChecksum checksum,
        Instant lastModified,
        @Nullable Long nonce) {
    long length() {
        return content.length();
    }

    /** How it is encrypted; nothing where it is not. */
    Optional<Seal> seal(Optional<Bytes> secret) {
        return nonce == null ? Optional.empty() : secret.map(used -> new Seal(used, nonce));
    }

    /** This, as an object keeps it that has another key. */
    Annotation kept(Blob sealed, @Nullable Long otherNonce) {
        return new Annotation(name, sealed, eTag, checksum, lastModified, otherNonce);
    }
}
