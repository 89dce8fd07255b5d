package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

class RoleSessionsTest {
    private static final AtomicReference<Wiring> WIRING = new AtomicReference<>();

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(wiring -> {
        WIRING.set(wiring);
        return Services.all(wiring);
    });

    private static final String ACCOUNT = "111122223333";
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:" + ACCOUNT + ":orders";
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": "sqs.amazonaws.com"},
              "Action": "sts:AssumeRole", "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sqs:*:*:orders*"}}}}""";

    private TestWorld world;
    private RoleSessions sessions;
    private String role;

    @BeforeEach
    void open(TestWorld fresh) {
        world = fresh;
        world.clock().freeze();
        sessions = new RoleSessions(wiring().cloud(), wiring().credentials(), Duration.ofMinutes(20));
        role = world.client(IamClient.builder(), ACCOUNT, Region.AWS_GLOBAL)
                .createRole(create -> create.roleName("sender").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
    }

    private static Wiring wiring() {
        return Objects.requireNonNull(WIRING.get());
    }

    private Call own(String queueArn) {
        Principal.Service service = Principal.Service.actingFor(
                "sqs.amazonaws.com", Arn.parse(queueArn).orElseThrow(), ACCOUNT);
        return Call.own(
                world.world(),
                new Scope("444455556666", "eu-west-1"),
                service,
                world.clock().now());
    }

    private String key(String queueArn, String name) {
        return Objects.requireNonNull(sessions.as(role, name, own(queueArn)).credential())
                .accessKeyId();
    }

    @Test
    void aSessionServesUntilItWouldEndInUse() {
        Call call = sessions.as(role, "mine", own(QUEUE));
        assertThat(call.principal().id()).isEqualTo("arn:aws:sts::" + ACCOUNT + ":assumed-role/sender/mine");
        assertThat(call.account()).as("the rest of the call stays").isEqualTo("444455556666");
        String key = key(QUEUE, "mine");
        world.clock().advance(Duration.ofMinutes(39));
        assertThat(key(QUEUE, "mine")).isEqualTo(key);
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(key(QUEUE, "mine")).isNotEqualTo(key);
        assertThat(key(QUEUE, "mine")).isEqualTo(key(QUEUE, "mine")).isNotEqualTo(key(QUEUE, "yours"));
        assertThat(sessions.assume(role, "mine", own(QUEUE)).accessKeyId())
                .as("a new one was asked for")
                .isNotEqualTo(key(QUEUE, "mine"));
    }

    /** A session that was made for one resource once served all others, though the role may trust the service for that one only. */
    @Test
    void aSessionServesTheResourceForWhichItWasMade() {
        assertThat(key(QUEUE, "mine")).isNotEqualTo(key(QUEUE + "-2", "mine"));
        assertThatThrownBy(() -> sessions.as(role, "mine", own(QUEUE.replace("orders", "others"))))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo("AccessDenied"));
    }

    /** Lambda once went on with sessions that were no longer there. */
    @Test
    void aSessionThatIsGoneIsMadeAnew() {
        AtomicReference<String> gone = new AtomicReference<>("");
        Credentials some = new Credentials();
        some.add((in, id) ->
                id.equals(gone.get()) ? null : wiring().credentials().find(in, id));
        sessions = new RoleSessions(wiring().cloud(), some);
        gone.set(key(QUEUE, "mine"));

        assertThat(key(QUEUE, "mine")).isNotEqualTo(gone.get());
    }
}
