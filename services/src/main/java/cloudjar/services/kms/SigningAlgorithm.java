package cloudjar.services.kms;

import cloudjar.kernel.shape.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.HexFormat;

/**
 * An algorithm of Sign and Verify. What is signed is a digest, made here or by the caller, but for those that sign whole
 * messages.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html">Sign</a>
 */
enum SigningAlgorithm {
    RSASSA_PKCS1_V1_5_SHA_256(Scheme.PKCS1, "SHA-256", 32, "3031300d060960864801650304020105000420"),
    RSASSA_PKCS1_V1_5_SHA_384(Scheme.PKCS1, "SHA-384", 48, "3041300d060960864801650304020205000430"),
    RSASSA_PKCS1_V1_5_SHA_512(Scheme.PKCS1, "SHA-512", 64, "3051300d060960864801650304020305000440"),
    RSASSA_PSS_SHA_256(Scheme.PSS, "SHA-256", 32, ""),
    RSASSA_PSS_SHA_384(Scheme.PSS, "SHA-384", 48, ""),
    RSASSA_PSS_SHA_512(Scheme.PSS, "SHA-512", 64, ""),
    ECDSA_SHA_256(Scheme.ECDSA, "SHA-256", 32, ""),
    ECDSA_SHA_384(Scheme.ECDSA, "SHA-384", 48, ""),
    ECDSA_SHA_512(Scheme.ECDSA, "SHA-512", 64, ""),
    SM2DSA(Scheme.SM2, "SM3", 32, ""),
    ED25519_SHA_512(Scheme.EDWARDS, "", 0, ""),
    ED25519_PH_SHA_512(Scheme.EDWARDS_PREHASHED, "SHA-512", 64, ""),
    ML_DSA_SHAKE_256(Scheme.LATTICE, "SHAKE256", 64, "");

    /** How a digest or message becomes a signature. */
    enum Scheme {
        PKCS1,
        PSS,
        ECDSA,
        SM2,
        EDWARDS,
        EDWARDS_PREHASHED,
        LATTICE
    }

    /** What a caller hands in. */
    enum MessageKind {
        RAW,
        DIGEST,
        EXTERNAL_MU
    }

    private final Scheme scheme;
    private final String hash;
    private final int hashLength;
    private final String digestInfo;

    /** @param digestInfo what PKCS #1 puts before the digest, in hexadecimal */
    SigningAlgorithm(Scheme scheme, String hash, int hashLength, String digestInfo) {
        this.scheme = scheme;
        this.hash = hash;
        this.hashLength = hashLength;
        this.digestInfo = digestInfo;
    }

    /** Refuses what the algorithm does not sign, and digests of another length. */
    void check(MessageKind kind, Bytes message) {
        boolean taken =
                switch (scheme) {
                    case PKCS1, PSS, ECDSA, SM2 -> kind != MessageKind.EXTERNAL_MU;
                    case EDWARDS -> kind == MessageKind.RAW;
                    case EDWARDS_PREHASHED -> kind == MessageKind.DIGEST;
                    case LATTICE -> kind != MessageKind.DIGEST;
                };
        if (!taken) {
            throw KmsErrors.validation("MessageType " + kind + " is not valid for algorithm " + this + ".");
        }
        if (kind != MessageKind.RAW && message.size() != hashLength) {
            throw KmsErrors.digestLength(name());
        }
    }

    Bytes sign(KeyKind kind, Bytes privateKey, MessageKind type, Bytes message) {
        return Crypto.sure(() -> switch (scheme) {
            case SM2 ->
                Bytes.wrap(
                        type == MessageKind.RAW
                                ? signed(signature(kind), KeyPairs.privateKey(kind, privateKey), message.toArray())
                                : Sm2Digests.sign(privateKey, message.toArray()));
            case EDWARDS_PREHASHED -> Bytes.wrap(EdwardsDigests.sign(privateKey, message.toArray()));
            case LATTICE ->
                Bytes.wrap(
                        type == MessageKind.RAW
                                ? signed(signature(kind), KeyPairs.privateKey(kind, privateKey), message.toArray())
                                : LatticeDigests.sign(privateKey, message.toArray()));
            case PKCS1, PSS, ECDSA, EDWARDS ->
                Bytes.wrap(signed(signature(kind), KeyPairs.privateKey(kind, privateKey), input(type, message)));
        });
    }

    boolean verify(KeyKind kind, Bytes publicKey, MessageKind type, Bytes message, Bytes signature) {
        return Crypto.sure(() -> switch (scheme) {
            case SM2 ->
                type == MessageKind.RAW
                        ? verified(signature(kind), KeyPairs.publicKey(kind, publicKey), message.toArray(), signature)
                        : Sm2Digests.verify(publicKey, message.toArray(), signature.toArray());
            case EDWARDS_PREHASHED -> EdwardsDigests.verify(publicKey, message.toArray(), signature.toArray());
            case LATTICE ->
                type == MessageKind.RAW
                        ? verified(signature(kind), KeyPairs.publicKey(kind, publicKey), message.toArray(), signature)
                        : LatticeDigests.verify(publicKey, message.toArray(), signature.toArray());
            case PKCS1, PSS, ECDSA, EDWARDS ->
                verified(signature(kind), KeyPairs.publicKey(kind, publicKey), input(type, message), signature);
        });
    }

    /** What the scheme signs. */
    private byte[] input(MessageKind type, Bytes message) throws GeneralSecurityException {
        if (scheme == Scheme.EDWARDS) {
            return message.toArray();
        }
        byte[] digest =
                type == MessageKind.RAW ? MessageDigest.getInstance(hash).digest(message.toArray()) : message.toArray();
        if (digestInfo.isEmpty()) {
            return digest;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex(digestInfo));
        out.writeBytes(digest);
        return out.toByteArray();
    }

    private Signature signature(KeyKind kind) throws GeneralSecurityException {
        return switch (scheme) {
            case PKCS1 -> Signature.getInstance("NONEwithRSA");
            case PSS -> {
                Signature pss = Signature.getInstance("NONEwithRSASSA-PSS", Crypto.bouncyCastle());
                pss.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), hashLength, 1));
                yield pss;
            }
            case ECDSA ->
                kind.isExotic()
                        ? Signature.getInstance("NONEwithECDSA", Crypto.bouncyCastle())
                        : Signature.getInstance("NONEwithECDSA");
            case SM2 -> Signature.getInstance("SM3withSM2", Crypto.bouncyCastle());
            case EDWARDS, EDWARDS_PREHASHED -> Signature.getInstance("Ed25519");
            case LATTICE -> Signature.getInstance("ML-DSA", Crypto.bouncyCastle());
        };
    }

    private static byte[] signed(Signature signature, PrivateKey key, byte[] input) throws GeneralSecurityException {
        signature.initSign(key);
        signature.update(input);
        return signature.sign();
    }

    private static boolean verified(Signature verifier, PublicKey key, byte[] input, Bytes signature)
            throws GeneralSecurityException {
        verifier.initVerify(key);
        verifier.update(input);
        try {
            return verifier.verify(signature.toArray());
        } catch (SignatureException malformed) {
            // Bytes that cannot be a signature are a wrong one.
            return false;
        }
    }
}
