package cloudjar.services.ssm;

import cloudjar.api.eventbridge.EventBridge;
import cloudjar.api.eventbridge.PutEventsRequest;
import cloudjar.api.eventbridge.PutEventsRequestEntry;
import cloudjar.api.sns.PublishInput;
import cloudjar.api.sns.Sns;
import cloudjar.api.ssm.OpsItem;
import cloudjar.api.ssm.OpsItemNotification;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.ssm.OpsTables.EventKey;
import cloudjar.services.ssm.OpsTables.OpsEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells EventBridge and topics what happens to OpsItems, and keeps it. What happened stands whether or not somebody could be told.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-systems-manager-event-examples.html">
 *     Amazon EventBridge event examples for Systems Manager</a>
 */
final class OpsEvents {
    static final String CREATED = "OpsItem Create";
    static final String UPDATED = "OpsItem Update";

    private static final Logger LOG = LoggerFactory.getLogger(OpsEvents.class);
    private static final String PRINCIPAL = "ssm.amazonaws.com";

    /** Ours: how many events of an item are kept. */
    private static final int EVENTS_MAX = 1000;

    private final Cloud cloud;

    OpsEvents(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Keeps an event with its item, in place of the oldest where there are too many. */
    static void keep(Tx tx, StoredOpsItem item, String type, String eventId, Call call) {
        OpsTables tables = OpsTables.of(call);
        // The version of an item grows by one with each event.
        long number = Long.parseLong(Objects.requireNonNullElse(item.item().version(), "1"));
        tables.events.put(
                tx,
                new EventKey(item.id(), number),
                new OpsEvent(
                        eventId,
                        type,
                        detail(item.item(), type),
                        call.principal().id(),
                        call.time()));
        tables.events.delete(tx, new EventKey(item.id(), number - EVENTS_MAX));
    }

    static void forget(Tx tx, String id, Call call) {
        long unused = OpsTables.of(call).events.deleteRange(tx, Range.prefix(Key.of(id)));
    }

    void tell(StoredOpsItem item, String type, Call call) {
        Call own = call.as(
                Principal.Service.actingFor(PRINCIPAL, Arn.parse(item.arn()).orElseThrow(), call.account()));
        String detail = detail(item.item(), type);
        try {
            var unused = cloud.client(EventBridge.API)
                    .putEvents(
                            PutEventsRequest.builder()
                                    .entries(List.of(PutEventsRequestEntry.builder()
                                            .time(call.time())
                                            .source("aws.ssm")
                                            .resources(List.of(item.arn()))
                                            .detailType(type)
                                            .detail(detail)
                                            .build()))
                                    .build(),
                            own);
        } catch (ApiException e) {
            LOG.debug("An event was not taken: item={}, code={}", item.arn(), e.code());
        }
        if (type.equals(UPDATED)) {
            item.item().notifications().forEach(notification -> publish(item, notification, detail, own));
        }
    }

    /** What AWS writes into such a message is not documented: it has what the event has. */
    private void publish(StoredOpsItem item, OpsItemNotification notification, String detail, Call own) {
        String topic = Objects.requireNonNullElse(notification.arn(), "");
        try {
            Arn arn = Arn.parse(topic).orElseThrow();
            var unused = cloud.client(Sns.API)
                    .publish(
                            PublishInput.builder()
                                    .topicArn(topic)
                                    .subject("OpsItem " + item.id() + " was updated")
                                    .message(detail)
                                    .build(),
                            own.in(arn.account(), arn.region()));
        } catch (ApiException e) {
            LOG.warn("A notification was not taken: item={}, topic={}, code={}", item.arn(), topic, e.code());
        }
    }

    private static String detail(OpsItem item, String type) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("created-by", String.valueOf(item.createdBy()));
        detail.put("created-time", String.valueOf(item.createdTime()));
        if (type.equals(UPDATED)) {
            detail.put("modified-by", String.valueOf(item.lastModifiedBy()));
            detail.put("modified-time", String.valueOf(item.lastModifiedTime()));
        }
        detail.put("source", String.valueOf(item.source()));
        detail.put("status", String.valueOf(item.status_()));
        detail.put("ops-item-id", String.valueOf(item.opsItemId()));
        detail.put("title", String.valueOf(item.title()));
        detail.put("ops-item-type", String.valueOf(item.opsItemType()));
        detail.put("description", String.valueOf(item.description()));
        return Json.write(detail);
    }
}
