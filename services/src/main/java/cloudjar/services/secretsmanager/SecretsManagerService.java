package cloudjar.services.secretsmanager;

import cloudjar.api.secretsmanager.SecretsManager;
import cloudjar.api.secretsmanager.SecretsManagerOf;
import cloudjar.kernel.call.Wiring;

/** Secrets Manager, put together from its groups of operations. */
public final class SecretsManagerService {
    private SecretsManagerService() {}

    /** The service. */
    public static SecretsManager of(Wiring wiring) {
        wiring.access().rules(SecretsManager.API.id(), SecretsManagerIam.RULES);
        wiring.access().policies("secretsmanager", new SecretAccess());
        SecretCipher cipher = new SecretCipher(wiring.cloud());
        Replicas replicas = new Replicas(cipher);
        ValueWriter writer = new ValueWriter(cipher, replicas);
        Rotations rotations = new Rotations(wiring.cloud(), cipher);
        SecretTimers.register(wiring.timers(), rotations);
        return new SecretsManagerOf(
                new SecretOperations(cipher, writer, replicas),
                new SecretValueOperations(wiring.cloud(), cipher, writer, replicas),
                new RandomPasswordOperations(),
                new RotationOperations(rotations),
                new ReplicaOperations(replicas),
                new PolicyOperations(),
                new TagOperations(replicas));
    }
}
