package cloudjar.services.kms;

import cloudjar.kernel.shape.Bytes;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** What key pairs encrypt: RSA with OAEP, and SM2. */
final class PublicKeyCipher {
    /** What OAEP adds: twice the hash, and two bytes. */
    private static final int OAEP_SHA_1 = 42;

    private static final int OAEP_SHA_256 = 66;
    private static final String SM2 = "SM2PKE";

    /** A point and a hash stand before the content, which the engine takes for granted. */
    private static final int SM2_HEAD = 65 + 32;

    private PublicKeyCipher() {}

    /** The longest plaintext, in bytes. */
    static int plaintextMax(KeyKind kind, String algorithm) {
        return switch (algorithm) {
            case "RSAES_OAEP_SHA_1" -> kind.bits() / Byte.SIZE - OAEP_SHA_1;
            case "RSAES_OAEP_SHA_256" -> kind.bits() / Byte.SIZE - OAEP_SHA_256;
            default -> 1024;
        };
    }

    static Bytes encrypt(KeyKind kind, String algorithm, Bytes publicKey, Bytes plaintext) {
        if (algorithm.equals(SM2)) {
            return sm2(publicKey, plaintext);
        }
        PublicKey key = KeyPairs.publicKey(kind, publicKey);
        return Crypto.sure(() -> {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, oaep(algorithm));
            return Bytes.wrap(cipher.doFinal(plaintext.toArray()));
        });
    }

    /** Decrypts; empty where these bytes were not encrypted with the key. */
    static Optional<Bytes> decrypt(KeyKind kind, String algorithm, Bytes privateKey, Bytes ciphertext) {
        if (algorithm.equals(SM2)) {
            return sm2Decrypted(privateKey, ciphertext);
        }
        PrivateKey key = KeyPairs.privateKey(kind, privateKey);
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, oaep(algorithm));
            return Optional.of(Bytes.wrap(cipher.doFinal(ciphertext.toArray())));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    static AlgorithmParameterSpec oaep(String algorithm) {
        return algorithm.endsWith("SHA_1")
                ? new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT)
                : new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
    }

    private static Bytes sm2(Bytes publicKey, Bytes plaintext) {
        try {
            CipherParameters key = PublicKeyFactory.createKey(publicKey.toArray());
            SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
            engine.init(true, new ParametersWithRandom(key, new SecureRandom()));
            return Bytes.wrap(engine.processBlock(plaintext.toArray(), 0, plaintext.size()));
        } catch (java.io.IOException | InvalidCipherTextException e) {
            throw new IllegalStateException("a stored key does not encrypt", e);
        }
    }

    private static Optional<Bytes> sm2Decrypted(Bytes privateKey, Bytes ciphertext) {
        if (ciphertext.size() <= SM2_HEAD) {
            return Optional.empty();
        }
        try {
            SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
            engine.init(false, PrivateKeyFactory.createKey(privateKey.toArray()));
            return Optional.of(Bytes.wrap(engine.processBlock(ciphertext.toArray(), 0, ciphertext.size())));
        } catch (java.io.IOException
                | InvalidCipherTextException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            // The engine checks the point and the hash, and runs off the end of what is too short.
            return Optional.empty();
        }
    }
}
