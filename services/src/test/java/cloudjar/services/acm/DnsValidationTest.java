package cloudjar.services.acm;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.acm.Acm;
import cloudjar.api.eventbridge.EventBridge;
import cloudjar.api.eventbridge.PutEventsRequest;
import cloudjar.api.eventbridge.PutEventsRequestEntry;
import cloudjar.api.eventbridge.PutEventsResponse;
import cloudjar.api.route53.HostedZone;
import cloudjar.api.route53.HostedZoneConfig;
import cloudjar.api.route53.ListHostedZonesByNameRequest;
import cloudjar.api.route53.ListHostedZonesByNameResponse;
import cloudjar.api.route53.ListResourceRecordSetsRequest;
import cloudjar.api.route53.ListResourceRecordSetsResponse;
import cloudjar.api.route53.ResourceRecord;
import cloudjar.api.route53.ResourceRecordSet;
import cloudjar.api.route53.Route53;
import cloudjar.api.route53.ThrottlingException;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateExport;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.DomainStatus;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.acm.model.FailureReason;
import software.amazon.awssdk.services.acm.model.RenewalStatus;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/** Requests whose domains are in hosted zones of Route 53, for which something stands that knows zones and records. */
class DnsValidationTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final List<HostedZone> ZONES = new CopyOnWriteArrayList<>();
    private static final List<Held> RECORDS = new CopyOnWriteArrayList<>();
    private static final List<PutEventsRequestEntry> EVENTS = new CopyOnWriteArrayList<>();

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(wiring -> List.of(
            new ServiceBinding<>(Acm.API, AcmService.of(wiring)),
            new ServiceBinding<>(EventBridge.API, new Bus()),
            new ServiceBinding<>(Route53.API, new Dns())));

    private TestWorld world;
    private AcmClient acm;

    /** Records of a zone. */
    private record Held(String zone, ResourceRecordSet set) {}

    private static final class Bus implements EventBridge {
        @Override
        public PutEventsResponse putEvents(PutEventsRequest in, Call call) {
            EVENTS.addAll(in.entries());
            return PutEventsResponse.builder().build();
        }
    }

    /** Answers as Route 53 does: from the name that is asked for on, so that others follow. */
    private static final class Dns implements Route53 {
        @Override
        public ListHostedZonesByNameResponse listHostedZonesByName(ListHostedZonesByNameRequest in, Call call) {
            String name = String.valueOf(in.dnsName());
            if (name.equals("busy.example.org.")) {
                throw new ThrottlingException("Rate exceeded");
            }
            return ListHostedZonesByNameResponse.builder()
                    .hostedZones(ZONES.stream()
                            .filter(zone -> zone.name().compareTo(name) >= 0)
                            .toList())
                    .isTruncated(false)
                    .maxItems("100")
                    .build();
        }

        @Override
        public ListResourceRecordSetsResponse listResourceRecordSets(ListResourceRecordSetsRequest in, Call call) {
            return ListResourceRecordSetsResponse.builder()
                    .resourceRecordSets(RECORDS.stream()
                            .filter(held -> held.zone().equals("/hostedzone/" + in.hostedZoneId()))
                            .map(Held::set)
                            .toList())
                    .isTruncated(false)
                    .maxItems("100")
                    .build();
        }
    }

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        acm = world.client(AcmClient.builder());
        world.clock().freeze();
        ZONES.clear();
        RECORDS.clear();
        EVENTS.clear();
    }

    private static void zone(String name, boolean isPrivate) {
        ZONES.add(HostedZone.builder()
                .id("/hostedzone/Z" + ZONES.size())
                .name(name)
                .callerReference(name)
                .config(HostedZoneConfig.builder().privateZone(isPrivate).build())
                .build());
    }

    private static void record(String zone, String name, String type, String value) {
        String id = ZONES.stream()
                .filter(there -> there.name().equals(zone))
                .findFirst()
                .orElseThrow()
                .id();
        RECORDS.add(new Held(
                id,
                ResourceRecordSet.builder()
                        .name(name)
                        .type(type)
                        .ttl(300L)
                        .resourceRecords(
                                List.of(ResourceRecord.builder().value(value).build()))
                        .build()));
    }

    /** Makes the record that a name's validation asks for. */
    private void prove(String zone, String arn, String name) {
        var asked = option(describe(arn), name).resourceRecord();
        record(zone, asked.name(), "CNAME", asked.value());
    }

    private String request(String name, String... others) {
        String arn = acm.requestCertificate(request -> request.domainName(name)
                        .subjectAlternativeNames(others.length == 0 ? null : List.of(others))
                        .options(options -> options.export(CertificateExport.ENABLED))
                        .validationMethod(ValidationMethod.DNS))
                .certificateArn();
        world.clock().advance(SOON);
        return arn;
    }

    private CertificateDetail describe(String arn) {
        return acm.describeCertificate(describe -> describe.certificateArn(arn)).certificate();
    }

    private static DomainValidation option(CertificateDetail detail, String name) {
        return detail.domainValidationOptions().stream()
                .filter(option -> option.domainName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRequestWaitsForTheRecordInTheZone() {
        zone("example.org.", false);
        String arn = request("www.example.org", "*.www.example.org", "other.example.com");
        assertThat(describe(arn).status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
        world.clock().advance(Duration.ofHours(10));
        CertificateDetail waiting = describe(arn);
        assertThat(waiting.status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
        assertThat(option(waiting, "www.example.org").validationStatus()).isEqualTo(DomainStatus.PENDING_VALIDATION);
        // No zone here covers it: its records are elsewhere.
        assertThat(option(waiting, "other.example.com").validationStatus()).isEqualTo(DomainStatus.SUCCESS);

        record(
                "example.org.",
                option(waiting, "www.example.org").resourceRecord().name(),
                "CNAME",
                "other.example.org");
        world.clock().advance(Duration.ofMinutes(5));
        assertThat(describe(arn).status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
        // The record of the wildcard is the same.
        prove("example.org.", arn, "www.example.org");
        world.clock().advance(Duration.ofMinutes(5));
        assertThat(describe(arn).status()).isEqualTo(CertificateStatus.ISSUED);
    }

    @Test
    void aRecordThatIsThereAtOnceIsFoundAtOnce() {
        zone("example.org.", false);
        String arn = acm.requestCertificate(
                        request -> request.domainName("example.org").validationMethod(ValidationMethod.DNS))
                .certificateArn();
        prove("example.org.", arn, "example.org");
        world.clock().advance(SOON);
        assertThat(describe(arn).status()).isEqualTo(CertificateStatus.ISSUED);
    }

    @Test
    void aRequestTimesOutAfterThreeDays() {
        zone("example.org.", false);
        String arn = request("example.org");
        world.clock().advance(Duration.ofDays(3).minus(SOON).minus(SOON));
        assertThat(describe(arn).status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
        world.clock().advance(SOON);
        CertificateDetail late = describe(arn);
        assertThat(late.status()).isEqualTo(CertificateStatus.VALIDATION_TIMED_OUT);
        assertThat(option(late, "example.org").validationStatus()).isEqualTo(DomainStatus.FAILED);
        prove("example.org.", arn, "example.org");
        world.clock().advance(Duration.ofDays(1));
        assertThat(describe(arn).status()).isEqualTo(CertificateStatus.VALIDATION_TIMED_OUT);
    }

    @Test
    void zonesThatNobodyOutsideSeesDoNotCount() {
        zone("example.org.", true);
        zone("www.example.org.", false);
        assertThat(describe(request("example.org")).status()).isEqualTo(CertificateStatus.ISSUED);
    }

    /** Where a zone is nearer, resolvers ask that one. */
    @Test
    void theNearestZoneHoldsTheRecord() {
        zone("example.org.", false);
        zone("sub.example.org.", false);
        String arn = request("a.sub.example.org");
        prove("example.org.", arn, "a.sub.example.org");
        world.clock().advance(Duration.ofHours(1));
        assertThat(describe(arn).status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
        prove("sub.example.org.", arn, "a.sub.example.org");
        world.clock().advance(Duration.ofHours(1));
        assertThat(describe(arn).status()).isEqualTo(CertificateStatus.ISSUED);
    }

    @Test
    void whoeverCannotAnswerIsAskedAgain() {
        String arn = request("busy.example.org");
        world.clock().advance(Duration.ofHours(1));
        assertThat(describe(arn).status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
    }

    @Test
    void recordsThatNameOtherAuthoritiesForbid() {
        zone("example.org.", false);
        record("example.org.", "example.org.", "CAA", "0 issue \"someca.com\"");
        String arn = request("www.example.org");
        prove("example.org.", arn, "www.example.org");
        world.clock().advance(Duration.ofMinutes(1));
        CertificateDetail failed = describe(arn);
        assertThat(failed.status()).isEqualTo(CertificateStatus.FAILED);
        assertThat(failed.failureReason()).isEqualTo(FailureReason.CAA_ERROR);
    }

    private String exported(String name) {
        String arn = request(name);
        acm.exportCertificate(export -> export.certificateArn(arn).passphrase(SdkBytes.fromUtf8String("passphrase")));
        return arn;
    }

    private static List<String> needs(String arn) {
        return EVENTS.stream()
                .filter(event -> event.resources().contains(arn)
                        && "ACM Certificate Renewal Action Required".equals(event.detailType()))
                .map(PutEventsRequestEntry::detail)
                .toList();
    }

    @Test
    void aRenewalWaitsForTheRecordToo() {
        String arn = exported("example.org");
        String serial = describe(arn).serial();
        zone("example.org.", false);
        world.clock().advance(Duration.ofDays(154));
        CertificateDetail waiting = describe(arn);
        assertThat(waiting.renewalSummary().renewalStatus()).isEqualTo(RenewalStatus.PENDING_VALIDATION);
        assertThat(waiting.renewalSummary().domainValidationOptions().getFirst().validationStatus())
                .isEqualTo(DomainStatus.PENDING_VALIDATION);
        assertThat(needs(arn))
                .singleElement()
                .asString()
                .contains("\"RenewalStatusReason\":\"PENDING_DOMAIN_VALIDATION\"");
        world.clock().advance(Duration.ofDays(15));
        assertThat(needs(arn)).hasSize(2);

        prove("example.org.", arn, "example.org");
        world.clock().advance(Duration.ofHours(1));
        CertificateDetail renewed = describe(arn);
        assertThat(renewed.renewalSummary().renewalStatus()).isEqualTo(RenewalStatus.SUCCESS);
        assertThat(renewed.serial()).isNotEqualTo(serial);
    }

    @Test
    void aRenewalThatNobodyHelpsFails() {
        String arn = exported("example.org");
        zone("example.org.", false);
        world.clock().advance(Duration.ofDays(199));
        CertificateDetail ended = describe(arn);
        assertThat(ended.status()).isEqualTo(CertificateStatus.EXPIRED);
        assertThat(ended.renewalSummary().renewalStatus()).isEqualTo(RenewalStatus.FAILED);
        // With 45, 30, 15, 3 and 1 days left.
        assertThat(needs(arn)).hasSize(5);
    }
}
