package cloudjar.services.s3;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who signed a form's policy.
 *
 * @param text the policy as it was signed, in base64
 * @param scope the date, region, service and closing word of a signature of version 4; empty for one of version 2
 */
record FormSignature(
        String text,
        String accessKey,
        List<String> scope,
        String signature,
        @Nullable String token) {
    private static final String HMAC_SHA_256 = "HmacSHA256";
    private static final int SCOPE_WORDS = 4;

    FormSignature {
        scope = List.copyOf(scope);
    }

    /**
     * The signature that a form's fields are about; nothing where it has none.
     *
     * @param fields by names in lower case
     */
    static Optional<FormSignature> of(Map<String, String> fields) {
        String policy = fields.get("policy");
        boolean version4 = any(fields, "x-amz-signature", "x-amz-algorithm", "x-amz-credential");
        boolean version2 = any(fields, "signature", "awsaccesskeyid");
        if (policy == null) {
            return Optional.empty();
        }
        String token = fields.get("x-amz-security-token");
        if (version4) {
            String algorithm = required(fields, "X-Amz-Algorithm");
            String[] credential = required(fields, "X-Amz-Credential").split("/", -1);
            required(fields, "X-Amz-Date");
            String signature = required(fields, "X-Amz-Signature");
            if (!algorithm.equals("AWS4-HMAC-SHA256") || credential.length != SCOPE_WORDS + 1) {
                throw PostErrors.fieldMissing("X-Amz-Credential");
            }
            return Optional.of(new FormSignature(
                    policy, credential[0], List.of(credential).subList(1, SCOPE_WORDS + 1), signature, token));
        }
        if (version2) {
            String accessKey = required(fields, "AWSAccessKeyId");
            return Optional.of(new FormSignature(policy, accessKey, List.of(), required(fields, "Signature"), token));
        }
        throw S3Errors.accessDenied();
    }

    private static boolean any(Map<String, String> fields, String... names) {
        for (String name : names) {
            if (fields.containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name.toLowerCase(java.util.Locale.ROOT));
        if (value == null) {
            throw PostErrors.fieldMissing(name);
        }
        return value;
    }

    /** The call as its signer makes it; refuses a signature that is not the signer's, where signatures are checked. */
    Call signed(Call call, Credentials credentials) {
        Credential signer = credentials.signer(call.world(), accessKey, call.partition());
        if (signer == null || !signer.active()) {
            throw PostErrors.unknownKey(accessKey);
        }
        if (credentials.verified() && !(right(signer) && sameToken(signer))) {
            throw PostErrors.wrongSignature(accessKey, signature, text);
        }
        return call.as(signer.principal())
                .in(signer.principal().account(), call.region())
                .signedBy(signer);
    }

    private boolean sameToken(Credential signer) {
        return signer.sessionToken() == null
                ? token == null
                : signer.sessionToken().equals(token);
    }

    private boolean right(Credential signer) {
        String expected = scope.isEmpty()
                ? Base64.getEncoder().encodeToString(mac("HmacSHA1", bytes(signer.secret()), text))
                : HexFormat.of().formatHex(mac(HMAC_SHA_256, key(signer.secret()), text));
        return MessageDigest.isEqual(bytes(expected), bytes(signature));
    }

    private byte[] key(String secret) {
        byte[] key = bytes("AWS4" + secret);
        for (String word : scope) {
            key = mac(HMAC_SHA_256, key, word);
        }
        return key;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + algorithm, missing);
        }
    }
}
