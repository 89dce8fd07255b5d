package cloudjar.services.kms;

import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedIndex;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import java.util.List;

/**
 * What KMS keeps of an account in a region.
 *
 * <pre>
 * kms
 *   keys        key id               KmsKey
 *   materials   key id, material id  Material          a key's present and earlier ones
 *   aliases     name                 Alias             also by target
 *   grants      key id, grant id     Grant             also by token and by who may retire it
 *   imports     token id             ImportParameters
 *   uses        key id, operation    LastUse
 * </pre>
 */
final class KmsTables {
    private static final String SERVICE = "kms";

    /** A part of a key. */
    record PartKey(String key, String id) {}

    private static final Table<String, KmsKey> KEYS =
            Table.of(SERVICE, "keys", KeyCodec.STRING, RecordCodec.of(KmsKey.class));
    private static final Table<PartKey, Material> MATERIALS =
            Table.of(SERVICE, "materials", KeyCodec.of(PartKey.class), RecordCodec.of(Material.class));
    private static final Table<String, Alias> ALIASES =
            Table.of(SERVICE, "aliases", KeyCodec.STRING, RecordCodec.of(Alias.class));
    private static final Index<String, String, Alias> BY_TARGET =
            ALIASES.index("by-target", KeyCodec.STRING, alias -> List.of(alias.target()));
    private static final Table<PartKey, Grant> GRANTS =
            Table.of(SERVICE, "grants", KeyCodec.of(PartKey.class), RecordCodec.of(Grant.class));
    private static final Index<String, PartKey, Grant> BY_TOKEN =
            GRANTS.index("by-token", KeyCodec.STRING, grant -> List.of(grant.token()));
    private static final Index<String, PartKey, Grant> BY_RETIRING = GRANTS.index(
            "by-retiring", KeyCodec.STRING, grant -> grant.retiring() == null ? List.of() : List.of(grant.retiring()));
    private static final Table<String, ImportParameters> IMPORTS =
            Table.of(SERVICE, "imports", KeyCodec.STRING, RecordCodec.of(ImportParameters.class));
    private static final Table<PartKey, LastUse> USES =
            Table.of(SERVICE, "uses", KeyCodec.of(PartKey.class), RecordCodec.of(LastUse.class));

    final ScopedTable<String, KmsKey> keys;
    final ScopedTable<PartKey, Material> materials;
    final ScopedTable<String, Alias> aliases;
    final ScopedIndex<String, String, Alias> byTarget;
    final ScopedTable<PartKey, Grant> grants;
    final ScopedIndex<String, PartKey, Grant> byToken;
    final ScopedIndex<String, PartKey, Grant> byRetiring;
    final ScopedTable<String, ImportParameters> imports;
    final ScopedTable<PartKey, LastUse> uses;

    private KmsTables(Scope scope) {
        keys = KEYS.in(scope);
        materials = MATERIALS.in(scope);
        aliases = ALIASES.in(scope);
        byTarget = BY_TARGET.in(scope);
        grants = GRANTS.in(scope);
        byToken = BY_TOKEN.in(scope);
        byRetiring = BY_RETIRING.in(scope);
        imports = IMPORTS.in(scope);
        uses = USES.in(scope);
    }

    static KmsTables in(String account, String region) {
        return new KmsTables(new Scope(account, region));
    }

    /** The tables where a key is. */
    static KmsTables of(KmsKey key) {
        return in(key.account(), key.region());
    }
}
