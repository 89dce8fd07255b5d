package cloudjar.services.sts;

import cloudjar.api.iam.FeatureDisabledException;
import cloudjar.api.iam.GetOutboundWebIdentityFederationInfoRequest;
import cloudjar.api.iam.Iam;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.vault.Vault;
import cloudjar.kernel.web.PublicDocuments;
import cloudjar.kernel.web.PublicDocuments.Document;
import cloudjar.kernel.world.World;
import java.util.Map;
import java.util.Optional;

/**
 * The issuers of tokens for services outside: which accounts are ones IAM says, and keeps their addresses. What everybody may read
 * of one stays when its account gives no more tokens, since those that it gave stay good.
 */
final class OutboundIssuers {
    static final String KEYS = "/.well-known/jwks.json";

    /** In the address of every issuer, before its id. */
    private static final String PLACE = "/tokens.sts.global.api.aws/";

    private static final String CONFIGURATION = "/.well-known/openid-configuration";
    private static final Principal.Service STS = new Principal.Service("sts.amazonaws.com");
    private static final int ACCOUNT_DIGITS = 12;

    private final Cloud cloud;
    private final Vault vault;

    /** @param vault seals the private keys that are kept */
    OutboundIssuers(Cloud cloud, Vault vault) {
        this.cloud = cloud;
        this.vault = vault;
    }

    /** Lets everybody read how tokens are checked. */
    void publish(PublicDocuments documents) {
        documents.add(PLACE, this::document);
    }

    /**
     * The issuer that the calling account is.
     *
     * @throws cloudjar.kernel.shape.ApiException where it gives no tokens
     */
    OutboundIssuer of(Call call) {
        String url = url(call.as(STS)).orElseThrow(StsErrors::outboundDisabled);
        return kept(call.world(), url);
    }

    private Optional<String> url(Call own) {
        try {
            return Optional.ofNullable(cloud.client(Iam.API)
                    .getOutboundWebIdentityFederationInfo(GetOutboundWebIdentityFederationInfoRequest.of(), own)
                    .issuerIdentifier());
        } catch (FeatureDisabledException disabled) {
            // An account like most.
            return Optional.empty();
        }
    }

    private OutboundIssuer kept(World world, String url) {
        String id = url.substring(url.lastIndexOf('/') + 1);
        return find(world, id).orElseGet(() -> {
            OutboundIssuer made = OutboundIssuer.make(url, world, vault);
            return world.store().write(tx -> {
                var rows = StsTables.ISSUERS.in(Scope.GLOBAL);
                Optional<OutboundIssuer> other = rows.get(tx, id);
                if (other.isEmpty()) {
                    rows.put(tx, id, made);
                }
                return other.orElse(made);
            });
        });
    }

    private static Optional<OutboundIssuer> find(World world, String id) {
        return world.store().read(snapshot -> StsTables.ISSUERS.in(Scope.GLOBAL).get(snapshot, id));
    }

    private Optional<Document> document(World world, String path) {
        int end = path.indexOf('/', PLACE.length());
        if (end < 0) {
            return Optional.empty();
        }
        String id = path.substring(PLACE.length(), end);
        return switch (path.substring(end)) {
            case CONFIGURATION -> issuer(world, id).map(issuer -> json(issuer.configuration()));
            case KEYS -> issuer(world, id).map(issuer -> json(issuer.keys(vault)));
            default -> Optional.empty();
        };
    }

    /** An issuer that is asked for before it gave its first token has none kept yet: its account tells whether it is one. */
    private Optional<OutboundIssuer> issuer(World world, String id) {
        Optional<OutboundIssuer> known = find(world, id);
        String account = id.substring(Math.max(0, id.length() - ACCOUNT_DIGITS));
        return known.isPresent() || !Account.isId(account)
                ? known
                : url(call(world, account))
                        .filter(url -> url.endsWith(PLACE + id))
                        .map(url -> kept(world, url));
    }

    /** A call that STS makes by itself. */
    private static Call call(World world, String account) {
        return Call.own(
                world, new Scope(account, "us-east-1"), STS, world.clock().now());
    }

    private static Document json(Map<String, Object> value) {
        return new Document("application/json", Bytes.ofUtf8(Json.write(value)));
    }
}
