package cloudjar.services.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class StsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    @Test
    void getCallerIdentityNamesTheRootOfTheAccount(TestWorld world) {
        try (StsClient sts = world.client(StsClient.builder())) {
            GetCallerIdentityResponse identity = sts.getCallerIdentity();
            assertThat(identity.account()).isEqualTo("000000000000");
            assertThat(identity.userId()).isEqualTo("000000000000");
            assertThat(identity.arn()).isEqualTo("arn:aws:iam::000000000000:root");
            assertThat(identity.responseMetadata().requestId()).isNotBlank();
        }
    }

    @Test
    void anAccessKeyOfTwelveDigitsIsTheAccount(TestWorld world) {
        try (StsClient sts = world.client(StsClient.builder(), "123456789012", Region.EU_CENTRAL_1)) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:root");
        }
    }

    @Test
    void theGlobalRegionIsTheFirstRegionsPartition(TestWorld world) {
        try (StsClient sts = world.client(StsClient.builder(), "123456789012", Region.AWS_GLOBAL)) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:root");
        }
    }

    @Test
    void otherPartitionsHaveArnsOfTheirOwn(TestWorld world) {
        try (StsClient sts = world.client(StsClient.builder(), "123456789012", Region.CN_NORTH_1)) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws-cn:iam::123456789012:root");
        }
        try (StsClient sts = world.client(StsClient.builder(), "123456789012", Region.US_GOV_WEST_1)) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws-us-gov:iam::123456789012:root");
        }
    }

    @Test
    void whatIsNotThereSaysSo(TestWorld world) {
        try (StsClient sts = world.client(StsClient.builder())) {
            assertThatThrownBy(() -> sts.getDelegatedAccessToken(request -> request.tradeInToken("token")))
                    .isInstanceOfSatisfying(StsException.class, error -> {
                        assertThat(error.statusCode()).isEqualTo(501);
                        assertThat(error.awsErrorDetails().errorMessage()).contains("GetDelegatedAccessToken");
                    });
        }
    }
}
