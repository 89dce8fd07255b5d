package cloudjar.services.secretsmanager;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.secretsmanager.SecretVersion.Sealed;
import cloudjar.services.secretsmanager.SecretsManagerTables.VersionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions of a secret: how they are added, and how those without labels go when there are too many. */
final class VersionBook {
    private VersionBook() {}

    static Optional<SecretVersion> find(Snapshot snapshot, Secret secret, String version) {
        return SecretsManagerTables.of(secret).versions.get(snapshot, new VersionKey(secret.name(), version));
    }

    /** All versions, the oldest first. */
    static List<SecretVersion> all(Snapshot snapshot, Secret secret) {
        return SecretsManagerTables.of(secret)
                .versions
                .rows(snapshot, Range.prefix(Key.of(secret.name())))
                .toList()
                .stream()
                .map(row -> row.value())
                .sorted(Comparator.comparingLong(SecretVersion::number))
                .toList();
    }

    static void put(Tx tx, Secret secret, SecretVersion version) {
        SecretsManagerTables.of(secret).versions.put(tx, new VersionKey(secret.name(), version.id()), version);
    }

    /**
     * Adds a version, or gives one its value, and moves labels to it.
     *
     * @param sealed null for a version that a rotation will give a value
     * @return the secret as it was put
     */
    static Secret add(Tx tx, Secret secret, String id, @Nullable Sealed sealed, List<String> stages, Instant now) {
        SecretsManagerTables tables = SecretsManagerTables.of(secret);
        SecretVersion before = find(tx, secret, id).orElse(null);
        Secret changed = secret.changedAt(now);
        SecretVersion version;
        if (before == null) {
            prune(tx, secret, now);
            changed = changed.numbered(secret.number() + 1);
            version = new SecretVersion(id, changed.number(), now, null, sealed);
        } else {
            version = sealed == null ? before : before.with(sealed);
        }
        for (String stage : stages) {
            changed = changed.staged(stage, id);
        }
        checkStages(changed);
        put(tx, changed, version);
        tables.secrets.put(tx, changed.name(), changed);
        return changed;
    }

    static void checkStages(Secret secret) {
        if (secret.stages().size() > SecretsManagerLimits.STAGES_MAX.current()) {
            throw SecretsManagerErrors.limit(
                    "The secret has more than " + SecretsManagerLimits.STAGES_MAX.current() + " staging labels.");
        }
    }

    /** Versions without labels go when there are as many as may be, unless they are a day old at most. */
    private static void prune(Tx tx, Secret secret, Instant now) {
        List<SecretVersion> versions = all(tx, secret);
        long most = SecretsManagerLimits.VERSIONS_MAX.current();
        if (versions.size() < most) {
            return;
        }
        SecretsManagerTables tables = SecretsManagerTables.of(secret);
        Instant old = now.minus(Duration.ofHours(SecretsManagerLimits.VERSION_AGE_MIN.current()));
        long left = versions.size();
        for (SecretVersion version : versions) {
            if (left < most) {
                return;
            }
            if (secret.stagesOf(version.id()).isEmpty() && version.created().isBefore(old)) {
                tables.versions.delete(tx, new VersionKey(secret.name(), version.id()));
                left--;
            }
        }
        if (left >= most) {
            throw SecretsManagerErrors.limit("The secret has " + most + " versions that were made within a day.");
        }
    }

    /** Takes a secret away, with all that it has. */
    static void delete(Tx tx, Secret secret) {
        SecretsManagerTables tables = SecretsManagerTables.of(secret);
        tables.secrets.delete(tx, secret.name());
        tables.versions.deleteRange(tx, Range.prefix(Key.of(secret.name())));
        SecretTimers.cancel(tx, secret);
    }
}
