package cloudjar.gateway.sigv4;

import cloudjar.kernel.call.Credential;
import cloudjar.kernel.sigv4.Sha256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;

/**
 * The public key that an access key's secret makes for signatures of version 4A: NIST SP 800-108's derivation in counter
 * mode, as AWS's common runtime has it, on the curve P-256.
 */
final class ManyRegionsKey {
    /** The name of the algorithm, which goes into the key. */
    static final String LABEL = "AWS4-ECDSA-P256-SHA256";

    private static final int KEY_BITS = 256;
    private static final int COUNTER_MAX = 254;
    private static final X9ECParameters P256 = CustomNamedCurves.getByName("P-256");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(P256);

    private final ECPublicKeyParameters publicKey;

    private ManyRegionsKey(ECPublicKeyParameters publicKey) {
        this.publicKey = publicKey;
    }

    static ManyRegionsKey of(Credential credential) {
        return new ManyRegionsKey(new ECPublicKeyParameters(
                DOMAIN.getG().multiply(secret(credential)).normalize(), DOMAIN));
    }

    private static BigInteger secret(Credential credential) {
        byte[] key = ("AWS4A" + credential.secret()).getBytes(StandardCharsets.UTF_8);
        byte[] label = LABEL.getBytes(StandardCharsets.US_ASCII);
        byte[] context = credential.accessKeyId().getBytes(StandardCharsets.UTF_8);
        BigInteger max = DOMAIN.getN().subtract(BigInteger.TWO);
        for (int counter = 1; counter <= COUNTER_MAX; counter++) {
            byte[] input = ByteBuffer.allocate(4 + label.length + 1 + context.length + 1 + 4)
                    .putInt(1)
                    .put(label)
                    .put((byte) 0)
                    .put(context)
                    .put((byte) counter)
                    .putInt(KEY_BITS)
                    .array();
            BigInteger candidate = new BigInteger(1, Sha256.mac(key, input));
            if (candidate.compareTo(max) <= 0) {
                return candidate.add(BigInteger.ONE);
            }
        }
        throw new IllegalStateException("no key of " + COUNTER_MAX + " fits the curve");
    }

    /** Whether the text was signed with the secret. */
    boolean signed(String text, String hexadecimal) {
        byte[] signature;
        try {
            signature = HexFormat.of().parseHex(hexadecimal);
        } catch (IllegalArgumentException e) {
            // No signature at all.
            return false;
        }
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        DSADigestSigner signer = new DSADigestSigner(new ECDSASigner(), new SHA256Digest());
        signer.init(false, publicKey);
        signer.update(content, 0, content.length);
        return signer.verifySignature(signature);
    }
}
