package cloudjar.services.secretsmanager;

import cloudjar.api.secretsmanager.CancelRotateSecretRequest;
import cloudjar.api.secretsmanager.CancelRotateSecretResponse;
import cloudjar.api.secretsmanager.RotateSecretRequest;
import cloudjar.api.secretsmanager.RotateSecretResponse;
import cloudjar.api.secretsmanager.SecretRotations;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.store.Tx;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When secrets are rotated, and by which function. */
final class RotationOperations implements SecretRotations {
    private final Rotations rotations;

    RotationOperations(Rotations rotations) {
        this.rotations = rotations;
    }

    @Override
    public RotateSecretResponse rotateSecret(RotateSecretRequest in, Call call) {
        String token = in.clientRequestToken();
        if (token == null) {
            throw SecretsManagerErrors.noToken();
        }
        RotationRules asked = in.rotationRules() == null ? null : RotationRules.of(in.rotationRules());
        Secret secret = call.read(snapshot -> SecretLookup.findPrimary(snapshot, in.secretId(), call));
        String function = in.rotationLambdaARN() == null ? secret.rotation().lambda() : in.rotationLambdaARN();
        refuseExternal(in, secret, function);
        if (function == null) {
            throw SecretsManagerErrors.noFunction();
        }
        rotations.checkFunction(secret, function, call);
        boolean now = !Boolean.FALSE.equals(in.rotateImmediately());
        SecretVersion.Sealed tested = now ? null : rotations.copied(secret, token, call);
        Secret changed = call.write(tx -> {
            Secret there = SecretLookup.findPrimary(tx, secret.arn(), call);
            RotationRules rules = asked == null ? there.rotation().rules() : asked;
            Instant next = rules == null ? null : rules.next(call.time());
            Secret.Rotation before = there.rotation();
            Secret set = there.with(new Secret.Rotation(true, function, rules, before.last(), next, before.underway()));
            if (now && token.equals(before.underway())) {
                // The same request again: it has begun already.
                return put(tx, set);
            }
            return now ? start(tx, set, token, call.time()) : put(tx, Rotations.tried(tx, set, token, tested, call));
        });
        return RotateSecretResponse.builder()
                .arn(changed.arn())
                .name(changed.name())
                .versionId(now ? token : null)
                .build();
    }

    /** Partners that hold secrets are not asked: there are none here. */
    private static void refuseExternal(RotateSecretRequest in, Secret secret, @Nullable String function) {
        if (in.externalSecretRotationRoleArn() != null
                || in.hasExternalSecretRotationMetadata()
                || secret.type() != null && function == null) {
            throw NotImplemented.of("secretsmanager", "RotateSecret of managed external secrets");
        }
    }

    private static Secret start(Tx tx, Secret secret, String token, Instant now) {
        boolean other = Rotations.pending(secret)
                .filter(version -> !version.equals(token))
                .isPresent();
        if (other || secret.rotation().underway() != null) {
            throw SecretsManagerErrors.rotationUnderway();
        }
        SecretTimers.arm(tx, secret);
        return Rotations.start(tx, secret, token, now);
    }

    private static Secret put(Tx tx, Secret secret) {
        SecretTimers.arm(tx, secret);
        SecretsManagerTables.of(secret).secrets.put(tx, secret.name(), secret);
        return secret;
    }

    @Override
    public CancelRotateSecretResponse cancelRotateSecret(CancelRotateSecretRequest in, Call call) {
        record Cancelled(Secret secret, @Nullable String version) {}
        Cancelled cancelled = call.write(tx -> {
            Secret secret = SecretLookup.findPrimary(tx, in.secretId(), call);
            if (secret.rotation().lambda() == null) {
                throw SecretsManagerErrors.request(
                        "You tried to enable rotation on a secret that doesn't already have a Lambda function ARN"
                                + " configured and you didn't include such an ARN as a parameter in this call.");
            }
            SecretTimers.cancelSteps(tx, secret);
            return new Cancelled(
                    put(tx, secret.with(secret.rotation().off())),
                    secret.rotation().underway());
        });
        return CancelRotateSecretResponse.builder()
                .arn(cancelled.secret().arn())
                .name(cancelled.secret().name())
                .versionId(cancelled.version())
                .build();
    }
}
