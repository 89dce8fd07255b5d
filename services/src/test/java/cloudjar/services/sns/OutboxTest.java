package cloudjar.services.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.EndpointDisabledException;
import software.amazon.awssdk.services.sns.model.VerificationException;

/** E-mails, text messages and pushes stand in the outbox [SNS-2], [SNS-10]. */
class OutboxTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private SnsClient sns;
    private String topic;

    @BeforeEach
    void open(TestWorld world) {
        sns = world.client(SnsClient.builder());
        topic = sns.createTopic(create -> create.name("t")).topicArn();
    }

    private static OutboxMessage newest(TestWorld world) {
        return Outbox.newest(world.world(), 1).getFirst();
    }

    @Test
    void anEmailIsSentToWhoeverConfirmed(TestWorld world) {
        sns.subscribe(subscribe -> subscribe.topicArn(topic).protocol("email").endpoint("me@example.com"));
        OutboxMessage asked = newest(world);
        assertThat(asked.to()).isEqualTo("me@example.com");
        assertThat(asked.subject()).isEqualTo("AWS Notification - Subscription Confirmation");
        sns.publish(publish -> publish.topicArn(topic).message("too early"));
        assertThat(newest(world)).isEqualTo(asked);
        String token = asked.body().substring(asked.body().indexOf("Token=") + "Token=".length());
        sns.confirmSubscription(confirm -> confirm.topicArn(topic).token(token));
        world.clock().freeze();
        sns.publish(publish -> publish.topicArn(topic).subject("Alarm").message("The house is cold"));
        OutboxMessage mail = newest(world);
        assertThat(mail.subject()).isEqualTo("Alarm");
        assertThat(mail.body()).startsWith("The house is cold\n\n--\n").contains("Action=Unsubscribe");
    }

    @Test
    void aTokenIsGoodForTwoDays(TestWorld world) {
        world.clock().freeze();
        sns.subscribe(subscribe -> subscribe.topicArn(topic).protocol("email").endpoint("me@example.com"));
        String body = newest(world).body();
        String token = body.substring(body.indexOf("Token=") + "Token=".length());
        world.clock().advance(java.time.Duration.ofDays(2));
        assertThatThrownBy(() -> sns.confirmSubscription(
                        confirm -> confirm.topicArn(topic).token(token)))
                .hasMessageContaining("Invalid parameter: Token");
        world.clock().advance(java.time.Duration.ofSeconds(1));
        assertThat(sns.listSubscriptionsByTopic(list -> list.topicArn(topic)).subscriptions())
                .isEmpty();
    }

    @Test
    void textMessagesGoToSubscribersAndToNumbers(TestWorld world) {
        sns.setSMSAttributes(set -> set.attributes(Map.of("DefaultSenderID", "Jar")));
        sns.subscribe(subscribe -> subscribe.topicArn(topic).protocol("sms").endpoint("+4915112345678"));
        sns.publish(publish -> publish.topicArn(topic).message("to all"));
        sns.publish(publish -> publish.phoneNumber("+4915187654321").message("to one"));
        List<OutboxMessage> sent = Outbox.newest(world.world(), 10);
        assertThat(sent).extracting(OutboxMessage::way).containsOnly("sms");
        assertThat(sent)
                .extracting(OutboxMessage::body, OutboxMessage::to)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("to all", "+4915112345678"),
                        org.assertj.core.groups.Tuple.tuple("to one", "+4915187654321"));
        assertThat(sent).extracting(OutboxMessage::from).contains("Jar");
    }

    @Test
    void aNumberOfTheSandboxIsVerifiedByThePasswordThatItGot(TestWorld world) {
        sns.createSMSSandboxPhoneNumber(create -> create.phoneNumber("+4915112345678"));
        String text = newest(world).body();
        assertThatThrownBy(() -> sns.verifySMSSandboxPhoneNumber(
                        verify -> verify.phoneNumber("+4915112345678").oneTimePassword("0000000")))
                .isInstanceOf(VerificationException.class);
        sns.verifySMSSandboxPhoneNumber(
                verify -> verify.phoneNumber("+4915112345678").oneTimePassword(text.substring(text.length() - 6)));
        assertThat(sns.listSMSSandboxPhoneNumbers(list -> {}).phoneNumbers())
                .singleElement()
                .satisfies(number -> assertThat(number.statusAsString()).isEqualTo("Verified"));
    }

    @Test
    void pushesGoToDevicesThatAreEnabled(TestWorld world) {
        String application = sns.createPlatformApplication(
                        create -> create.name("app").platform("GCM").attributes(Map.of("PlatformCredential", "key")))
                .platformApplicationArn();
        String endpoint = sns.createPlatformEndpoint(
                        create -> create.platformApplicationArn(application).token("device"))
                .endpointArn();
        sns.subscribe(
                subscribe -> subscribe.topicArn(topic).protocol("application").endpoint(endpoint));
        sns.publish(publish -> publish.topicArn(topic)
                .messageStructure("json")
                .message("{\"default\":\"d\",\"GCM\":\"for android\"}"));
        assertThat(newest(world).body()).isEqualTo("for android");
        assertThat(newest(world).to()).isEqualTo("device");
        sns.setEndpointAttributes(set -> set.endpointArn(endpoint).attributes(Map.of("Enabled", "false")));
        assertThatThrownBy(
                        () -> sns.publish(publish -> publish.targetArn(endpoint).message("x")))
                .isInstanceOf(EndpointDisabledException.class);
    }
}
