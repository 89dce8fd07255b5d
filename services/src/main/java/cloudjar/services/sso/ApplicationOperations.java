package cloudjar.services.sso;

import cloudjar.api.ssoadmin.ApplicationProvider;
import cloudjar.api.ssoadmin.ApplicationStatus;
import cloudjar.api.ssoadmin.CreateApplicationRequest;
import cloudjar.api.ssoadmin.CreateApplicationResponse;
import cloudjar.api.ssoadmin.DeleteApplicationRequest;
import cloudjar.api.ssoadmin.DeleteApplicationResponse;
import cloudjar.api.ssoadmin.DescribeApplicationProviderRequest;
import cloudjar.api.ssoadmin.DescribeApplicationProviderResponse;
import cloudjar.api.ssoadmin.DescribeApplicationRequest;
import cloudjar.api.ssoadmin.DescribeApplicationResponse;
import cloudjar.api.ssoadmin.DisplayData;
import cloudjar.api.ssoadmin.FederationProtocol;
import cloudjar.api.ssoadmin.ListApplicationProvidersRequest;
import cloudjar.api.ssoadmin.ListApplicationProvidersResponse;
import cloudjar.api.ssoadmin.ListApplicationsFilter;
import cloudjar.api.ssoadmin.ListApplicationsRequest;
import cloudjar.api.ssoadmin.ListApplicationsResponse;
import cloudjar.api.ssoadmin.PortalOptions;
import cloudjar.api.ssoadmin.UpdateApplicationRequest;
import cloudjar.api.ssoadmin.UpdateApplicationResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.services.sso.Application.Access;
import cloudjar.services.sso.Application.Facts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Applications as such. */
final class ApplicationOperations implements cloudjar.api.ssoadmin.Applications {
    private static final int ID_CHANCE = 16;

    /** Those by which users' own applications are made; AWS knows hundreds of products beside them. */
    private static final List<String> PROVIDERS = List.of("custom", "custom-saml");

    @Override
    public CreateApplicationResponse createApplication(CreateApplicationRequest in, Call call) {
        Map<String, String> tags = Tags.of(in.tags());
        provider(in.applicationProviderArn(), call);
        String id = "apl-" + call.world().ids().hex(ID_CHANCE);
        Facts facts = new Facts(
                in.name(),
                in.description(),
                Objects.requireNonNullElse(in.status_(), ApplicationStatus.ENABLED),
                in.portalOptions());
        String arn = call.write(tx -> {
            Instance instance = Instances.own(tx, call, in.instanceArn());
            long others =
                    SsoTables.APPLICATIONS_BY_INSTANCE.in(instance.scope()).count(tx, Range.prefix(instance.arn()));
            if (others >= SsoLimits.APPLICATIONS.current()) {
                throw SsoErrors.quota(SsoLimits.APPLICATIONS);
            }
            Application application = new Application(
                    instance.accountArn("application", id),
                    instance.arn(),
                    in.applicationProviderArn(),
                    facts,
                    Access.NEW,
                    tags,
                    call.time());
            SsoTables.APPLICATIONS.in(instance.scope()).put(tx, application.arn(), application);
            return application.arn();
        });
        return CreateApplicationResponse.builder().applicationArn(arn).build();
    }

    @Override
    public DescribeApplicationResponse describeApplication(DescribeApplicationRequest in, Call call) {
        Application application = Applications.existing(call, in.applicationArn());
        Facts facts = application.facts();
        return DescribeApplicationResponse.builder()
                .applicationArn(application.arn())
                .applicationProviderArn(application.providerArn())
                .applicationAccount(call.account())
                .instanceArn(application.instanceArn())
                .name(facts.name())
                .description(facts.description())
                .status_(facts.status())
                .portalOptions(facts.portal())
                .createdDate(application.created())
                .build();
    }

