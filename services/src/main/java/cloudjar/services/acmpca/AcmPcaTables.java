package cloudjar.services.acmpca;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedIndex;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Private Certificate Authority keeps of an account in a region.
 *
 * <pre>
 * acmpca
 *   authorities    id                    Authority     also by token of the request
 *   issued         authority, serial     Issued        also by token of the request
 *   permissions    authority, principal  Granted
 * </pre>
 */
final class AcmPcaTables {
    private static final String SERVICE = "acmpca";

    /** Something of an authority. */
    record PartKey(String authority, String part) {}

    /**
     * What was issued.
     *
     * @param serial in hexadecimal
     * @param content in DER
     * @param revoked when; null unless it is
     */
    record Issued(
            String authority,
            String serial,
            Bytes content,
            Instant created,
            @Nullable String token,
            @Nullable Instant revoked,
            @Nullable String reason) {}

    /** A permission of a service. */
    record Granted(String principal, String sourceAccount, List<String> actions, Instant created) {}

    private static final Table<String, Authority> AUTHORITIES =
            Table.of(SERVICE, "authorities", KeyCodec.STRING, RecordCodec.of(Authority.class));
    private static final Index<String, String, Authority> BY_TOKEN = AUTHORITIES.index(
            "by-token",
            KeyCodec.STRING,
            authority -> authority.token() == null ? List.of() : List.of(authority.token()));
    private static final Table<PartKey, Issued> ISSUED =
            Table.of(SERVICE, "issued", KeyCodec.of(PartKey.class), RecordCodec.of(Issued.class));
    private static final Index<String, PartKey, Issued> ISSUED_BY_TOKEN = ISSUED.index(
            "by-token",
            KeyCodec.STRING,
            issued -> issued.token() == null ? List.of() : List.of(issued.authority() + " " + issued.token()));
    private static final Table<PartKey, Granted> PERMISSIONS =
            Table.of(SERVICE, "permissions", KeyCodec.of(PartKey.class), RecordCodec.of(Granted.class));

    final ScopedTable<String, Authority> authorities;
    final ScopedIndex<String, String, Authority> byToken;
    final ScopedTable<PartKey, Issued> issued;
    final ScopedIndex<String, PartKey, Issued> issuedByToken;
    final ScopedTable<PartKey, Granted> permissions;

    private AcmPcaTables(Scope scope) {
        authorities = AUTHORITIES.in(scope);
        byToken = BY_TOKEN.in(scope);
        issued = ISSUED.in(scope);
        issuedByToken = ISSUED_BY_TOKEN.in(scope);
        permissions = PERMISSIONS.in(scope);
    }

    static AcmPcaTables in(String account, String region) {
        return new AcmPcaTables(new Scope(account, region));
    }

    /** The tables where an authority is. */
    static AcmPcaTables of(Authority authority) {
        return in(authority.account(), authority.region());
    }
}
