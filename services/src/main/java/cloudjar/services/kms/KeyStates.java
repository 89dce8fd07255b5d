package cloudjar.services.kms;

import cloudjar.kernel.tenancy.Arn;

/**
 * In which states what can be done with a key.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key states</a>
 */
final class KeyStates {
    private KeyStates() {}

    /** Refuses keys that cannot be used. */
    static KmsKey usable(KmsKey key) {
        return switch (key.status().state()) {
            case ENABLED -> key;
            case DISABLED -> throw KmsErrors.disabled(key);
            case PENDING_IMPORT -> throw KmsErrors.pendingImport(key);
            case PENDING_DELETION, PENDING_REPLICA_DELETION -> throw KmsErrors.pendingDeletion(key);
        };
    }

    /** Refuses keys that are about to be deleted. */
    static KmsKey lasting(KmsKey key) {
        return switch (key.status().state()) {
            case ENABLED, DISABLED, PENDING_IMPORT -> key;
            case PENDING_DELETION, PENDING_REPLICA_DELETION -> throw KmsErrors.pendingDeletion(key);
        };
    }

    /** Refuses keys that AWS manages. */
    static KmsKey ours(KmsKey key) {
        if (key.manager().equals(KmsKey.AWS)) {
            throw KmsErrors.unsupported(key.arn() + " is managed by AWS and cannot be changed.");
        }
        return key;
    }

    /** Refuses keys of another usage, and algorithms that keys of that kind have not. */
    static void check(KmsKey key, String usage, String operation, String algorithm) {
        if (!key.usage().equals(usage)) {
            throw KmsErrors.usage(key, operation);
        }
        if (!key.kind().algorithms(usage).contains(algorithm)) {
            throw KmsErrors.algorithm(algorithm, key);
        }
    }

    static String arn(KmsKey key, String region) {
        return Arn.of("kms", region, key.account(), "key/" + key.id()).toString();
    }
}
