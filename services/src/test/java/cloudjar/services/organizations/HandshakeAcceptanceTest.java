package cloudjar.services.organizations;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.Handshake;
import software.amazon.awssdk.services.organizations.model.HandshakePartyType;
import software.amazon.awssdk.services.organizations.model.HandshakeState;
import software.amazon.awssdk.services.organizations.model.OrganizationFeatureSet;

/** AWS's SDK for Java: invitations, and the way to all features. */
class HandshakeAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String PARTNER = "210987654321";

    private TestWorld world;
    private OrganizationsClient management;
    private OrganizationsClient partner;

    @BeforeEach
    void open(TestWorld fresh) {
        world = fresh;
        management = world.client(OrganizationsClient.builder());
        partner = world.client(OrganizationsClient.builder(), PARTNER, Region.US_EAST_1);
    }

    @Test
    void anInvitationIsAcceptedDeclinedCanceledOrExpires() {
        management.createOrganization();
        Handshake first = invite();
        assertThat(first.id()).matches("h-[0-9a-z]{8,32}");
        assertThat(first.state()).isEqualTo(HandshakeState.OPEN);
        assertRefused(this::invite, "DuplicateHandshakeException", "same action");
        assertThat(partner.listHandshakesForAccount().handshakes())
                .extracting(Handshake::id)
                .containsExactly(first.id());
        partner.declineHandshake(decline -> decline.handshakeId(first.id()));
        assertRefused(
                () -> partner.acceptHandshake(accept -> accept.handshakeId(first.id())),
                "InvalidHandshakeTransitionException",
                "DECLINED");
        Handshake second = invite();
        management.cancelHandshake(cancel -> cancel.handshakeId(second.id()));
        Handshake third = invite();
        world.clock().advance(Duration.ofDays(16));
        assertThat(management
                        .describeHandshake(describe -> describe.handshakeId(third.id()))
                        .handshake()
                        .state())
                .isEqualTo(HandshakeState.EXPIRED);
        Handshake fourth = invite();
        partner.acceptHandshake(accept -> accept.handshakeId(fourth.id()));
        assertThat(management.listAccounts().accounts())
                .extracting(Account::id)
                .containsExactlyInAnyOrder(TestWorld.ACCOUNT, PARTNER);
        assertThat(management.listHandshakesForOrganization().handshakes()).hasSize(4);
        assertRefused(this::invite, "HandshakeConstraintViolationException", "already a member");
    }

    private Handshake invite() {
        return management
                .inviteAccountToOrganization(invite -> invite.notes("join us")
                        .target(target -> target.id(PARTNER).type(HandshakePartyType.ACCOUNT)))
                .handshake();
    }

    @Test
    void allFeaturesAreEnabledWhenEveryInvitedMemberApproves() {
        management.createOrganization(create -> create.featureSet(OrganizationFeatureSet.CONSOLIDATED_BILLING));
        String invitation = invite().id();
        partner.acceptHandshake(accept -> accept.handshakeId(invitation));
        String root = management.listRoots().roots().getFirst().id();
        assertRefused(
                () -> management.enablePolicyType(enable -> enable.rootId(root).policyType("SERVICE_CONTROL_POLICY")),
                "PolicyTypeNotAvailableForOrganizationException",
                "feature set");
        Handshake whole = management.enableAllFeatures().handshake();
        assertThat(whole.state()).isEqualTo(HandshakeState.REQUESTED);
        assertRefused(
                () -> management.acceptHandshake(accept -> accept.handshakeId(whole.id())),
                "InvalidHandshakeTransitionException",
                "REQUESTED");
        String approval = partner.listHandshakesForAccount(
                        list -> list.filter(filter -> filter.actionType("APPROVE_ALL_FEATURES")))
                .handshakes()
                .getFirst()
                .id();
        partner.acceptHandshake(accept -> accept.handshakeId(approval));
        management.acceptHandshake(accept -> accept.handshakeId(whole.id()));
        assertThat(management.describeOrganization().organization().featureSet())
                .isEqualTo(OrganizationFeatureSet.ALL);
    }
}
