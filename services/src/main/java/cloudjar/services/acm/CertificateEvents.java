package cloudjar.services.acm;

import cloudjar.api.eventbridge.EventBridge;
import cloudjar.api.eventbridge.PutEventsRequest;
import cloudjar.api.eventbridge.PutEventsRequestEntry;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells EventBridge what becomes of certificates. What happened stands whether or not somebody could be told.
 *
 * @see <a href="https://docs.aws.amazon.com/acm/latest/userguide/supported-events.html">Events of Certificate Manager</a>
 */
final class CertificateEvents {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateEvents.class);

    private final Cloud cloud;

    CertificateEvents(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Whole days until a certificate ends. */
    static long daysToExpiry(Certificate certificate, Instant now) {
        return Math.max(0, Duration.between(now, end(certificate)).toDays());
    }

    static Instant end(Certificate certificate) {
        return Facts.of(Objects.requireNonNull(certificate.issue()).content())
                .certificate()
                .getNotAfter()
                .toInstant();
    }

    void approachesExpiry(World world, Certificate certificate, Instant now) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("DaysToExpiry", daysToExpiry(certificate, now));
        detail.put("CommonName", certificate.domain());
        put(world, certificate, "ACM Certificate Approaching Expiration", detail, now);
    }

    void expired(World world, Certificate certificate, Instant now) {
        Map<String, Object> detail = whole(certificate, now);
        put(world, certificate, "ACM Certificate Expired", detail, now);
    }

    /** @param action ISSUANCE, RENEWAL, IMPORT or REIMPORT */
    void available(World world, Certificate certificate, String action, Instant now) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("Action", action);
        detail.putAll(whole(certificate, now));
        put(world, certificate, "ACM Certificate Available", detail, now);
    }

    /** @param reason why it is not renewed by itself */
    void needsAction(World world, Certificate certificate, String reason, Instant now) {
        Map<String, Object> detail = whole(certificate, now);
        detail.remove("CertificateCreatedDate");
        detail.put("RenewalStatusReason", reason);
        put(world, certificate, "ACM Certificate Renewal Action Required", detail, now);
    }

    private static Map<String, Object> whole(Certificate certificate, Instant now) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("CertificateType", certificate.type());
        detail.put("CommonName", certificate.domain());
        Certificate.Request request = certificate.request();
        if (request != null && request.authority() == null) {
            detail.put("DomainValidationMethod", request.method());
        }
        detail.put("CertificateCreatedDate", certificate.created().toString());
        detail.put("CertificateExpirationDate", end(certificate).toString());
        detail.put("DaysToExpiry", daysToExpiry(certificate, now));
        detail.put("InUse", false);
        detail.put("Exported", certificate.exported());
        return detail;
    }

    private void put(World world, Certificate certificate, String type, Map<String, Object> detail, Instant now) {
        try {
            var unused = cloud.client(EventBridge.API)
                    .putEvents(
                            PutEventsRequest.builder()
                                    .entries(List.of(PutEventsRequestEntry.builder()
                                            .time(now)
                                            .source("aws.acm")
                                            .resources(List.of(certificate.arn()))
                                            .detailType(type)
                                            .detail(Json.write(detail))
                                            .build()))
                                    .build(),
                            ServiceCalls.of(world, certificate, now));
        } catch (ApiException e) {
            LOG.debug("An event was not taken: certificate={}, code={}", certificate.arn(), e.code());
        }
    }
}
