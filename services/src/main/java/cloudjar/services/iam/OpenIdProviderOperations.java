package cloudjar.services.iam;

import cloudjar.api.iam.AddClientIDToOpenIDConnectProviderRequest;
import cloudjar.api.iam.AddClientIDToOpenIDConnectProviderResponse;
import cloudjar.api.iam.CreateOpenIDConnectProviderRequest;
import cloudjar.api.iam.CreateOpenIDConnectProviderResponse;
import cloudjar.api.iam.DeleteOpenIDConnectProviderRequest;
import cloudjar.api.iam.DeleteOpenIDConnectProviderResponse;
import cloudjar.api.iam.GetOpenIDConnectProviderRequest;
import cloudjar.api.iam.GetOpenIDConnectProviderResponse;
import cloudjar.api.iam.ListOpenIDConnectProviderTagsRequest;
import cloudjar.api.iam.ListOpenIDConnectProviderTagsResponse;
import cloudjar.api.iam.ListOpenIDConnectProvidersRequest;
import cloudjar.api.iam.ListOpenIDConnectProvidersResponse;
import cloudjar.api.iam.OpenIDConnectProviderListEntry;
import cloudjar.api.iam.OpenIdProviders;
import cloudjar.api.iam.RemoveClientIDFromOpenIDConnectProviderRequest;
import cloudjar.api.iam.RemoveClientIDFromOpenIDConnectProviderResponse;
import cloudjar.api.iam.Tag;
import cloudjar.api.iam.TagOpenIDConnectProviderRequest;
import cloudjar.api.iam.TagOpenIDConnectProviderResponse;
import cloudjar.api.iam.UntagOpenIDConnectProviderRequest;
import cloudjar.api.iam.UntagOpenIDConnectProviderResponse;
import cloudjar.api.iam.UpdateOpenIDConnectProviderThumbprintRequest;
import cloudjar.api.iam.UpdateOpenIDConnectProviderThumbprintResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.federation.IssuerKeys;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Providers of OpenID Connect. Their URLs are of {@code https}, as on AWS, and also of {@code http} where they are on this
 * machine, with a port.
 */
final class OpenIdProviderOperations implements OpenIdProviders {
    private static final Pattern SCHEME = Pattern.compile("^https?://");
    private static final int CLIENT_IDS_MAX = 100;
    private static final int THUMBPRINTS_MAX = 5;

    @Override
    public CreateOpenIDConnectProviderResponse createOpenIDConnectProvider(
            CreateOpenIDConnectProviderRequest in, Call call) {
        if (!IssuerKeys.isIssuer(in.url())) {
            throw IamErrors.validation("Invalid Open ID Connect Provider URL");
        }
        checkClientIds(in.clientIDList());
        checkThumbprints(in.thumbprintList());
        String address = SCHEME.matcher(in.url()).replaceFirst("");
        String arn = Providers.arn(call, Providers.OPEN_ID, address);
        IdentityProvider provider = new IdentityProvider(
                arn, address, call.time(), in.clientIDList(), in.thumbprintList(), Tags.of(in.tags()));
        return call.write(tx -> {
            Providers.add(tx, call, Providers.OPEN_ID, provider, "Provider with url " + in.url() + " already exists.");
            return CreateOpenIDConnectProviderResponse.builder()
                    .openIDConnectProviderArn(arn)
                    .tags(provider.tags().isEmpty() ? null : Tags.shown(provider.tags()))
                    .build();
        });
    }

    private static void checkClientIds(List<String> ids) {
        if (ids.size() > CLIENT_IDS_MAX) {
            throw IamErrors.limit("Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: " + CLIENT_IDS_MAX);
        }
    }

    private static void checkThumbprints(List<String> thumbprints) {
        if (thumbprints.size() > THUMBPRINTS_MAX) {
            throw IamErrors.invalidInput("Thumbprint list must contain fewer than " + THUMBPRINTS_MAX + " entries.");
        }
    }

    @Override
    public GetOpenIDConnectProviderResponse getOpenIDConnectProvider(GetOpenIDConnectProviderRequest in, Call call) {
        IdentityProvider provider =
                call.read(snapshot -> Providers.existing(snapshot, call, in.openIDConnectProviderArn()));
        return GetOpenIDConnectProviderResponse.builder()
                .url(provider.subject())
                .clientIDList(provider.clientIds())
                .thumbprintList(provider.thumbprints())
                .createDate(provider.created())
                .tags(Tags.shown(provider.tags()))
                .build();
    }