    @Override
    public UpdateApplicationResponse updateApplication(UpdateApplicationRequest in, Call call) {
        call.write(tx -> {
            Instance instance = Applications.instance(tx, call, in.applicationArn());
            Application application = Applications.existing(tx, instance, in.applicationArn());
            Facts old = application.facts();
            Facts facts = new Facts(
                    in.name() == null ? old.name() : in.name(),
                    in.description() == null ? old.description() : in.description(),
                    Objects.requireNonNullElse(in.status_(), old.status()),
                    portal(old.portal(), in));
            Application changed = application.with(facts);
            SsoTables.APPLICATIONS.in(instance.scope()).put(tx, changed.arn(), changed);
            return changed;
        });
        return UpdateApplicationResponse.of();
    }

    private static @Nullable PortalOptions portal(@Nullable PortalOptions old, UpdateApplicationRequest in) {
        if (in.portalOptions() == null || in.portalOptions().signInOptions() == null) {
            return old;
        }
        PortalOptions.Builder changed = old == null ? PortalOptions.builder() : old.toBuilder();
        return changed.signInOptions(in.portalOptions().signInOptions()).build();
    }

    @Override
    public DeleteApplicationResponse deleteApplication(DeleteApplicationRequest in, Call call) {
        call.write(tx -> {
            Instance instance = Applications.instance(tx, call, in.applicationArn());
            Applications.existing(tx, instance, in.applicationArn());
            SsoTables.APPLICATION_USERS.in(instance.scope()).deleteRange(tx, Range.prefix(in.applicationArn()));
            return SsoTables.APPLICATIONS.in(instance.scope()).delete(tx, in.applicationArn());
        });
        return DeleteApplicationResponse.of();
    }

    @Override
    public ListApplicationsResponse listApplications(ListApplicationsRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListApplications" + in.filter());
        ListApplicationsFilter filter = in.filter();
        String provider = filter == null ? null : filter.applicationProvider();
        String account = filter == null ? null : filter.applicationAccount();
        Page<cloudjar.api.ssoadmin.Application> part = call.read(snapshot -> {
            Instance instance = Instances.own(snapshot, call, in.instanceArn());
            return Page.of(
                            SsoTables.APPLICATIONS_BY_INSTANCE.in(instance.scope()),
                            snapshot,
                            Range.prefix(instance.arn()),
                            asked,
                            application -> (provider == null || provider.equals(application.providerArn()))
                                    && (account == null || account.equals(instance.account())))
                    .map(application -> application.shown(instance.account()));
        });
        return ListApplicationsResponse.builder()
                .applications(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    private static List<ApplicationProvider> providers(Call call) {
        return PROVIDERS.stream()
                .map(name -> ApplicationProvider.builder()
                        .applicationProviderArn(
                                "arn:" + call.partition().id() + ":sso::aws:applicationProvider/" + name)
                        .federationProtocol(name.endsWith("saml") ? FederationProtocol.SAML : FederationProtocol.OAUTH)
                        .displayData(DisplayData.builder()
                                .displayName("Custom application")
                                .description("An application of your own")
                                .build())
                        .build())
                .toList();
    }

    private static ApplicationProvider provider(String arn, Call call) {
        return providers(call).stream()
                .filter(provider -> provider.applicationProviderArn().equals(arn))
                .findFirst()
                .orElseThrow(() -> SsoErrors.missing("Application provider does not exist: " + arn));
    }

    @Override
    public DescribeApplicationProviderResponse describeApplicationProvider(
            DescribeApplicationProviderRequest in, Call call) {
        ApplicationProvider provider = provider(in.applicationProviderArn(), call);
        return DescribeApplicationProviderResponse.builder()
                .applicationProviderArn(provider.applicationProviderArn())
                .federationProtocol(provider.federationProtocol())
                .displayData(provider.displayData())
                .build();
    }

    @Override
    public ListApplicationProvidersResponse listApplicationProviders(ListApplicationProvidersRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListApplicationProviders");
        Page<ApplicationProvider> part = Page.of(providers(call), ApplicationProvider::applicationProviderArn, asked);
        return ListApplicationProvidersResponse.builder()
                .applicationProviders(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }
}
