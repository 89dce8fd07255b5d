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
 *   issued         authority, serial     Issued        also by token of the request, and what is revoked by authority
 *   permissions    authority, principal  Granted
 *   reports        authority, report id  Report
 *   responders     hash of a public key  Place         of no account: who answers about what the key signed
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
     * @param template the name of the template
     * @param service which service asked for it; null where none did
     */
    record Issued(
            String authority,
            String serial,
            Bytes content,
            Instant created,
            @Nullable String token,
            @Nullable Instant revoked,
            @Nullable String reason,
            @Nullable String template,
            @Nullable String service) {
        Issued revoked(Instant time, String why) {
            return new Issued(authority, serial, content, created, token, time, why, template, service);
        }
    }

    /** A report that was put into a bucket. */
    record Report(String bucket, String key, Instant created) {}

    /** Where an authority is. */
    record Place(String account, String region, String id) {}

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
    private static final Index<String, PartKey, Issued> REVOKED = ISSUED.index(
            "revoked", KeyCodec.STRING, issued -> issued.revoked() == null ? List.of() : List.of(issued.authority()));
    private static final Table<PartKey, Report> REPORTS =
            Table.of(SERVICE, "reports", KeyCodec.of(PartKey.class), RecordCodec.of(Report.class));
    private static final Table<String, Place> RESPONDERS =
            Table.of(SERVICE, "responders", KeyCodec.STRING, RecordCodec.of(Place.class));
    private static final Table<PartKey, Granted> PERMISSIONS =
            Table.of(SERVICE, "permissions", KeyCodec.of(PartKey.class), RecordCodec.of(Granted.class));

    final ScopedTable<String, Authority> authorities;
    final ScopedIndex<String, String, Authority> byToken;
    final ScopedTable<PartKey, Issued> issued;
    final ScopedIndex<String, PartKey, Issued> issuedByToken;
    final ScopedIndex<String, PartKey, Issued> revoked;
    final ScopedTable<PartKey, Granted> permissions;
    final ScopedTable<PartKey, Report> reports;

    private AcmPcaTables(Scope scope) {
        authorities = AUTHORITIES.in(scope);
        byToken = BY_TOKEN.in(scope);
        issued = ISSUED.in(scope);
        issuedByToken = ISSUED_BY_TOKEN.in(scope);
        revoked = REVOKED.in(scope);
        permissions = PERMISSIONS.in(scope);
        reports = REPORTS.in(scope);
    }

    static AcmPcaTables in(String account, String region) {
        return new AcmPcaTables(new Scope(account, region));
    }

    /** The tables where an authority is. */
    static AcmPcaTables of(Authority authority) {
        return in(authority.account(), authority.region());
    }

    static ScopedTable<String, Place> responders() {
        return RESPONDERS.in(Scope.GLOBAL);
    }
}
