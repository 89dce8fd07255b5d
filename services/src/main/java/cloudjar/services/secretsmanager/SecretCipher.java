package cloudjar.services.secretsmanager;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.vault.AesGcm;
import cloudjar.services.DataKeys;
import cloudjar.services.DataKeys.DataKey;
import cloudjar.services.secretsmanager.SecretVersion.Sealed;
import cloudjar.services.secretsmanager.SecretVersion.Value;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Seals values under data keys of KMS, on the caller's behalf, and opens them.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html">Secret encryption and
 *     decryption</a>
 */
final class SecretCipher {
    private static final String SERVICE = "secretsmanager";
    private static final String MANAGED = "alias/aws/secretsmanager";
    private static final int SERVER_ERROR = 500;

    private final DataKeys sealing;
    private final DataKeys opening;

    SecretCipher(Cloud cloud) {
        this.sealing = new DataKeys(cloud, refusal -> refused(refusal, SecretsManagerErrors::encryption));
        this.opening = new DataKeys(cloud, refusal -> refused(refusal, SecretsManagerErrors::decryption));
    }

    /** Seals a value for a version, with the key that the secret has. Calls KMS: not for transactions. */
    Sealed seal(Secret secret, String version, Value value, Call call) {
        return seal(secret, secret.kmsKeyId(), version, value, call);
    }

    /** As the other, with a key that the secret is about to have. */
    Sealed seal(Secret secret, @Nullable String key, String version, Value value, Call call) {
        if (key == null && !call.account().equals(secret.account())) {
            throw SecretsManagerErrors.otherAccountsDefaultKey();
        }
        DataKey made = sealing.make(
                key == null ? MANAGED : named(secret, key, call), context(secret, version), asked(secret, call));
        Bytes content = AesGcm.seal(made.plaintext(), call.world().ids().bytes(AesGcm.NONCE), value.bytes());
        return new Sealed(key, made.encrypted(), content, value.isText());
    }

    /** Opens a value. Calls KMS: not for transactions. */
    Value open(Secret secret, String version, Sealed sealed, Call call) {
        if (sealed.kmsKeyId() == null && !call.account().equals(secret.account())) {
            throw SecretsManagerErrors.otherAccountsDefaultKey();
        }
        Bytes key = opening.open(sealed.dataKey(), context(secret, version), asked(secret, call));
        Bytes content = AesGcm.open(key, sealed.content())
                .orElseThrow(() -> new IllegalStateException("a secret does not open with its data key"));
        return new Value(content, sealed.isText());
    }

    private static Call asked(Secret secret, Call call) {
        return call.in(call.account(), secret.region()).via(SERVICE);
    }

    private static Map<String, String> context(Secret secret, String version) {
        return Map.of("SecretARN", secret.arn(), "SecretVersionId", version);
    }

    /** A key's id means one of the secret's account, whoever calls. */
    private static String named(Secret secret, String key, Call call) {
        if (key.startsWith("arn:") || call.account().equals(secret.account())) {
            return key;
        }
        String resource = key.startsWith("alias/") ? key : "key/" + key;
        return Arn.of("kms", secret.region(), secret.account(), resource).toString();
    }

    private static ApiException refused(ApiException e, Function<String, ApiException> otherwise) {
        if (e.status() >= SERVER_ERROR) {
            return e;
        }
        return e.code().startsWith("AccessDenied")
                ? SecretsManagerErrors.kmsDenied()
                : otherwise.apply(String.valueOf(e.getMessage()));
    }
}
