package cloudjar.services.kms;

import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.RandomDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * SM2 signatures over a digest that the caller made, of identity and message: GB/T 32918.2-2016, 6.1 and 7.1, from step A3 on.
 */
final class Sm2Digests {
    private Sm2Digests() {}

    static byte[] sign(Bytes pkcs8, byte[] digest) {
        try {
            ECPrivateKeyParameters key = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(pkcs8.toArray());
            ECDomainParameters curve = key.getParameters();
            BigInteger n = curve.getN();
            BigInteger e = new BigInteger(1, digest);
            RandomDSAKCalculator numbers = new RandomDSAKCalculator();
            numbers.init(n, new SecureRandom());
            BigInteger inverse = key.getD().add(BigInteger.ONE).modInverse(n);
            BigInteger r = BigInteger.ZERO;
            BigInteger s = BigInteger.ZERO;
            while (s.signum() == 0) {
                BigInteger k = numbers.nextK();
                ECPoint point = curve.getG().multiply(k).normalize();
                r = e.add(point.getAffineXCoord().toBigInteger()).mod(n);
                boolean usable = r.signum() != 0 && !r.add(k).equals(n);
                s = usable
                        ? inverse.multiply(k.subtract(r.multiply(key.getD()))).mod(n)
                        : BigInteger.ZERO;
            }
            return StandardDSAEncoding.INSTANCE.encode(n, r, s);
        } catch (IOException e) {
            throw new IllegalStateException("a stored key cannot be read", e);
        }
    }

    static boolean verify(Bytes x509, byte[] digest, byte[] signature) {
        try {
            ECPublicKeyParameters key = (ECPublicKeyParameters) PublicKeyFactory.createKey(x509.toArray());
            ECDomainParameters curve = key.getParameters();
            BigInteger n = curve.getN();
            BigInteger[] parts = StandardDSAEncoding.INSTANCE.decode(n, signature);
            BigInteger t = parts[0].add(parts[1]).mod(n);
            if (t.signum() == 0) {
                return false;
            }
            ECPoint point = ECAlgorithms.sumOfTwoMultiplies(curve.getG(), parts[1], key.getQ(), t)
                    .normalize();
            if (point.isInfinity()) {
                return false;
            }
            BigInteger found = new BigInteger(1, digest)
                    .add(point.getAffineXCoord().toBigInteger())
                    .mod(n);
            return found.equals(parts[0]);
        } catch (IOException | IllegalArgumentException e) {
            // The encoding refuses numbers out of range and what is no sequence of two.
            return false;
        }
    }
}
