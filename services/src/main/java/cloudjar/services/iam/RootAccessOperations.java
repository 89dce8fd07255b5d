package cloudjar.services.iam;

import cloudjar.api.iam.DisableOrganizationsRootCredentialsManagementRequest;
import cloudjar.api.iam.DisableOrganizationsRootCredentialsManagementResponse;
import cloudjar.api.iam.DisableOrganizationsRootSessionsRequest;
import cloudjar.api.iam.DisableOrganizationsRootSessionsResponse;
import cloudjar.api.iam.EnableOrganizationsRootCredentialsManagementRequest;
import cloudjar.api.iam.EnableOrganizationsRootCredentialsManagementResponse;
import cloudjar.api.iam.EnableOrganizationsRootSessionsRequest;
import cloudjar.api.iam.EnableOrganizationsRootSessionsResponse;
import cloudjar.api.iam.FeatureType;
import cloudjar.api.iam.ListOrganizationsFeaturesRequest;
import cloudjar.api.iam.ListOrganizationsFeaturesResponse;
import cloudjar.api.iam.RootAccess;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.store.Snapshot;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the management account of an organization, and the member that administers IAM for it, may do as the root user of members.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html">Centralize root access for
 *     member accounts</a>
 */
final class RootAccessOperations implements RootAccess {
    private static final List<String> ALL = List.of(FeatureType.ROOT_CREDENTIALS_MANAGEMENT, FeatureType.ROOT_SESSIONS);

    private final Cloud cloud;

    RootAccessOperations(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public EnableOrganizationsRootCredentialsManagementResponse enableOrganizationsRootCredentialsManagement(
            EnableOrganizationsRootCredentialsManagementRequest in, Call call) {
        OrganizationFeatures set = enable(FeatureType.ROOT_CREDENTIALS_MANAGEMENT, call);
        return EnableOrganizationsRootCredentialsManagementResponse.builder()
                .organizationId(set.organizationId())
                .enabledFeatures(set.enabled())
                .build();
    }

    @Override
    public EnableOrganizationsRootSessionsResponse enableOrganizationsRootSessions(
            EnableOrganizationsRootSessionsRequest in, Call call) {
        OrganizationFeatures set = enable(FeatureType.ROOT_SESSIONS, call);
        return EnableOrganizationsRootSessionsResponse.builder()
                .organizationId(set.organizationId())
                .enabledFeatures(set.enabled())
                .build();
    }

    @Override
    public DisableOrganizationsRootCredentialsManagementResponse disableOrganizationsRootCredentialsManagement(
            DisableOrganizationsRootCredentialsManagementRequest in, Call call) {
        OrganizationFeatures set = disable(FeatureType.ROOT_CREDENTIALS_MANAGEMENT, call);
        return DisableOrganizationsRootCredentialsManagementResponse.builder()
                .organizationId(set.organizationId())
                .enabledFeatures(set.enabled())
                .build();
    }

    @Override
    public DisableOrganizationsRootSessionsResponse disableOrganizationsRootSessions(
            DisableOrganizationsRootSessionsRequest in, Call call) {
        OrganizationFeatures set = disable(FeatureType.ROOT_SESSIONS, call);
        return DisableOrganizationsRootSessionsResponse.builder()
                .organizationId(set.organizationId())
                .enabledFeatures(set.enabled())
                .build();
    }

    @Override
    public ListOrganizationsFeaturesResponse listOrganizationsFeatures(ListOrganizationsFeaturesRequest in, Call call) {
        RootAdministrator administrator = RootAdministrator.of(cloud, call);
        OrganizationFeatures set = call.read(snapshot -> features(snapshot, administrator, call));
        return ListOrganizationsFeaturesResponse.builder()
                .organizationId(set.organizationId())
                .enabledFeatures(set.enabled())
                .build();
    }

    private OrganizationFeatures enable(String feature, Call call) {
        RootAdministrator administrator = RootAdministrator.of(cloud, call);
        if (!administrator.managementAccount().equals(call.account())) {
            throw IamErrors.notManaging();
        }
        return change(administrator, call, enabled -> Stream.concat(enabled, Stream.of(feature)));
    }

    private OrganizationFeatures disable(String feature, Call call) {
        return change(
                RootAdministrator.of(cloud, call), call, enabled -> enabled.filter(other -> !other.equals(feature)));
    }

    /** Changes a set. */
    @FunctionalInterface
    private interface Change {
        Stream<String> of(Stream<String> enabled);
    }

    private static OrganizationFeatures change(RootAdministrator administrator, Call call, Change change) {
        Call managing = call.in(administrator.managementAccount(), call.region());
        return call.write(tx -> {
            List<String> now = change.of(features(tx, administrator, call).enabled().stream())
                    .toList();
            OrganizationFeatures changed = new OrganizationFeatures(
                    administrator.organizationId(),
                    ALL.stream().filter(now::contains).toList());
            AccountSheet.of(tx, managing).withFeatures(changed).put(tx, managing);
            return changed;
        });
    }

    private static OrganizationFeatures features(Snapshot snapshot, RootAdministrator administrator, Call call) {
        OrganizationFeatures set = AccountSheet.of(snapshot, call.in(administrator.managementAccount(), call.region()))
                .features();
        return set != null && set.organizationId().equals(administrator.organizationId())
                ? set
                : new OrganizationFeatures(administrator.organizationId(), List.of());
    }
}
