package cloudjar.services.secretsmanager;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.secretsmanager.SecretVersion.Sealed;
import cloudjar.services.secretsmanager.SecretVersion.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gives secrets new values. A request that comes again, with its token and its value, changes nothing. */
final class ValueWriter {
    private final SecretCipher cipher;
    private final Replicas replicas;

    ValueWriter(SecretCipher cipher, Replicas replicas) {
        this.cipher = cipher;
        this.replicas = replicas;
    }

    /** The value of a request; null where it has none. */
    static @Nullable Value value(@Nullable String string, @Nullable Bytes binary) {
        if (string != null && binary != null) {
            throw SecretsManagerErrors.parameter(
                    "You can't specify both a binary secret value and a string secret value in the same secret.");
        }
        Bytes bytes = string == null ? binary : Bytes.ofUtf8(string);
        if (bytes == null) {
            return null;
        }
        if (bytes.size() > SecretsManagerLimits.VALUE_SIZE_MAX.current()) {
            throw SecretsManagerErrors.parameter(
                    "The secret value is longer than " + SecretsManagerLimits.VALUE_SIZE_MAX.current() + " bytes.");
        }
        return new Value(bytes, binary == null);
    }

    /** Whether a version has this value already. */
    boolean repeats(Secret secret, SecretVersion version, Value value, Call call) {
        Sealed sealed = version.sealed();
        if (sealed == null) {
            return false;
        }
        if (!cipher.open(secret, version.id(), sealed, call).equals(value)) {
            throw SecretsManagerErrors.tokenUsed(version.id(), secret.arn());
        }
        return true;
    }

    /**
     * Adds a version with a value.
     *
     * @param change what else changes of the secret
     */
    Secret put(String id, String token, Value value, List<String> stages, UnaryOperator<Secret> change, Call call) {
        Secret secret = call.read(snapshot -> SecretLookup.findPrimary(snapshot, id, call));
        Optional<SecretVersion> known = call.read(snapshot -> VersionBook.find(snapshot, secret, token));
        if (known.isPresent() && repeats(secret, known.get(), value, call)) {
            return secret;
        }
        String key = change.apply(secret).kmsKeyId();
        Sealed sealed = cipher.seal(secret, key, token, value, call);
        Optional<Secret> changed = call.write(tx -> {
            Secret now = SecretLookup.findPrimary(tx, secret.arn(), call);
            boolean came = VersionBook.find(tx, now, token)
                    .filter(version -> version.sealed() != null)
                    .isPresent();
            if (came) {
                return Optional.empty();
            }
            List<String> labels = labels(now, stages);
            Secret other = change.apply(now);
            boolean byHand = labels.contains(Secret.CURRENT);
            Secret next = byHand ? other.changedByHand(call.time()) : other;
            if (byHand) {
                SecretTimers.arm(tx, next);
            }
            return Optional.of(VersionBook.add(tx, next, token, sealed, labels, call.time()));
        });
        // The same request at the same time was quicker: now it is known, and either this repeats it or contradicts it.
        return changed.map(written -> replicas.spread(written, call))
                .orElseGet(() -> put(id, token, value, stages, change, call));
    }

    /** The first version of a secret is the current one, whatever else it is. */
    private static List<String> labels(Secret secret, List<String> stages) {
        if (secret.number() > 0 || stages.contains(Secret.CURRENT)) {
            return stages;
        }
        List<String> labels = new ArrayList<>(stages);
        labels.add(Secret.CURRENT);
        return labels;
    }
}
