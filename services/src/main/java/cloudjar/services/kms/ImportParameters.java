package cloudjar.services.kms;

import cloudjar.kernel.vault.Secret;
import java.time.Instant;

/**
 * A key pair by which material comes in.
 *
 * @param key whose material
 * @param privateKey that unwraps it, in the form of PKCS #8
 */
record ImportParameters(String key, String algorithm, String wrappingSpec, Secret privateKey, Instant validTo) {
    @Override
    public String toString() {
        return "ImportParameters[" + key + "]";
    }
}
