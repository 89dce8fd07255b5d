package cloudjar.services.sns;

import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What messages of a world are signed with.
 *
 * @param id names its certificate
 * @param privateKey in PKCS #8
 * @param certificate in PEM, for whoever wants to check a signature
 * @param primes whose product is the modulus; none in keys of before, which have two
 */
record SigningKey(String id, Bytes privateKey, String certificate, List<BigInteger> primes) {
    private static final int ID_DIGITS = 32;
    private static final int PRIMES = 4;
    private static final int PRIME_BITS = 512;

    /** So many of a prime's highest bits are set, that the product of all has the sum of their lengths. */
    private static final int HIGH_BITS = 3;

    private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
    private static final X500Principal NAME = new X500Principal("CN=sns.amazonaws.com");
    private static final Duration BACKDATED = Duration.ofDays(1);
    private static final Duration VALIDITY = Duration.ofDays(3650);

    SigningKey {
        primes = List.copyOf(primes);
    }

    /** A new key, good from a day before now: the clocks of those who check may lag behind. */
    static SigningKey make(Ids ids, Instant now) {
        String id = ids.hex(ID_DIGITS);
        Set<BigInteger> primes = new LinkedHashSet<>();
        while (primes.size() < PRIMES) {
            primes.add(prime(ids));
        }
        BigInteger modulus = primes.stream().reduce(BigInteger.ONE, BigInteger::multiply);
        BigInteger order = primes.stream()
                .map(prime -> prime.subtract(BigInteger.ONE))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        try {
            KeyFactory keys = KeyFactory.getInstance("RSA");
            PublicKey publicKey = keys.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT));
            PrivateKey privateKey = keys.generatePrivate(new RSAPrivateKeySpec(modulus, EXPONENT.modInverse(order)));
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    NAME,
                                    new BigInteger(id, 16),
                                    Date.from(now.minus(BACKDATED)),
                                    Date.from(now.plus(VALIDITY)),
                                    NAME,
                                    publicKey)
                            .build(new JcaContentSignerBuilder("SHA256withRSA").build(privateKey)));
            return new SigningKey(id, Bytes.wrap(privateKey.getEncoded()), pem(certificate), List.copyOf(primes));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("a Java that cannot make an RSA key", e);
        }
    }

    private static BigInteger prime(Ids ids) {
        while (true) {
            BigInteger start = new BigInteger(1, ids.bytes(PRIME_BITS / Byte.SIZE));
            for (int i = 1; i <= HIGH_BITS; i++) {
                start = start.setBit(PRIME_BITS - i);
            }
            BigInteger prime = start.nextProbablePrime();
            boolean fits = prime.bitLength() == PRIME_BITS
                    && prime.subtract(BigInteger.ONE).gcd(EXPONENT).equals(BigInteger.ONE);
            if (fits) {
                return prime;
            }
        }
    }

    private static String pem(X509Certificate certificate) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter out = new JcaPEMWriter(text)) {
            out.writeObject(certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The key, ready to sign. */
    RsaSigner open() {
        if (!primes.isEmpty()) {
            return new RsaSigner(primes, EXPONENT);
        }
        try {
            RSAPrivateCrtKey key = (RSAPrivateCrtKey)
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(privateKey.toArray()));
            return new RsaSigner(List.of(key.getPrimeP(), key.getPrimeQ()), key.getPublicExponent());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored key is none", e);
        }
    }
}
