package cloudjar.services.sns;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.web.MailRelay;
import cloudjar.kernel.web.MailServer;
import cloudjar.kernel.web.Outside;
import cloudjar.services.Services;
import cloudjar.testkit.InProcessCloud;
import cloudjar.testkit.TestWorld;
import cloudjar.testkit.Wirings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;

/** E-mails that a mail server takes from us, and those in JSON [SNS-10]. */
class MailTest {
    private static final long PATIENCE_SECONDS = 20;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Postman postman;
    private InProcessCloud cloud;
    private TestWorld world;
    private SnsClient sns;
    private String topic;

    @BeforeEach
    void open() throws IOException {
        postman = new Postman("451 not now");
        cloud = InProcessCloud.start(this::services);
        world = cloud.world();
        sns = world.client(SnsClient.builder());
        topic = sns.createTopic(create -> create.name("t")).topicArn();
    }

    private List<ServiceBinding<?>> services(Wiring wiring) {
        Outside outside = new Outside(
                wiring.outside().web(),
                wiring.outside().documents(),
                new MailRelay(new MailServer("localhost", postman.port()), threads));
        return Services.all(Wirings.with(outside, wiring));
    }

    @AfterEach
    void close() throws IOException {
        world.close();
        cloud.close();
        postman.close();
        threads.close();
    }

    private List<String> next() throws InterruptedException {
        List<String> letter = postman.letters().poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(letter).isNotNull();
        return letter;
    }

    private static String text(List<String> letter) {
        int begin = letter.indexOf("");
        String base64 = String.join("", letter.subList(begin + 1, letter.indexOf(".")));
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Test
    void anEmailIsHandedOnAndTriedAgainWhereTheServerHasNoTime() throws Exception {
        sns.subscribe(subscribe -> subscribe.topicArn(topic).protocol("email").endpoint("me@example.com"));
        List<String> first = next();
        assertThat(first)
                .startsWith(
                        "EHLO localhost",
                        "MAIL FROM:<no-reply@sns.amazonaws.com>",
                        "RCPT TO:<me@example.com>",
                        "DATA",
                        "From: no-reply@sns.amazonaws.com",
                        "To: me@example.com")
                .contains("Subject: =?utf-8?B?"
                        + Base64.getEncoder()
                                .encodeToString(
                                        "AWS Notification - Subscription Confirmation".getBytes(StandardCharsets.UTF_8))
                        + "?=")
                .endsWith("QUIT");
        assertThat(text(first)).contains("Action=ConfirmSubscription");

        world.clock().advance(Duration.ofMinutes(1));
        assertThat(next()).isEqualTo(first);
        assertThat(Outbox.newest(world.world(), 10)).hasSize(1);
    }

    /** Those who want JSON get what web endpoints get, with its signature. */
    @Test
    void aLetterInJsonIsSigned() throws Exception {
        sns.subscribe(
                subscribe -> subscribe.topicArn(topic).protocol("email-json").endpoint("me@example.com"));
        Map<String, Object> asked = Json.object(text(next())).orElseThrow();
        assertThat(asked)
                .containsEntry("Type", "SubscriptionConfirmation")
                .containsKeys("Token", "SubscribeURL", "SignatureVersion", "Signature", "SigningCertURL");
        sns.confirmSubscription(confirm -> confirm.topicArn(topic).token(String.valueOf(asked.get("Token"))));
        // The server had no time for the first.
        world.clock().advance(Duration.ofMinutes(1));
        next();
        sns.publish(publish -> publish.topicArn(topic).subject("Alarm").message("The house is cold"));

        String letter = text(next());
        assertThat(Json.object(letter).orElseThrow())
                .containsEntry("Type", "Notification")
                .containsEntry("Message", "The house is cold")
                .containsKey("UnsubscribeURL");
        assertThat(Signatures.isGood(letter)).isTrue();
    }
}
