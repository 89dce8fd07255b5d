package cloudjar.services.kms;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a key is made of.
 *
 * @param secret the secret itself, or a private key in the form of PKCS #8; null where it was imported and is gone
 * @param publicKey in the form of X.509; null for a secret that both sides share
 * @param rotated when it came into use in place of another; null for the first
 * @param rotationType {@code AUTOMATIC} or {@code ON_DEMAND}; null for the first
 * @param imported null where KMS made it
 */
record Material(
        String id,
        @Nullable Secret secret,
        @Nullable Bytes publicKey,
        Instant created,
        @Nullable Instant rotated,
        @Nullable String rotationType,
        @Nullable Import imported) {
    /**
     * Of material that was imported.
     *
     * @param validTo when it is forgotten; null where it stays
     * @param pending whether it waits for a rotation to come into use
     */
    record Import(@Nullable String description, @Nullable Instant validTo, boolean pending) {}

    Material rotated(@Nullable Instant time, @Nullable String type) {
        Import used = imported == null ? null : new Import(imported.description(), imported.validTo(), false);
        return new Material(id, secret, publicKey, created, time, type, used);
    }

    /** Whether it was imported and waits for a rotation to come into use. */
    boolean isPending() {
        return imported != null && imported.pending();
    }

    /** What was imported, as it waits for a rotation. */
    Material waiting() {
        Import waits = imported == null ? null : new Import(imported.description(), imported.validTo(), true);
        return new Material(id, secret, publicKey, created, rotated, rotationType, waits);
    }

    /** The material without what is secret of it. */
    Material forgotten() {
        return new Material(id, null, publicKey, created, rotated, rotationType, imported);
    }

    @Override
    public String toString() {
        return "Material[" + id + "]";
    }
}