    @Override
    public ListOpenIDConnectProvidersResponse listOpenIDConnectProviders(
            ListOpenIDConnectProvidersRequest in, Call call) {
        return ListOpenIDConnectProvidersResponse.builder()
                .openIDConnectProviderList(
                        call.read(snapshot -> Providers.all(snapshot, call, Providers.OPEN_ID)).stream()
                                .map(provider -> OpenIDConnectProviderListEntry.builder()
                                        .arn(provider.arn())
                                        .build())
                                .toList())
                .build();
    }

    @Override
    public DeleteOpenIDConnectProviderResponse deleteOpenIDConnectProvider(
            DeleteOpenIDConnectProviderRequest in, Call call) {
        call.write(tx -> Providers.delete(tx, call, in.openIDConnectProviderArn()));
        return DeleteOpenIDConnectProviderResponse.of();
    }

    @Override
    public AddClientIDToOpenIDConnectProviderResponse addClientIDToOpenIDConnectProvider(
            AddClientIDToOpenIDConnectProviderRequest in, Call call) {
        return call.write(tx -> {
            IdentityProvider provider = Providers.existing(tx, call, in.openIDConnectProviderArn());
            Set<String> ids = new LinkedHashSet<>(provider.clientIds());
            ids.add(in.clientID());
            checkClientIds(List.copyOf(ids));
            Providers.put(tx, call, provider.withClientIds(List.copyOf(ids)));
            return AddClientIDToOpenIDConnectProviderResponse.of();
        });
    }

    @Override
    public RemoveClientIDFromOpenIDConnectProviderResponse removeClientIDFromOpenIDConnectProvider(
            RemoveClientIDFromOpenIDConnectProviderRequest in, Call call) {
        return call.write(tx -> {
            IdentityProvider provider = Providers.existing(tx, call, in.openIDConnectProviderArn());
            List<String> ids = new ArrayList<>(provider.clientIds());
            ids.remove(in.clientID());
            Providers.put(tx, call, provider.withClientIds(ids));
            return RemoveClientIDFromOpenIDConnectProviderResponse.of();
        });
    }

    @Override
    public UpdateOpenIDConnectProviderThumbprintResponse updateOpenIDConnectProviderThumbprint(
            UpdateOpenIDConnectProviderThumbprintRequest in, Call call) {
        checkThumbprints(in.thumbprintList());
        return call.write(tx -> {
            IdentityProvider provider = Providers.existing(tx, call, in.openIDConnectProviderArn());
            Providers.put(tx, call, provider.withThumbprints(in.thumbprintList()));
            return UpdateOpenIDConnectProviderThumbprintResponse.of();
        });
    }

    @Override
    public TagOpenIDConnectProviderResponse tagOpenIDConnectProvider(TagOpenIDConnectProviderRequest in, Call call) {
        return call.write(tx -> {
            IdentityProvider provider = Providers.existing(tx, call, in.openIDConnectProviderArn());
            Providers.put(tx, call, provider.withTags(Tags.with(provider.tags(), in.tags())));
            return TagOpenIDConnectProviderResponse.of();
        });
    }

    @Override
    public UntagOpenIDConnectProviderResponse untagOpenIDConnectProvider(
            UntagOpenIDConnectProviderRequest in, Call call) {
        return call.write(tx -> {
            IdentityProvider provider = Providers.existing(tx, call, in.openIDConnectProviderArn());
            Providers.put(tx, call, provider.withTags(Tags.without(provider.tags(), in.tagKeys())));
            return UntagOpenIDConnectProviderResponse.of();
        });
    }

    @Override
    public ListOpenIDConnectProviderTagsResponse listOpenIDConnectProviderTags(
            ListOpenIDConnectProviderTagsRequest in, Call call) {
        String arn = in.openIDConnectProviderArn();
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListOpenIDConnectProviderTags" + arn);
        Page<Tag> tags = call.read(
                snapshot -> Tags.list(Providers.existing(snapshot, call, arn).tags(), asked));
        return ListOpenIDConnectProviderTagsResponse.builder()
                .tags(tags.items())
                .isTruncated(tags.next().isPresent())
                .marker(tags.next().orElse(null))
                .build();
    }
}
