package cloudjar.services.kms;

import java.io.IOException;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519ph over a digest that the caller made: the JDK only makes it itself. */
final class EdwardsDigests {
    private static final byte[] NO_CONTEXT = {};

    private EdwardsDigests() {}

    static byte[] sign(cloudjar.kernel.shape.Bytes pkcs8, byte[] digest) {
        try {
            Ed25519PrivateKeyParameters key =
                    (Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(pkcs8.toArray());
            byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
            Ed25519.signPrehash(key.getEncoded(), 0, NO_CONTEXT, digest, 0, signature, 0);
            return signature;
        } catch (IOException e) {
            throw new IllegalStateException("a stored key cannot be read", e);
        }
    }

    static boolean verify(cloudjar.kernel.shape.Bytes x509, byte[] digest, byte[] signature) {
        if (signature.length != Ed25519.SIGNATURE_SIZE) {
            return false;
        }
        try {
            Ed25519PublicKeyParameters key = (Ed25519PublicKeyParameters) PublicKeyFactory.createKey(x509.toArray());
            return Ed25519.verifyPrehash(signature, 0, key.getEncoded(), 0, NO_CONTEXT, digest, 0);
        } catch (IOException e) {
            throw new IllegalStateException("a stored key cannot be read", e);
        }
    }
}
