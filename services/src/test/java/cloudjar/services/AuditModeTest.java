package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.gateway.authorize.Denial;
import cloudjar.gateway.authorize.Observations;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Where permissions are only looked at, every call goes on, and what AWS would have said is noted. */
class AuditModeTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    @Test
    void whatWouldBeDeniedIsNotedAndGoesOn() {
        TestWorld world = CLOUD.cloud().mainWorld();
        People people = People.in(world);
        SqsClient ann = people.user("ann", SqsClient.builder());
        String url = ann.createQueue(create -> create.queueName("jobs")).queueUrl();
        ann.sendMessage(send -> send.queueUrl(url).messageBody("one"));
        String principal = people.arn("user/ann");
        List<Denial> denials =
                CLOUD.cloud().denials().recent(denial -> denial.principal().equals(principal), 10);
        assertThat(denials).extracting(Denial::action).containsExactly("sqs:SendMessage", "sqs:CreateQueue");
        assertThat(denials).noneMatch(Denial::refused);
        assertThat(denials.getFirst().message())
                .endsWith("because no identity-based policy allows the sqs:sendmessage action");
        // What was seen makes the policy that would have allowed it.
        String queue = "arn:aws:sqs:us-east-1:" + people.account() + ":jobs";
        assertThat(Observations.of(world.world()).by(principal).orElseThrow().byAction())
                .isEqualTo(Map.of("sqs:CreateQueue", List.of(queue), "sqs:SendMessage", List.of(queue)));
    }
}
