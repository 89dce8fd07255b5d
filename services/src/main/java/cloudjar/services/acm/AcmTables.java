package cloudjar.services.acm;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedIndex;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.vault.Secret;
import java.time.Instant;
import java.util.List;

/**
 * What Certificate Manager keeps of an account in a region, and one authority for all.
 *
 * <pre>
 * acm
 *   certificates   id              Certificate     also by creation, and by token of the request
 *   configuration  "account"       Configuration
 *   authority      "root"          Authority       of no account
 * </pre>
 */
final class AcmTables {
    private static final String SERVICE = "acm";

    /** What an account has set. */
    record Configuration(int daysBeforeExpiry) {}

    /**
     * Who signs what is issued.
     *
     * @param certificate in DER
     * @param key in PKCS #8
     */
    record Authority(Bytes certificate, Secret key) {}

    private static final Table<String, Certificate> CERTIFICATES =
            Table.of(SERVICE, "certificates", KeyCodec.STRING, RecordCodec.of(Certificate.class));
    private static final Index<Instant, String, Certificate> BY_CREATION =
            CERTIFICATES.index("by-creation", KeyCodec.INSTANT, certificate -> List.of(certificate.created()));
    private static final Index<String, String, Certificate> BY_TOKEN = CERTIFICATES.index(
            "by-token",
            KeyCodec.STRING,
            certificate ->
                    certificate.request() == null || certificate.request().token() == null
                            ? List.of()
                            : List.of(certificate.request().token()));
    private static final Table<String, Configuration> CONFIGURATION =
            Table.of(SERVICE, "configuration", KeyCodec.STRING, RecordCodec.of(Configuration.class));
    private static final Table<String, Authority> AUTHORITY =
            Table.of(SERVICE, "authority", KeyCodec.STRING, RecordCodec.of(Authority.class));

    final ScopedTable<String, Certificate> certificates;
    final ScopedIndex<Instant, String, Certificate> byCreation;
    final ScopedIndex<String, String, Certificate> byToken;
    final ScopedTable<String, Configuration> configuration;

    private AcmTables(Scope scope) {
        certificates = CERTIFICATES.in(scope);
        byCreation = BY_CREATION.in(scope);
        byToken = BY_TOKEN.in(scope);
        configuration = CONFIGURATION.in(scope);
    }

    static AcmTables in(String account, String region) {
        return new AcmTables(new Scope(account, region));
    }

    static ScopedTable<String, Authority> authority() {
        return AUTHORITY.in(Scope.GLOBAL);
    }
}
