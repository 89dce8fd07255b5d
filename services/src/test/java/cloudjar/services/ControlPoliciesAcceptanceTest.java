package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.identity.Controls;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.testkit.CloudExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Policies of an organization, as AWS's SDK for Java meets them. The codes in brackets are those of the checks that a test proves. */
class ControlPoliciesAcceptanceTest {
    private static final Map<String, Controls> CONTROLS = new ConcurrentHashMap<>();

    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(ControlPoliciesAcceptanceTest::services);

    private final People people = People.in(CLOUD.cloud().mainWorld());

    private static List<ServiceBinding<?>> services(Wiring wiring) {
        List<ServiceBinding<?>> services = Services.all(wiring);
        wiring.identities().controlsFrom((_, _, account) -> CONTROLS.getOrDefault(account, Controls.NONE));
        return services;
    }

    private static PolicyLayer layer(PolicyKind kind, String... statements) {
        return new CompiledPolicies().layer(kind, "control", People.document(statements));
    }

    private static final String ALL = People.statement("Allow", "*", "*", "");

    private static void assertDenied(ThrowingCallable call, String reason) {
        assertThatThrownBy(call).isInstanceOf(SqsException.class).hasMessageContaining(reason);
    }

    /** Not even the root user of an account may do what its organization forbids. [IAM-5] [ORG-1] */
    @Test
    void serviceControlPoliciesHoldForEverybodyInTheAccount() {
        SqsClient root = people.root(SqsClient.builder());
        SqsClient ann = people.user("ann", SqsClient.builder());
        people.allow("ann", "*", "*");
        CONTROLS.put(
                people.account(),
                new Controls(
                        List.of(
                                layer(PolicyKind.SERVICE_CONTROL, ALL),
                                layer(
                                        PolicyKind.SERVICE_CONTROL,
                                        People.statement("Allow", "sqs:CreateQueue", "*", ""),
                                        People.statement("Allow", "sqs:ListQueues", "*", ""),
                                        People.statement("Deny", "sqs:ListQueues", "*", ""))),
                        List.of(),
                        "o-example001",
                        ""));
        String url = root.createQueue(create -> create.queueName("jobs")).queueUrl();
        for (SqsClient client : List.of(root, ann)) {
            assertDenied(client::listQueues, "with an explicit deny in a service control policy");
            assertDenied(
                    () -> client.deleteQueue(delete -> delete.queueUrl(url)),
                    "because no service control policy allows the sqs:deletequeue action");
        }
    }

    @Test
    void resourceControlPoliciesHoldForWhoeverComes() {
        SqsClient root = people.root(SqsClient.builder());
        String url = root.createQueue(create -> create.queueName("jobs")).queueUrl();
        CONTROLS.put(
                people.account(),
                new Controls(
                        List.of(),
                        List.of(layer(
                                PolicyKind.RESOURCE_CONTROL,
                                "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\"}",
                                "{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"sqs:PurgeQueue\","
                                        + " \"Resource\": \"*\"}")),
                        "o-example001",
                        ""));
        root.sendMessage(send -> send.queueUrl(url).messageBody("one"));
        assertDenied(
                () -> root.purgeQueue(purge -> purge.queueUrl(url)),
                "with an explicit deny in a resource control policy");
    }
}
