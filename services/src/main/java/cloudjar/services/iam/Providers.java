package cloudjar.services.iam;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import java.util.List;

/** Finds identity providers of the call's account, and keeps them. */
final class Providers {
    static final String OPEN_ID = "oidc-provider/";
    static final String SAML = "saml-provider/";

    private Providers() {}

    static String arn(Call call, String kind, String name) {
        return new Arn(call.partition().id(), "iam", "", call.account(), kind + name).toString();
    }

    /** The providers of a kind, by their ARNs. */
    static List<IdentityProvider> all(Snapshot snapshot, Call call, String kind) {
        return IamTables.PROVIDERS.in(Scope.account(call.account())).rows(snapshot).stream()
                .map(Row::value)
                .filter(provider -> provider.arn().contains(":" + kind))
                .toList();
    }

    /**
     * Adds a provider.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is one with this ARN, or there are too many
     */
    static void add(Tx tx, Call call, String kind, IdentityProvider provider, String taken) {
        if (IamTables.PROVIDERS.in(Scope.account(call.account())).contains(tx, provider.arn())) {
            throw IamErrors.exists(taken);
        }
        if (all(tx, call, kind).size() >= IamLimits.PROVIDERS.current()) {
            throw IamErrors.quota(
                    kind.equals(SAML) ? "SAMLProvidersPerAccount" : "OpenIdConnectProvidersPerAccount",
                    IamLimits.PROVIDERS);
        }
        put(tx, call, provider);
    }

    static IdentityProvider existing(Snapshot snapshot, Call call, String arn) {
        return IamTables.PROVIDERS
                .in(Scope.account(call.account()))
                .get(snapshot, arn)
                .orElseThrow(() -> arn.contains(":" + SAML)
                        ? IamErrors.missing("Manifest not found for arn " + arn)
                        : IamErrors.missing("OpenIDConnect Provider not found for arn " + arn));
    }

    static void put(Tx tx, Call call, IdentityProvider provider) {
        IamTables.PROVIDERS.in(Scope.account(call.account())).put(tx, provider.arn(), provider);
    }

    static boolean delete(Tx tx, Call call, String arn) {
        return IamTables.PROVIDERS.in(Scope.account(call.account())).delete(tx, arn);
    }
}
