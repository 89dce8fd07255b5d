package cloudjar.services.acm;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.acm.Acm;
import cloudjar.api.eventbridge.EventBridge;
import cloudjar.api.eventbridge.PutEventsRequest;
import cloudjar.api.eventbridge.PutEventsRequestEntry;
import cloudjar.api.eventbridge.PutEventsResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/** What EventBridge is told of certificates: a bus that keeps what it is given stands in its place. */
class CertificateEventsTest {
    private static final List<PutEventsRequestEntry> EVENTS = new CopyOnWriteArrayList<>();

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(wiring -> List.of(
            new ServiceBinding<>(Acm.API, AcmService.of(wiring)), new ServiceBinding<>(EventBridge.API, new Bus())));

    private static final class Bus implements EventBridge {
        @Override
        public PutEventsResponse putEvents(PutEventsRequest in, Call call) {
            assertThat(call.principal().id()).isEqualTo("acm.amazonaws.com");
            EVENTS.addAll(in.entries());
            return PutEventsResponse.builder().build();
        }
    }

    private static List<String> types(String arn) {
        return EVENTS.stream()
                .filter(event -> event.resources().contains(arn))
                .map(PutEventsRequestEntry::detailType)
                .toList();
    }

    private static String request(AcmClient acm, TestWorld world) {
        String arn = acm.requestCertificate(
                        request -> request.domainName("example.org").validationMethod(ValidationMethod.DNS))
                .certificateArn();
        world.clock().advance(Duration.ofSeconds(2));
        return arn;
    }

    @Test
    void anEventADayTellsOfTheEnd(TestWorld world) {
        AcmClient acm = world.client(AcmClient.builder());
        acm.putAccountConfiguration(configuration ->
                configuration.idempotencyToken("once").expiryEvents(events -> events.daysBeforeExpiry(3)));
        String arn = request(acm, world);
        assertThat(types(arn)).containsExactly("ACM Certificate Available");

        world.clock().advance(Duration.ofDays(194));
        assertThat(types(arn)).containsExactly("ACM Certificate Available");
        world.clock().advance(Duration.ofDays(10));
        assertThat(types(arn))
                .containsExactly(
                        "ACM Certificate Available",
                        "ACM Certificate Approaching Expiration",
                        "ACM Certificate Approaching Expiration",
                        "ACM Certificate Approaching Expiration",
                        "ACM Certificate Expired");
        assertThat(EVENTS.stream()
                        .filter(event -> event.resources().contains(arn))
                        .map(PutEventsRequestEntry::detail)
                        .toList()
                        .get(1))
                .isEqualTo("{\"DaysToExpiry\":3,\"CommonName\":\"example.org\"}");
    }

    @Test
    void whoAsksLaterIsToldEarlier(TestWorld world) {
        AcmClient acm = world.client(AcmClient.builder());
        String arn = request(acm, world);
        acm.putAccountConfiguration(configuration ->
                configuration.idempotencyToken("once").expiryEvents(events -> events.daysBeforeExpiry(100)));

        world.clock().advance(Duration.ofDays(99));
        assertThat(types(arn)).contains("ACM Certificate Approaching Expiration");
    }

    /** Public certificates are told of later than others, unless the account has set it for all. */
    @Test
    void withoutASettingEventsBeginThirtyDaysBeforeTheEnd(TestWorld world) {
        AcmClient acm = world.client(AcmClient.builder());
        String arn = request(acm, world);
        assertThat(acm.getAccountConfiguration(get -> {}).expiryEvents().daysBeforeExpiry())
                .isEqualTo(45);
        world.clock().advance(Duration.ofDays(167));
        assertThat(types(arn)).containsExactly("ACM Certificate Available");
        world.clock().advance(Duration.ofDays(1));
        assertThat(types(arn)).contains("ACM Certificate Approaching Expiration");
    }

    @Test
    void whatIsDeletedIsNoLongerToldOf(TestWorld world) {
        AcmClient acm = world.client(AcmClient.builder());
        String arn = request(acm, world);
        acm.deleteCertificate(delete -> delete.certificateArn(arn));

        world.clock().advance(Duration.ofDays(400));
        assertThat(types(arn)).containsExactly("ACM Certificate Available");
    }
}
