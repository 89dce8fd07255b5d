package cloudjar.services.kms;

import cloudjar.kernel.shape.Bytes;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens material that was wrapped: directly with the public key, or with an AES key that was.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-encrypt-key-material.html">Encrypting key
 *     material</a>
 */
final class WrappedMaterial {
    private WrappedMaterial() {}

    /**
     * The material.
     *
     * @param privateKey of the parameters, opened
     * @throws cloudjar.kernel.shape.ApiException where it was not wrapped for these parameters
     */
    static Bytes open(ImportParameters parameters, Bytes privateKey, Bytes wrapped) {
        KeyKind kind = KeyKind.of(parameters.wrappingSpec());
        Optional<Bytes> opened =
                switch (parameters.algorithm()) {
                    case "RSA_AES_KEY_WRAP_SHA_1" -> envelope(kind, "RSAES_OAEP_SHA_1", privateKey, wrapped);
                    case "RSA_AES_KEY_WRAP_SHA_256" -> envelope(kind, "RSAES_OAEP_SHA_256", privateKey, wrapped);
                    default -> PublicKeyCipher.decrypt(kind, parameters.algorithm(), privateKey, wrapped);
                };
        return opened.orElseThrow(KmsErrors::ciphertext);
    }

    /** First an AES key as long as the modulus, encrypted; behind it the material, wrapped with that (RFC 5649). */
    private static Optional<Bytes> envelope(KeyKind kind, String algorithm, Bytes privateKey, Bytes wrapped) {
        int head = kind.bits() / Byte.SIZE;
        if (wrapped.size() <= head) {
            return Optional.empty();
        }
        byte[] all = wrapped.toArray();
        Optional<Bytes> key = PublicKeyCipher.decrypt(kind, algorithm, privateKey, Bytes.copyOf(all, 0, head));
        return key.flatMap(secret -> unwrap(secret, all, head));
    }

    private static Optional<Bytes> unwrap(Bytes secret, byte[] all, int from) {
        try {
            SecretKey key = new SecretKeySpec(secret.toArray(), "AES");
            Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key);
            return Optional.of(Bytes.wrap(cipher.doFinal(all, from, all.length - from)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
