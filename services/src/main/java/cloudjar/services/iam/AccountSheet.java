package cloudjar.services.iam;

import cloudjar.api.iam.GlobalEndpointTokenVersion;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to the account itself.
 *
 * @param alias null where it has none
 * @param passwords null where it has set no rules
 * @param tokenVersion which tokens the global endpoint of STS gives
 * @param reported when a report on credentials was last asked for; null where none was
 * @param outbound null where it never gave tokens to services outside
 * @param features what its organization lets be done as root; null where it never set any
 */
record AccountSheet(
        @Nullable String alias,
        @Nullable PasswordRules passwords,
        String tokenVersion,
        @Nullable Instant reported,
        @Nullable OutboundIssuer outbound,
        @Nullable OrganizationFeatures features) {
    static final String KEY = "account";

    private static final AccountSheet EMPTY =
            new AccountSheet(null, null, GlobalEndpointTokenVersion.V1_TOKEN, null, null, null);

    static AccountSheet of(Snapshot snapshot, Call call) {
        return IamTables.ACCOUNT
                .in(Scope.account(call.account()))
                .get(snapshot, KEY)
                .orElse(EMPTY);
    }

    void put(Tx tx, Call call) {
        IamTables.ACCOUNT.in(Scope.account(call.account())).put(tx, KEY, this);
    }

    /** The rules that hold for passwords. */
    PasswordRules passwordRules() {
        return passwords == null ? PasswordRules.DEFAULT : passwords;
    }

    AccountSheet withAlias(@Nullable String name) {
        return new AccountSheet(name, passwords, tokenVersion, reported, outbound, features);
    }

    AccountSheet withPasswords(@Nullable PasswordRules rules) {
        return new AccountSheet(alias, rules, tokenVersion, reported, outbound, features);
    }

    AccountSheet withTokenVersion(String version) {
        return new AccountSheet(alias, passwords, version, reported, outbound, features);
    }

    AccountSheet withReported(Instant time) {
        return new AccountSheet(alias, passwords, tokenVersion, time, outbound, features);
    }

    AccountSheet withOutbound(OutboundIssuer issuer) {
        return new AccountSheet(alias, passwords, tokenVersion, reported, issuer, features);
    }

    AccountSheet withFeatures(OrganizationFeatures set) {
        return new AccountSheet(alias, passwords, tokenVersion, reported, outbound, set);
    }
}
