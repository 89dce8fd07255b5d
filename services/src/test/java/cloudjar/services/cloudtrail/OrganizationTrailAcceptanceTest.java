package cloudjar.services.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.OrganizationFeatureSet;

/** AWS's SDK for Java: why there is no trail for an organization. */
class OrganizationTrailAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static void assertRefused(CloudTrailClient trails, String code, int status) {
        assertThatThrownBy(() -> trails.createTrail(create -> create.name("all")
                        .s3BucketName("audit-files")
                        .isMultiRegionTrail(true)
                        .isOrganizationTrail(true)))
                .isInstanceOfSatisfying(CloudTrailException.class, refused -> {
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
                    assertThat(refused.statusCode()).isEqualTo(status);
                });
    }

    @Test
    void aTrailForAnOrganizationIsRefusedForWhatIsTrueOfTheAccount(TestWorld world) {
        CloudTrailClient trails = world.client(CloudTrailClient.builder());
        OrganizationsClient organizations = world.client(OrganizationsClient.builder());
        assertRefused(trails, "OrganizationsNotInUseException", 400);
        organizations.createOrganization();
        String request = organizations
                .createAccount(create -> create.accountName("member").email("member@example.org"))
                .createAccountStatus()
                .id();
        String member = organizations
                .describeCreateAccountStatus(describe -> describe.createAccountRequestId(request))
                .createAccountStatus()
                .accountId();
        assertRefused(
                world.client(CloudTrailClient.builder(), member, Region.US_EAST_1),
                "NotOrganizationMasterAccountException",
                400);
        assertRefused(trails, "CloudTrailAccessNotEnabledException", 400);
        organizations.enableAWSServiceAccess(enable -> enable.servicePrincipal("cloudtrail.amazonaws.com"));
        assertRefused(trails, "NotImplemented", 501);
        assertThat(trails.describeTrails().trailList()).isEmpty();
    }

    @Test
    void anOrganizationForBillingAloneHasNoTrail(TestWorld world) {
        world.client(OrganizationsClient.builder())
                .createOrganization(create -> create.featureSet(OrganizationFeatureSet.CONSOLIDATED_BILLING));
        assertRefused(world.client(CloudTrailClient.builder()), "OrganizationNotInAllFeaturesModeException", 400);
    }
}
