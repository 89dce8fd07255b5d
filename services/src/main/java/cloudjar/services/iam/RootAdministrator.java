package cloudjar.services.iam;

import cloudjar.api.organizations.AWSOrganizationsNotInUseException;
import cloudjar.api.organizations.DelegatedAdministrator;
import cloudjar.api.organizations.DescribeOrganizationRequest;
import cloudjar.api.organizations.EnabledServicePrincipal;
import cloudjar.api.organizations.ListAWSServiceAccessForOrganizationRequest;
import cloudjar.api.organizations.ListAWSServiceAccessForOrganizationResponse;
import cloudjar.api.organizations.ListDelegatedAdministratorsRequest;
import cloudjar.api.organizations.ListDelegatedAdministratorsResponse;
import cloudjar.api.organizations.Organization;
import cloudjar.api.organizations.OrganizationFeatureSet;
import cloudjar.api.organizations.Organizations;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.tenancy.Principal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An account that may act for an organization where it is about the root users of its members. */
record RootAdministrator(String organizationId, String managementAccount) {
    private static final Principal.Service IAM = new Principal.Service("iam.amazonaws.com");

    /**
     * The organization for which the calling account may act.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is in none that has all features and trusts IAM, or is neither its
     *     management account nor the member that administers IAM
     */
    static RootAdministrator of(Cloud cloud, Call call) {
        Organizations organizations = cloud.client(Organizations.API);
        Organization organization = organization(organizations, call.as(IAM));
        String management = Objects.requireNonNull(organization.masterAccountId());
        if (!OrganizationFeatureSet.ALL.equals(organization.featureSet())) {
            throw IamErrors.notAllFeatures();
        }
        Call managing = call.in(management, call.region()).as(IAM);
        if (!management.equals(call.account()) && !administers(organizations, managing, call.account())) {
            throw IamErrors.notAdministrator();
        }
        if (!trusted(organizations, managing)) {
            throw IamErrors.noServiceAccess();
        }
        return new RootAdministrator(Objects.requireNonNull(organization.id()), management);
    }

    private static Organization organization(Organizations organizations, Call own) {
        try {
            return Objects.requireNonNull(organizations
                    .describeOrganization(DescribeOrganizationRequest.of(), own)
                    .organization());
        } catch (AWSOrganizationsNotInUseException none) {
            throw IamErrors.noOrganization();
        }
    }

    private static boolean administers(Organizations organizations, Call managing, String account) {
        @Nullable String token = null;
        do {
            ListDelegatedAdministratorsResponse part = organizations.listDelegatedAdministrators(
                    ListDelegatedAdministratorsRequest.builder()
                            .servicePrincipal(IAM.name())
                            .nextToken(token)
                            .build(),
                    managing);
            if (part.delegatedAdministrators().stream()
                    .map(DelegatedAdministrator::id)
                    .anyMatch(account::equals)) {
                return true;
            }
            token = part.nextToken();
        } while (token != null);
        return false;
    }

    private static boolean trusted(Organizations organizations, Call managing) {
        @Nullable String token = null;
        do {
            ListAWSServiceAccessForOrganizationResponse part = organizations.listAWSServiceAccessForOrganization(
                    ListAWSServiceAccessForOrganizationRequest.builder()
                            .nextToken(token)
                            .build(),
                    managing);
            if (part.enabledServicePrincipals().stream()
                    .map(EnabledServicePrincipal::servicePrincipal)
                    .anyMatch(IAM.name()::equals)) {
                return true;
            }
            token = part.nextToken();
        } while (token != null);
        return false;
    }
}
