package cloudjar.services.s3;

import java.util.List;
import java.util.Optional;

/**
 * What is kept of the encryption of an object by its caller's key.
 *
 * @param keyMd5 in base64
 * @param nonces one for each blob of its content
 */
record Sealing(String keyMd5, List<Long> nonces) {
    Sealing {
        nonces = List.copyOf(nonces);
    }

    /** Of content in one blob; nothing where there is no key. */
    static Optional<Sealing> of(Optional<CustomerKey> key, long nonce) {
        return key.map(used -> new Sealing(used.md5(), List.of(nonce)));
    }

    /** Refuses a reader whose key does not fit how an object is kept. */
    static void requireKey(Optional<Sealing> sealing, Optional<CustomerKey> key) {
        if (sealing.isEmpty()) {
            if (key.isPresent()) {
                throw EncryptionErrors.keyNotApplicable();
            }
            return;
        }
        if (key.isEmpty()) {
            throw EncryptionErrors.keyNeeded();
        }
        if (!key.get().md5().equals(sealing.get().keyMd5())) {
            throw EncryptionErrors.wrongKey();
        }
    }
}
