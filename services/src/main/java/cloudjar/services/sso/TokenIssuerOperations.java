package cloudjar.services.sso;

import cloudjar.api.ssoadmin.CreateTrustedTokenIssuerRequest;
import cloudjar.api.ssoadmin.CreateTrustedTokenIssuerResponse;
import cloudjar.api.ssoadmin.DeleteTrustedTokenIssuerRequest;
import cloudjar.api.ssoadmin.DeleteTrustedTokenIssuerResponse;
import cloudjar.api.ssoadmin.DescribeTrustedTokenIssuerRequest;
import cloudjar.api.ssoadmin.DescribeTrustedTokenIssuerResponse;
import cloudjar.api.ssoadmin.ListTrustedTokenIssuersRequest;
import cloudjar.api.ssoadmin.ListTrustedTokenIssuersResponse;
import cloudjar.api.ssoadmin.OidcJwtConfiguration;
import cloudjar.api.ssoadmin.OidcJwtUpdateConfiguration;
import cloudjar.api.ssoadmin.TrustedTokenIssuerConfiguration;
import cloudjar.api.ssoadmin.TrustedTokenIssuerMetadata;
import cloudjar.api.ssoadmin.TrustedTokenIssuerType;
import cloudjar.api.ssoadmin.TrustedTokenIssuers;
import cloudjar.api.ssoadmin.UpdateTrustedTokenIssuerRequest;
import cloudjar.api.ssoadmin.UpdateTrustedTokenIssuerResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Issuers of tokens that an instance trusts. */
final class TokenIssuerOperations implements TrustedTokenIssuers {
    private static Instance instance(Snapshot snapshot, Call call, String arn) {
        return Instances.of(snapshot, call.account()).stream()
                .filter(instance -> arn.contains("/" + instance.id() + "/"))
                .findFirst()
                .orElseThrow(() -> SsoErrors.noTokenIssuer(arn));
    }

    private static TokenIssuer existing(Snapshot snapshot, Instance instance, String arn) {
        return SsoTables.ISSUERS
                .in(instance.scope())
                .get(snapshot, arn)
                .orElseThrow(() -> SsoErrors.noTokenIssuer(arn));
    }

    @Override
    public CreateTrustedTokenIssuerResponse createTrustedTokenIssuer(CreateTrustedTokenIssuerRequest in, Call call) {
        OidcJwtConfiguration jwt = in.trustedTokenIssuerConfiguration().oidcJwtConfiguration();
        if (jwt == null) {
            throw SsoErrors.invalid("OidcJwtConfiguration is required for the issuer type OIDC_JWT.");
        }
        Map<String, String> tags = Tags.of(in.tags());
        String id = "tti-" + call.world().ids().uuid();
        String arn = call.write(tx -> {
            Instance instance = Instances.own(tx, call, in.instanceArn());
            List<TokenIssuer> others = SsoTables.ISSUERS_BY_INSTANCE
                    .in(instance.scope())
                    .find(tx, instance.arn())
                    .values();
            if (others.stream().anyMatch(other -> other.issuerUrl().equals(jwt.issuerUrl()))) {
                throw SsoErrors.conflict("A trusted token issuer with this issuer URL already exists.");
            }
            if (others.size() >= SsoLimits.TOKEN_ISSUERS.current()) {
                throw SsoErrors.quota(SsoLimits.TOKEN_ISSUERS);
            }
            TokenIssuer issuer = new TokenIssuer(
                    instance.accountArn("trustedTokenIssuer", id),
                    instance.arn(),
                    in.name(),
                    jwt.issuerUrl(),
                    jwt.claimAttributePath(),
                    jwt.identityStoreAttributePath(),
                    jwt.jwksRetrievalOption(),
                    tags);
            SsoTables.ISSUERS.in(instance.scope()).put(tx, issuer.arn(), issuer);
            return issuer.arn();
        });
        return CreateTrustedTokenIssuerResponse.builder()
                .trustedTokenIssuerArn(arn)
                .build();
    }

