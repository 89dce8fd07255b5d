package cloudjar.services.iam;

import cloudjar.api.iam.CreateSAMLProviderRequest;
import cloudjar.api.iam.CreateSAMLProviderResponse;
import cloudjar.api.iam.DeleteSAMLProviderRequest;
import cloudjar.api.iam.DeleteSAMLProviderResponse;
import cloudjar.api.iam.GetSAMLProviderRequest;
import cloudjar.api.iam.GetSAMLProviderResponse;
import cloudjar.api.iam.ListSAMLProviderTagsRequest;
import cloudjar.api.iam.ListSAMLProviderTagsResponse;
import cloudjar.api.iam.ListSAMLProvidersRequest;
import cloudjar.api.iam.ListSAMLProvidersResponse;
import cloudjar.api.iam.SAMLProviderListEntry;
import cloudjar.api.iam.SamlProviders;
import cloudjar.api.iam.Tag;
import cloudjar.api.iam.TagSAMLProviderRequest;
import cloudjar.api.iam.TagSAMLProviderResponse;
import cloudjar.api.iam.UntagSAMLProviderRequest;
import cloudjar.api.iam.UntagSAMLProviderResponse;
import cloudjar.api.iam.UpdateSAMLProviderRequest;
import cloudjar.api.iam.UpdateSAMLProviderResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.federation.SamlMetadata;
import cloudjar.kernel.federation.UntrustedProofException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Providers of SAML 2.0. */
final class SamlProviderOperations implements SamlProviders {
    private static final int YEARS = 100;

    @Override
    public CreateSAMLProviderResponse createSAMLProvider(CreateSAMLProviderRequest in, Call call) {
        check(in.samlMetadataDocument());
        String arn = Providers.arn(call, Providers.SAML, in.name());
        IdentityProvider provider = new IdentityProvider(
                arn, in.samlMetadataDocument(), call.time(), List.of(), List.of(), Tags.of(in.tags()));
        return call.write(tx -> {
            Providers.add(
                    tx, call, Providers.SAML, provider, "SAMLProvider with name " + in.name() + " already exists.");
            return CreateSAMLProviderResponse.builder()
                    .samlProviderArn(arn)
                    .tags(provider.tags().isEmpty() ? null : Tags.shown(provider.tags()))
                    .build();
        });
    }

    /** What is no metadata of a provider is refused. */
    private static void check(String metadata) {
        try {
            SamlMetadata.parse(metadata);
        } catch (UntrustedProofException e) {
            throw IamErrors.invalidInput("Could not parse metadata");
        }
    }

    @Override
    public GetSAMLProviderResponse getSAMLProvider(GetSAMLProviderRequest in, Call call) {
        IdentityProvider provider = call.read(snapshot -> Providers.existing(snapshot, call, in.samlProviderArn()));
        return GetSAMLProviderResponse.builder()
                .samlMetadataDocument(provider.subject())
                .createDate(provider.created())
                .validUntil(validUntil(provider))
                .tags(Tags.shown(provider.tags()))
                .build();
    }

    @Override
    public ListSAMLProvidersResponse listSAMLProviders(ListSAMLProvidersRequest in, Call call) {
        return ListSAMLProvidersResponse.builder()
                .samlProviderList(call.read(snapshot -> Providers.all(snapshot, call, Providers.SAML)).stream()
                        .map(provider -> SAMLProviderListEntry.builder()
                                .arn(provider.arn())
                                .createDate(provider.created())
                                .validUntil(validUntil(provider))
                                .build())
                        .toList())
                .build();
    }

    /** AWS's answers have a day a hundred years on. */
    private static Instant validUntil(IdentityProvider provider) {
        return provider.created().atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant();
    }

    @Override
    public UpdateSAMLProviderResponse updateSAMLProvider(UpdateSAMLProviderRequest in, Call call) {
        check(in.samlMetadataDocument());
        return call.write(tx -> {
            IdentityProvider provider = Providers.existing(tx, call, in.samlProviderArn());
            Providers.put(tx, call, provider.withSubject(in.samlMetadataDocument()));
            return UpdateSAMLProviderResponse.builder()
                    .samlProviderArn(provider.arn())
                    .build();
        });
    }

    @Override
    public DeleteSAMLProviderResponse deleteSAMLProvider(DeleteSAMLProviderRequest in, Call call) {
        return call.write(tx -> {
            IdentityProvider provider = Providers.existing(tx, call, in.samlProviderArn());
            Providers.delete(tx, call, provider.arn());
            return DeleteSAMLProviderResponse.of();
        });
    }

    @Override
    public TagSAMLProviderResponse tagSAMLProvider(TagSAMLProviderRequest in, Call call) {
        return call.write(tx -> {
            IdentityProvider provider = Providers.existing(tx, call, in.samlProviderArn());
            Providers.put(tx, call, provider.withTags(Tags.with(provider.tags(), in.tags())));
            return TagSAMLProviderResponse.of();
        });
    }

    @Override
    public UntagSAMLProviderResponse untagSAMLProvider(UntagSAMLProviderRequest in, Call call) {
        return call.write(tx -> {
            IdentityProvider provider = Providers.existing(tx, call, in.samlProviderArn());
            Providers.put(tx, call, provider.withTags(Tags.without(provider.tags(), in.tagKeys())));
            return UntagSAMLProviderResponse.of();
        });
    }

    @Override
    public ListSAMLProviderTagsResponse listSAMLProviderTags(ListSAMLProviderTagsRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListSAMLProviderTags" + in.samlProviderArn());
        Page<Tag> tags = call.read(snapshot -> Tags.list(
                Providers.existing(snapshot, call, in.samlProviderArn()).tags(), asked));
        return ListSAMLProviderTagsResponse.builder()
                .tags(tags.items())
                .isTruncated(tags.next().isPresent())
                .marker(tags.next().orElse(null))
                .build();
    }
}
