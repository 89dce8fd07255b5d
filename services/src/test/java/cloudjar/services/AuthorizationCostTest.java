package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.testkit.InProcessCloud;
import cloudjar.testkit.TestWorld;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/**
 * What it takes to find the policies of a caller and its organization again while nothing has changed: counted in bytes, which no
 * other work on the machine disturbs.
 */
class AuthorizationCostTest {
    private static final int WARM = 1_000;
    private static final int CALLS = 1_000;

    /** Two numbers that are read and compared, and what holds them. */
    private static final long BYTES_MAX = 128;

    private final AtomicReference<Wiring> wiring = new AtomicReference<>();

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static long bytes(Runnable run) {
        for (int i = 0; i < WARM; i++) {
            run.run();
        }
        long before = allocated();
        for (int i = 0; i < CALLS; i++) {
            run.run();
        }
        return (allocated() - before) / CALLS;
    }

    /** The account of a new organization's new member, to which service control policies apply. */
    private static String member(TestWorld world) {
        OrganizationsClient organizations = world.client(OrganizationsClient.builder());
        organizations.createOrganization();
        String root = organizations.listRoots().roots().getFirst().id();
        organizations.enablePolicyType(enable -> enable.rootId(root).policyType(PolicyType.SERVICE_CONTROL_POLICY));
        String request = organizations
                .createAccount(create -> create.accountName("member").email("member@example.org"))
                .createAccountStatus()
                .id();
        return organizations
                .describeCreateAccountStatus(describe -> describe.createAccountRequestId(request))
                .createAccountStatus()
                .accountId();
    }

    @Test
    void policiesAreNotReadAgainWhileNothingChanges() {
        try (InProcessCloud cloud = InProcessCloud.start(
                        given -> {
                            wiring.set(given);
                            return Services.all(given);
                        },
                        LimitProfile.CURRENT,
                        new MemoryEngine());
                TestWorld world = cloud.world()) {
            for (String account : List.of("999999999999", member(world))) {
                IamClient iam = world.client(IamClient.builder(), account, TestWorld.REGION);
                User user = iam.createUser(create -> create.userName("ann")).user();
                Principal ann =
                        new Principal.User(account, Arn.parse(user.arn()).orElseThrow(), user.userId());
                var identities = Objects.requireNonNull(wiring.get()).identities();
                boolean controlled = world.world().store().read(snapshot -> {
                    assertThat(bytes(() -> identities.controls(world.world(), snapshot, account)))
                            .isLessThan(BYTES_MAX);
                    assertThat(bytes(() -> identities.facts(world.world(), snapshot, ann, null)))
                            .isLessThan(BYTES_MAX);
                    return !identities
                            .controls(world.world(), snapshot, account)
                            .service()
                            .isEmpty();
                });
                assertThat(controlled).isEqualTo(!account.equals("999999999999"));
            }
        }
    }
}
