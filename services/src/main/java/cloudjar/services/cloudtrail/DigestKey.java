package cloudjar.services.cloudtrail;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.Secret;
import java.time.Instant;

/**
 * A key that digests are signed with.
 *
 * @param privateKey in the form of PKCS #8
 * @param publicKey in the form of PKCS #1, as ListPublicKeys gives it
 * @param from when it is valid
 */
record DigestKey(String fingerprint, Secret privateKey, Bytes publicKey, Instant from, Instant to) {
    @Override
    public String toString() {
        return "DigestKey[" + fingerprint + "]";
    }
}
