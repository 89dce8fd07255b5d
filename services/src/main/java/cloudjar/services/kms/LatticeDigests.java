package cloudjar.services.kms;

import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.pqc.crypto.mldsa.MLDSASigner;
import org.bouncycastle.pqc.crypto.util.PrivateKeyFactory;
import org.bouncycastle.pqc.crypto.util.PublicKeyFactory;

/** ML-DSA over a message representative that the caller made (FIPS 204, external mu). */
final class LatticeDigests {
    private LatticeDigests() {}

    static byte[] sign(Bytes pkcs8, byte[] mu) {
        try {
            MLDSASigner signer = new MLDSASigner();
            signer.init(true, PrivateKeyFactory.createKey(pkcs8.toArray()));
            return signer.generateMuSignature(mu);
        } catch (IOException | CryptoException e) {
            throw new IllegalStateException("a stored key does not sign", e);
        }
    }

    static boolean verify(Bytes x509, byte[] mu, byte[] signature) {
        try {
            MLDSASigner verifier = new MLDSASigner();
            verifier.init(false, PublicKeyFactory.createKey(x509.toArray()));
            return verifier.verifyMuSignature(mu, signature);
        } catch (IOException e) {
            throw new IllegalStateException("a stored key cannot be read", e);
        }
    }
}
