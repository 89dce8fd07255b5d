package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.CloudExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.HandshakePartyType;
import software.amazon.awssdk.services.organizations.model.PolicyType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Organizations where permissions are enforced, as AWS's SDK for Java meets them. */
class OrganizationAccessAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private final People management = People.in(CLOUD.cloud().mainWorld());
    private final People member = management.others();

    private String root(OrganizationsClient organizations) {
        return organizations.listRoots().roots().getFirst().id();
    }

    private void join(OrganizationsClient organizations) {
        String invitation = organizations
                .inviteAccountToOrganization(invite ->
                        invite.target(target -> target.id(member.account()).type(HandshakePartyType.ACCOUNT)))
                .handshake()
                .id();
        member.root(OrganizationsClient.builder()).acceptHandshake(accept -> accept.handshakeId(invitation));
    }

    /** A service control policy bounds a member's users and its root user, and never the management account. [IAM-5] [ORG-1] */
    @Test
    void aServiceControlPolicyHoldsForMembersAlone() {
        OrganizationsClient organizations = management.root(OrganizationsClient.builder());
        organizations.createOrganization();
        join(organizations);
        SqsClient root = member.root(SqsClient.builder());
        SqsClient ann = member.with(member.user("ann"), SqsClient.builder());
        member.allow("ann", "*", "*");
        assertThatCode(ann::listQueues).doesNotThrowAnyException();
        organizations.enablePolicyType(
                enable -> enable.rootId(root(organizations)).policyType(PolicyType.SERVICE_CONTROL_POLICY));
        assertThatCode(ann::listQueues).doesNotThrowAnyException();
        String policy = organizations
                .createPolicy(create -> create.name("no-queues")
                        .description("")
                        .type(PolicyType.SERVICE_CONTROL_POLICY)
                        .content(People.document(People.statement("Deny", "sqs:*", "*", ""))))
                .policy()
                .policySummary()
                .id();
        organizations.attachPolicy(attach -> attach.policyId(policy).targetId(root(organizations)));
        for (SqsClient client : new SqsClient[] {root, ann}) {
            assertThatThrownBy(client::listQueues)
                    .isInstanceOf(SqsException.class)
                    .hasMessageContaining("with an explicit deny in a service control policy");
        }
        assertThatCode(management.root(SqsClient.builder())::listQueues).doesNotThrowAnyException();
        organizations.detachPolicy(detach -> detach.policyId(policy).targetId(root(organizations)));
        assertThatCode(ann::listQueues).doesNotThrowAnyException();
    }

    /** A role in a new account is made by the service itself, whatever the caller may do there. */
    @Test
    void anAccountIsCreatedByWhoeverMayCreateAccounts() {
        OrganizationsClient organizations = management.root(OrganizationsClient.builder());
        organizations.createOrganization();
        OrganizationsClient bea = management.user("bea", OrganizationsClient.builder());
        management.allow("bea", "organizations:*", "*");
        String request = bea.createAccount(
                        create -> create.accountName("app").email(management.account() + "@example.org"))
                .createAccountStatus()
                .id();
        assertThatCode(() ->
                        organizations.describeCreateAccountStatus(describe -> describe.createAccountRequestId(request)))
                .doesNotThrowAnyException();
    }
}
