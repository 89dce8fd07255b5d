package cloudjar.services.sts;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import org.junit.jupiter.api.Test;

class CallerIdentityTest {
    private static final String ACCOUNT = "123456789012";

    @Test
    void theRootOfAnAccountHasTheAccountAsItsId() {
        assertThat(CallerIdentity.of(new Principal.Root(ACCOUNT, Partition.AWS)))
                .contains(new CallerIdentity(ACCOUNT, ACCOUNT, "arn:aws:iam::123456789012:root"));
    }

    @Test
    void rootsOfOtherPartitionsSayTheirPartition() {
        assertThat(CallerIdentity.of(new Principal.Root(ACCOUNT, Partition.AWS_CN)))
                .contains(new CallerIdentity(ACCOUNT, ACCOUNT, "arn:aws-cn:iam::123456789012:root"));
    }

    @Test
    void anAssumedRoleIsNamedByRoleAndSession() {
        Arn arn = new Arn("aws", "sts", "", ACCOUNT, "assumed-role/deploy/ci");
        assertThat(CallerIdentity.of(new Principal.AssumedRole(ACCOUNT, arn, "AROAEXAMPLE", "ci")))
                .contains(new CallerIdentity(
                        "AROAEXAMPLE:ci", ACCOUNT, "arn:aws:sts::123456789012:assumed-role/deploy/ci"));
    }

    @Test
    void aFederatedUserIsNamedByAccountAndName() {
        Arn arn = new Arn("aws", "sts", "", ACCOUNT, "federated-user/ann");
        assertThat(CallerIdentity.of(new Principal.Federated(ACCOUNT, arn, "ann")))
                .contains(new CallerIdentity(
                        "123456789012:ann", ACCOUNT, "arn:aws:sts::123456789012:federated-user/ann"));
    }

    @Test
    void nobodyHasNoIdentity() {
        assertThat(CallerIdentity.of(new Principal.Anonymous())).isEmpty();
    }
}
