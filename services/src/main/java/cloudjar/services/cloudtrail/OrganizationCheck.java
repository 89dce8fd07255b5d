package cloudjar.services.cloudtrail;

import cloudjar.api.organizations.AWSOrganizationsNotInUseException;
import cloudjar.api.organizations.DescribeOrganizationRequest;
import cloudjar.api.organizations.EnabledServicePrincipal;
import cloudjar.api.organizations.ListAWSServiceAccessForOrganizationRequest;
import cloudjar.api.organizations.ListAWSServiceAccessForOrganizationResponse;
import cloudjar.api.organizations.Organization;
import cloudjar.api.organizations.OrganizationFeatureSet;
import cloudjar.api.organizations.Organizations;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * Why an account gets no trail for its organization. Such trails are not there: what AWS would refuse is refused as AWS does, the
 * rest as not implemented.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-an-organizational-trail-prepare.html">
 *     Prepare for creating a trail for your organization</a>
 */
final class OrganizationCheck {
    private final Cloud cloud;

    OrganizationCheck(Cloud cloud) {
        this.cloud = cloud;
    }

    /** What to answer where a trail for the caller's organization is asked for. */
    ApiException refusal(Call call, String operation) {
        Call own = call.as(Courier.PRINCIPAL);
        Organizations organizations = cloud.client(Organizations.API);
        Organization organization;
        try {
            organization = organizations
                    .describeOrganization(DescribeOrganizationRequest.of(), own)
                    .organization();
        } catch (AWSOrganizationsNotInUseException none) {
            return CloudTrailErrors.noOrganization();
        }
        if (organization == null || !call.account().equals(organization.masterAccountId())) {
            return CloudTrailErrors.notManagementAccount();
        }
        if (!OrganizationFeatureSet.ALL.equals(organization.featureSet())) {
            return CloudTrailErrors.notAllFeatures();
        }
        return trusted(organizations, own)
                ? NotImplemented.of("cloudtrail", operation + " with IsOrganizationTrail")
                : CloudTrailErrors.noServiceAccess();
    }

    /** Whether the organization lets CloudTrail into its accounts. */
    private static boolean trusted(Organizations organizations, Call own) {
        @Nullable String token = null;
        do {
            ListAWSServiceAccessForOrganizationResponse part = organizations.listAWSServiceAccessForOrganization(
                    ListAWSServiceAccessForOrganizationRequest.builder()
                            .nextToken(token)
                            .build(),
                    own);
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
