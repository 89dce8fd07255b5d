package cloudjar.services.kms;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A key spec: what keys of it are made of, and what they can be used for.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html">Key specs</a>
 */
enum KeyKind {
    SYMMETRIC_DEFAULT("AES", "", 256, Map.of(Usage.ENCRYPT, List.of("SYMMETRIC_DEFAULT"))),
    RSA_2048("RSA", "", 2048, Usage.RSA),
    RSA_3072("RSA", "", 3072, Usage.RSA),
    RSA_4096("RSA", "", 4096, Usage.RSA),
    ECC_NIST_P256("EC", "secp256r1", 256, Usage.curve("ECDSA_SHA_256", "ECDH")),
    ECC_NIST_P384("EC", "secp384r1", 384, Usage.curve("ECDSA_SHA_384", "ECDH")),
    ECC_NIST_P521("EC", "secp521r1", 521, Usage.curve("ECDSA_SHA_512", "ECDH")),
    ECC_SECG_P256K1("EC", "secp256k1", 256, Map.of(Usage.SIGN, List.of("ECDSA_SHA_256"))),
    ECC_NIST_EDWARDS25519("Ed25519", "", 256, Map.of(Usage.SIGN, List.of("ED25519_SHA_512", "ED25519_PH_SHA_512"))),
    SM2(
            "EC",
            "sm2p256v1",
            256,
            Map.of(
                    Usage.ENCRYPT, List.of("SM2PKE"),
                    Usage.SIGN, List.of("SM2DSA"),
                    Usage.AGREE, List.of("ECDH"))),
    HMAC_224("HMAC", "HmacSHA224", 224, Map.of(Usage.MAC, List.of("HMAC_SHA_224"))),
    HMAC_256("HMAC", "HmacSHA256", 256, Map.of(Usage.MAC, List.of("HMAC_SHA_256"))),
    HMAC_384("HMAC", "HmacSHA384", 384, Map.of(Usage.MAC, List.of("HMAC_SHA_384"))),
    HMAC_512("HMAC", "HmacSHA512", 512, Map.of(Usage.MAC, List.of("HMAC_SHA_512"))),
    ML_DSA_44("ML-DSA", "ML-DSA-44", 0, Map.of(Usage.SIGN, List.of("ML_DSA_SHAKE_256"))),
    ML_DSA_65("ML-DSA", "ML-DSA-65", 0, Map.of(Usage.SIGN, List.of("ML_DSA_SHAKE_256"))),
    ML_DSA_87("ML-DSA", "ML-DSA-87", 0, Map.of(Usage.SIGN, List.of("ML_DSA_SHAKE_256")));

    private final String family;
    private final String parameter;
    private final int bits;
    /** Made with {@code Map.of} and {@code List.of}. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, List<String>> algorithms;

    KeyKind(String family, String parameter, int bits, Map<String, List<String>> algorithms) {
        this.family = family;
        this.parameter = parameter;
        this.bits = bits;
        this.algorithms = algorithms;
    }

    /** Words of the model for what a key is for. */
    static final class Usage {
        static final String ENCRYPT = "ENCRYPT_DECRYPT";
        static final String SIGN = "SIGN_VERIFY";
        static final String MAC = "GENERATE_VERIFY_MAC";
        static final String AGREE = "KEY_AGREEMENT";

        private static final Map<String, List<String>> RSA = Map.of(
                ENCRYPT, List.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"),
                SIGN,
                        List.of(
                                "RSASSA_PKCS1_V1_5_SHA_256",
                                "RSASSA_PKCS1_V1_5_SHA_384",
                                "RSASSA_PKCS1_V1_5_SHA_512",
                                "RSASSA_PSS_SHA_256",
                                "RSASSA_PSS_SHA_384",
                                "RSASSA_PSS_SHA_512"));

        private Usage() {}

        private static Map<String, List<String>> curve(String signing, String agreement) {
            return Map.of(SIGN, List.of(signing), AGREE, List.of(agreement));
        }
    }

    /** The kind with this name, which the model has among its values. */
    static KeyKind of(String spec) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equals(spec))
                .findFirst()
                .orElseThrow(() -> KmsErrors.validation("KeySpec " + spec + " is not supported."));
    }

    /** AES, RSA, EC, Ed25519, HMAC or ML-DSA. */
    String family() {
        return family;
    }

    /** The curve, MAC or parameter set. */
    String parameter() {
        return parameter;
    }

    int bits() {
        return bits;
    }

    boolean isSymmetric() {
        return this == SYMMETRIC_DEFAULT;
    }

    /** Whether it is a secret that both sides share. */
    boolean isSecret() {
        return family.equals("AES") || family.equals("HMAC");
    }

    boolean allows(String usage) {
        return algorithms.containsKey(usage);
    }

    /** The algorithms for a usage; none where it has not that usage. */
    List<String> algorithms(String usage) {
        return algorithms.getOrDefault(usage, List.of());
    }

    /** The only usage; empty where there are several. */
    String onlyUsage() {
        return algorithms.size() == 1 ? algorithms.keySet().iterator().next() : "";
    }

    /** The provider of the JDK does not know these curves. */
    boolean isExotic() {
        return this == ECC_SECG_P256K1 || this == SM2 || family.equals("ML-DSA");
    }
}