    @Override
    public DescribeTrustedTokenIssuerResponse describeTrustedTokenIssuer(
            DescribeTrustedTokenIssuerRequest in, Call call) {
        String arn = in.trustedTokenIssuerArn();
        TokenIssuer issuer = call.read(snapshot -> existing(snapshot, instance(snapshot, call, arn), arn));
        return DescribeTrustedTokenIssuerResponse.builder()
                .trustedTokenIssuerArn(issuer.arn())
                .name(issuer.name())
                .trustedTokenIssuerType(TrustedTokenIssuerType.OIDC_JWT)
                .trustedTokenIssuerConfiguration(TrustedTokenIssuerConfiguration.builder()
                        .oidcJwtConfiguration(OidcJwtConfiguration.builder()
                                .issuerUrl(issuer.issuerUrl())
                                .claimAttributePath(issuer.claimPath())
                                .identityStoreAttributePath(issuer.attributePath())
                                .jwksRetrievalOption(issuer.jwksOption())
                                .build())
                        .build())
                .build();
    }

    @Override
    public UpdateTrustedTokenIssuerResponse updateTrustedTokenIssuer(UpdateTrustedTokenIssuerRequest in, Call call) {
        String arn = in.trustedTokenIssuerArn();
        call.write(tx -> {
            Instance instance = instance(tx, call, arn);
            TokenIssuer old = existing(tx, instance, arn);
            OidcJwtUpdateConfiguration jwt = in.trustedTokenIssuerConfiguration() == null
                    ? null
                    : in.trustedTokenIssuerConfiguration().oidcJwtConfiguration();
            TokenIssuer changed = changed(old, in.name(), jwt);
            SsoTables.ISSUERS.in(instance.scope()).put(tx, arn, changed);
            return changed;
        });
        return UpdateTrustedTokenIssuerResponse.of();
    }

    private static TokenIssuer changed(
            TokenIssuer old, @Nullable String name, @Nullable OidcJwtUpdateConfiguration jwt) {
        return new TokenIssuer(
                old.arn(),
                old.instanceArn(),
                Objects.requireNonNullElse(name, old.name()),
                old.issuerUrl(),
                jwt == null ? old.claimPath() : Objects.requireNonNullElse(jwt.claimAttributePath(), old.claimPath()),
                jwt == null
                        ? old.attributePath()
                        : Objects.requireNonNullElse(jwt.identityStoreAttributePath(), old.attributePath()),
                jwt == null
                        ? old.jwksOption()
                        : Objects.requireNonNullElse(jwt.jwksRetrievalOption(), old.jwksOption()),
                old.tags());
    }

    @Override
    public DeleteTrustedTokenIssuerResponse deleteTrustedTokenIssuer(DeleteTrustedTokenIssuerRequest in, Call call) {
        String arn = in.trustedTokenIssuerArn();
        call.write(tx -> {
            Instance instance = instance(tx, call, arn);
            existing(tx, instance, arn);
            return SsoTables.ISSUERS.in(instance.scope()).delete(tx, arn);
        });
        return DeleteTrustedTokenIssuerResponse.of();
    }

    @Override
    public ListTrustedTokenIssuersResponse listTrustedTokenIssuers(ListTrustedTokenIssuersRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListTrustedTokenIssuers");
        Page<TrustedTokenIssuerMetadata> part = call.read(snapshot -> {
            Instance instance = Instances.own(snapshot, call, in.instanceArn());
            return Page.of(
                            SsoTables.ISSUERS_BY_INSTANCE.in(instance.scope()),
                            snapshot,
                            Range.prefix(instance.arn()),
                            asked,
                            issuer -> true)
                    .map(issuer -> TrustedTokenIssuerMetadata.builder()
                            .trustedTokenIssuerArn(issuer.arn())
                            .name(issuer.name())
                            .trustedTokenIssuerType(TrustedTokenIssuerType.OIDC_JWT)
                            .build());
        });
        return ListTrustedTokenIssuersResponse.builder()
                .trustedTokenIssuers(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }
}
