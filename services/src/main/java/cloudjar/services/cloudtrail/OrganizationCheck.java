package cloudjar.services.cloudtrail;

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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An organization as CloudTrail stands to it, and who may have trails for all of it.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-an-organizational-trail-prepare.html">
 *     Prepare for creating a trail for your organization</a>
 */
final class OrganizationCheck {
    private final Cloud cloud;

    OrganizationCheck(Cloud cloud) {
        this.cloud = cloud;
    }

    /** An organization that has all features and lets CloudTrail into its accounts. */
    record Ready(String id, String managementAccount) {}

    /**
     * The organization for which the caller may make and change trails.
     *
     * @throws cloudjar.kernel.shape.ApiException where the caller's account is in no organization that is ready for it, or is
     *     neither its management account nor a delegated administrator
     */
    Ready administered(Call call) {
        Organization organization = organization(call);
        Call managing = managing(organization, call);
        if (!managing.account().equals(call.account()) && !administers(managing, call.account())) {
            throw CloudTrailErrors.notManagementAccount();
        }
        return ready(organization, managing);
    }

    /**
     * The organization that the caller manages.
     *
     * @throws cloudjar.kernel.shape.ApiException where it manages none, or that is not ready
     */
    Ready managed(Call call) {
        Organization organization = organization(call);
        Call managing = managing(organization, call);
        if (!managing.account().equals(call.account())) {
            throw CloudTrailErrors.notManaging();
        }
        return ready(organization, managing);
    }

    /** Whether an account administers CloudTrail for the organization that it is in. */
    boolean administers(Call call) {
        return administers(managing(organization(call), call), call.account());
    }

    private Ready ready(Organization organization, Call managing) {
        if (!OrganizationFeatureSet.ALL.equals(organization.featureSet())) {
            throw CloudTrailErrors.notAllFeatures();
        }
        if (!trusted(managing)) {
            throw CloudTrailErrors.noServiceAccess();
        }
        return new Ready(Objects.requireNonNull(organization.id()), managing.account());
    }

    private Organization organization(Call call) {
        try {
            return Objects.requireNonNull(cloud.client(Organizations.API)
                    .describeOrganization(DescribeOrganizationRequest.of(), call.as(Courier.PRINCIPAL))
                    .organization());
        } catch (AWSOrganizationsNotInUseException none) {
            throw CloudTrailErrors.noOrganization();
        }
    }

    /** A call that CloudTrail makes in the management account. */
    static Call managing(Organization organization, Call call) {
        return call.in(Objects.requireNonNull(organization.masterAccountId()), call.region())
                .as(Courier.PRINCIPAL);
    }

    private boolean administers(Call managing, String account) {
        @Nullable String token = null;
        do {
            ListDelegatedAdministratorsResponse part = cloud.client(Organizations.API)
                    .listDelegatedAdministrators(
                            ListDelegatedAdministratorsRequest.builder()
                                    .servicePrincipal(Courier.PRINCIPAL.name())
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

    /** Whether the organization lets CloudTrail into its accounts. */
    private boolean trusted(Call managing) {
        @Nullable String token = null;
        do {
            ListAWSServiceAccessForOrganizationResponse part = cloud.client(Organizations.API)
                    .listAWSServiceAccessForOrganization(
                            ListAWSServiceAccessForOrganizationRequest.builder()
                                    .nextToken(token)
                                    .build(),
                            managing);
            if (part.enabledServicePrincipals().stream()
                    .map(EnabledServicePrincipal::servicePrincipal)
                    .anyMatch(Courier.PRINCIPAL.name()::equals)) {
                return true;
            }
            token = part.nextToken();
        } while (token != null);
        return false;
    }
}
