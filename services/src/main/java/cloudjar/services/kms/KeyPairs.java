package cloudjar.services.kms;

import cloudjar.kernel.shape.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.jcajce.interfaces.MLDSAPrivateKey;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECPublicKeySpec;

/** Key pairs: made, read, and checked when they come from outside. */
final class KeyPairs {
    private KeyPairs() {}

    static KeyPair make(KeyKind kind) {
        return Crypto.sure(() -> {
            String name = kind.family().equals("ML-DSA") ? kind.parameter() : kind.family();
            KeyPairGenerator generator = kind.isExotic()
                    ? KeyPairGenerator.getInstance(name, Crypto.bouncyCastle())
                    : KeyPairGenerator.getInstance(name);
            if (kind.family().equals("EC")) {
                generator.initialize(new ECGenParameterSpec(kind.parameter()));
            } else if (kind.family().equals("RSA")) {
                generator.initialize(kind.bits());
            }
            return generator.generateKeyPair();
        });
    }

    private static KeyFactory factory(KeyKind kind) throws GeneralSecurityException {
        return kind.isExotic()
                ? KeyFactory.getInstance(kind.family(), Crypto.bouncyCastle())
                : KeyFactory.getInstance(kind.family());
    }

    static PrivateKey privateKey(KeyKind kind, Bytes pkcs8) {
        return Crypto.sure(() -> factory(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8.toArray())));
    }

    static PublicKey publicKey(KeyKind kind, Bytes x509) {
        return Crypto.sure(() -> factory(kind).generatePublic(new X509EncodedKeySpec(x509.toArray())));
    }

    /** A public key that a caller gave; empty where it is none of this kind. */
    static Optional<PublicKey> given(KeyKind kind, Bytes x509) {
        try {
            PublicKey key = factory(kind).generatePublic(new X509EncodedKeySpec(x509.toArray()));
            return Optional.of(key);
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no keys of kind " + kind, e);
        }
    }

    /** The public key of a private key that was imported; empty where that is no key of the kind. */
    static Optional<Bytes> publicOf(KeyKind kind, Bytes pkcs8) {
        try {
            PrivateKey key = factory(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8.toArray()));
            return switch (key) {
                case RSAPrivateCrtKey rsa ->
                    rsa.getModulus().bitLength() == kind.bits()
                            ? Optional.of(encoded(factory(kind)
                                    .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()))))
                            : Optional.empty();
                case ECPrivateKey curve -> publicOf(kind, curve);
                case MLDSAPrivateKey lattice ->
                    lattice.getParameterSpec().getName().equals(kind.parameter())
                            ? Optional.of(encoded(lattice.getPublicKey()))
                            : Optional.empty();
                default -> kind.family().equals("Ed25519") ? edwards(pkcs8) : Optional.empty();
            };
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Optional<Bytes> publicOf(KeyKind kind, ECPrivateKey key) throws GeneralSecurityException {
        ECNamedCurveParameterSpec curve = ECNamedCurveTable.getParameterSpec(kind.parameter());
        BigInteger order = key.getParams().getOrder();
        X9ECParameters known = CustomNamedCurves.getByName(kind.parameter());
        BigInteger wanted = known == null ? curve.getN() : known.getN();
        if (!order.equals(wanted)) {
            return Optional.empty();
        }
        PublicKey made = KeyFactory.getInstance("EC", Crypto.bouncyCastle())
                .generatePublic(
                        new ECPublicKeySpec(curve.getG().multiply(key.getS()).normalize(), curve));
        return Optional.of(encoded(made));
    }

    private static Optional<Bytes> edwards(Bytes pkcs8) {
        try {
            Ed25519PrivateKeyParameters key =
                    (Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(pkcs8.toArray());
            return Optional.of(
                    Bytes.wrap(SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key.generatePublicKey())
                            .getEncoded()));
        } catch (java.io.IOException e) {
            return Optional.empty();
        }
    }

    static Bytes encoded(java.security.Key key) {
        return Bytes.copyOf(key.getEncoded());
    }
}
