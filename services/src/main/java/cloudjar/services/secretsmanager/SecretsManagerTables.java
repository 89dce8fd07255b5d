package cloudjar.services.secretsmanager;

import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedIndex;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import java.time.Instant;
import java.util.List;

/**
 * What Secrets Manager keeps of an account in a region.
 *
 * <pre>
 * secretsmanager
 *   secrets     name               Secret          also by creation, by the last change and by the last reading
 *   versions    name, version id   SecretVersion
 * </pre>
 */
final class SecretsManagerTables {
    private static final String SERVICE = "secretsmanager";

    /** A version of a secret. */
    record VersionKey(String secret, String id) {}

    private static final Table<String, Secret> SECRETS =
            Table.of(SERVICE, "secrets", KeyCodec.STRING, RecordCodec.of(Secret.class));
    private static final Index<Instant, String, Secret> BY_CREATION =
            SECRETS.index("by-creation", KeyCodec.INSTANT, secret -> List.of(secret.created()));
    private static final Index<Instant, String, Secret> BY_CHANGE =
            SECRETS.index("by-change", KeyCodec.INSTANT, secret -> List.of(secret.changed()));

    /** Who was never read comes first. */
    private static final Index<Instant, String, Secret> BY_ACCESS = SECRETS.index(
            "by-access",
            KeyCodec.INSTANT,
            secret -> List.of(secret.accessed() == null ? Instant.EPOCH : secret.accessed()));

    private static final Table<VersionKey, SecretVersion> VERSIONS =
            Table.of(SERVICE, "versions", KeyCodec.of(VersionKey.class), RecordCodec.of(SecretVersion.class));

    final ScopedTable<String, Secret> secrets;
    final ScopedIndex<Instant, String, Secret> byCreation;
    final ScopedIndex<Instant, String, Secret> byChange;
    final ScopedIndex<Instant, String, Secret> byAccess;
    final ScopedTable<VersionKey, SecretVersion> versions;

    private SecretsManagerTables(Scope scope) {
        secrets = SECRETS.in(scope);
        byCreation = BY_CREATION.in(scope);
        byChange = BY_CHANGE.in(scope);
        byAccess = BY_ACCESS.in(scope);
        versions = VERSIONS.in(scope);
    }

    static SecretsManagerTables in(String account, String region) {
        return new SecretsManagerTables(new Scope(account, region));
    }

    /** The tables where a secret is. */
    static SecretsManagerTables of(Secret secret) {
        return in(secret.account(), secret.region());
    }
}
